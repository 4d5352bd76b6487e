import Glibc
import GraphModel

/// The named time zones of this system (tzdata), each read once.
///
/// A class because all expressions of a run share what was read.
final class TimeZoneDatabase {
  private let folder: String
  private var zones: [String: TimeZoneRules] = [:]

  init(folder: String = "/usr/share/zoneinfo") { self.folder = folder }

  /// - Throws: `QueryError` that names the nearest zones, or says that none are installed.
  func zone(named name: String) throws(QueryError) -> TimeZoneRules {
    if let zone = zones[name] { return zone }
    guard isName(name), let bytes = contents(of: name), bytes.starts(with: "TZif".utf8) else {
      guard let list = contents(of: "zone.tab") else {
        throw .unusableTime(
          "the time zone \(name.quoted) cannot be looked up: there are none in \(folder); "
            + "install tzdata, or write an offset such as +01:00")
      }
      let hint = NearestNames.hint(
        for: name, among: names(in: list), orElse: "a zone is named as in Europe/Stockholm")
      throw .unusableTime("there is no time zone \(name.quoted(upTo: 60)): \(hint)")
    }
    let zone = try TimeZoneRules(name: name, bytes)
    zones[name] = zone
    return zone
  }

  /// Whether it can only be a file below the folder.
  private func isName(_ name: String) -> Bool {
    let isPlain = name.utf8.allSatisfy { byte in
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || "/_+-".utf8.contains(byte)
    }
    return isPlain && !name.isEmpty && name.utf8.count <= 60 && name.utf8.first != UInt8(ascii: "/")
  }

  /// The third column of a table of zones.
  private func names(in table: [UInt8]) -> [String] {
    String(decoding: table, as: UTF8.self).split(separator: "\n").compactMap { line in
      let columns = line.split(separator: "\t")
      return line.hasPrefix("#") || columns.count < 3 ? nil : String(columns[2])
    }
  }

  /// The bytes of a file, as far as they may be data of a zone.
  private func contents(of name: String) -> [UInt8]? {
    guard let file = fopen("\(folder)/\(name)", "rb") else { return nil }
    defer { fclose(file) }
    let bytes = [UInt8](unsafeUninitializedCapacity: 1 << 18) { buffer, count in
      count = fread(buffer.baseAddress, 1, buffer.count, file)
    }
    return bytes.isEmpty ? nil : bytes
  }
}
