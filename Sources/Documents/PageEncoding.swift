import CLibXML2
import GraphModel

#if canImport(Glibc)
  import Glibc
#endif

/// Finds in which encoding a page is, and makes UTF-8 of it.
enum PageEncoding {
  /// How far into a page its encoding may be declared, in bytes; HTML asks for 1024.
  private static let declarationRange = 4096

  /// A page's bytes as UTF-8.
  ///
  /// A byte order mark decides, else the page's own declaration (`<meta charset>`, or an XML declaration),
  /// else it is UTF-8.
  ///
  /// - Throws: A `Diagnostic` for an encoding that is not known, and at the first byte that is not of it.
  static func decode(_ bytes: [UInt8], file: String) throws(Diagnostic) -> [UInt8] {
    if bytes.starts(with: [0xFF, 0xFE]) {
      return try convert(bytes[2...], from: "UTF-16LE", name: "UTF-16", file: file)
    }
    if bytes.starts(with: [0xFE, 0xFF]) {
      return try convert(bytes[2...], from: "UTF-16BE", name: "UTF-16", file: file)
    }
    let hasMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
    if !hasMark, let name = declared(in: bytes), let encoding = encoding(named: name) {
      return try convert(bytes[...], from: encoding, name: name, file: file)
    }
    _ = try UTF8Text.decode(bytes, file: file)
    return hasMark ? Array(bytes[3...]) : bytes
  }

  /// What the page says its encoding is, in lower case.
  private static func declared(in bytes: [UInt8]) -> String? {
    let head = String(decoding: bytes.prefix(declarationRange), as: UTF8.self).lowercased()
    for start in ["<meta", "<?xml"] {
      var rest = head[...]
      while let tag = rest.range(of: start) {
        rest = rest[tag.upperBound...]
        let body = rest.prefix { $0 != ">" }
        for key in ["charset", "encoding"] {
          guard let found = body.range(of: key) else { continue }
          var value = body[found.upperBound...].drop { $0 == " " }
          guard value.first == "=" else { continue }
          value = value.dropFirst().drop { " \"'".contains($0) }
          let name = value.prefix {
            $0.isASCII && ($0.isLetter || $0.isNumber || "-_:.".contains($0))
          }
          if !name.isEmpty { return String(name) }
        }
      }
    }
    return nil
  }

  /// What iconv calls an encoding; nil for UTF-8.
  ///
  /// As browsers do, what is declared to be Latin-1 or ASCII is read as Windows' superset of it, and a
  /// declaration of UTF-16 that could be read byte by byte as one of UTF-8.
  private static func encoding(named name: String) -> String? {
    switch name {
    case "utf-8", "utf8", "utf-16", "utf-16le", "utf-16be", "unicode": nil
    case "iso-8859-1", "iso8859-1", "latin1", "latin-1", "ascii", "us-ascii", "ansi", "x-cp1252":
      "CP1252"
    case "iso-8859-9", "latin5": "CP1254"
    case "iso-8859-11", "tis-620": "CP874"
    case "gb2312", "gbk", "x-gbk": "GB18030"
    case "shift_jis", "shift-jis", "sjis", "x-sjis": "CP932"
    case "ks_c_5601-1987", "euc-kr", "ksc5601": "CP949"
    default: name
    }
  }

  private static func convert(
    _ bytes: ArraySlice<UInt8>, from encoding: String, name: String, file: String
  ) throws(Diagnostic) -> [UInt8] {
    let converter = iconv_open("UTF-8", encoding)
    guard converter != iconv_t(bitPattern: -1) else {
      throw Diagnostic(
        .error, "the page names an encoding that is not known, \(name.quoted): save it as UTF-8",
        at: SourceLocation(file: file))
    }
    defer { iconv_close(converter) }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + bytes.count / 4)
    var input = Array(bytes)
    var buffer = [CChar](repeating: 0, count: 1 << 16)
    var consumed = 0
    var isWrong = false
    while consumed < input.count, !isWrong {
      input.withUnsafeMutableBytes { input in
        var source = input.baseAddress?.advanced(by: consumed).assumingMemoryBound(to: CChar.self)
        var sourceCount = input.count - consumed
        let written = buffer.withUnsafeMutableBufferPointer { buffer in
          var target = buffer.baseAddress
          var targetCount = buffer.count
          let status = iconv(converter, &source, &sourceCount, &target, &targetCount)
          isWrong = status == -1 && errno != E2BIG
          return buffer.count - targetCount
        }
        consumed = input.count - sourceCount
        buffer.withUnsafeBytes { result.append(contentsOf: $0.prefix(written)) }
      }
    }
    let offset = bytes.startIndex + consumed
    if isWrong {
      let byte = String(bytes[offset], radix: 16, uppercase: true)
      throw Diagnostic(
        .error, "byte \(offset) (0x\(byte)) is not \(name), the encoding that the page names",
        at: SourceLocation(file: file))
    }
    if let nul = result.firstIndex(of: 0) {
      throw Diagnostic(
        .error, "character \(nul) is NUL: this is not a page", at: SourceLocation(file: file))
    }
    return result
  }
}
