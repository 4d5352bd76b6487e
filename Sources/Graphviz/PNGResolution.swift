/// Says in a PNG how large a dot is, so that a page sets it in the size in which it was laid out.
enum PNGResolution {
  private static let header = 33

  /// The PNG with a `pHYs` chunk behind its header; as it is if there is none to be written or it has one.
  static func stating(_ dotsPerInch: Double?, in png: [UInt8]) -> [UInt8] {
    guard let dotsPerInch, png.count > header, png.starts(with: [0x89, 0x50, 0x4E, 0x47]),
      let perMeter = UInt32(exactly: (dotsPerInch / 0.0254).rounded())
    else { return png }
    let name = Array("pHYs".utf8)
    if png[(header + 4)...].starts(with: name) { return png }
    let dotsPerMeter = bytes(perMeter)
    let body = name + dotsPerMeter + dotsPerMeter + [1]
    return png[..<header] + bytes(UInt32(body.count - name.count)) + body + bytes(checksum(body))
      + png[header...]
  }

  private static func bytes(_ number: UInt32) -> [UInt8] {
    withUnsafeBytes(of: number.bigEndian) { Array($0) }
  }

  /// The cyclic redundancy code of a chunk (ISO 3309).
  private static func checksum(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(UInt32.max) { code, byte in
      (0..<8).reduce(code ^ UInt32(byte)) { code, _ in
        code & 1 == 1 ? code >> 1 ^ 0xEDB8_8320 : code >> 1
      }
    }
  }
}
