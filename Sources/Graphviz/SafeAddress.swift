/// Web addresses that are safe to write, since Graphviz copies them into SVG unescaped.
enum SafeAddress {
  /// The address as the library may hold it, or nil unless it is of the web, of mail or of this page.
  ///
  /// Whatever is not a URI character is percent-encoded, and `&` is `&amp;`.
  static func stored(_ text: String) -> String? {
    let plain = text.replacing("&amp;", with: "&")
    guard plain.utf8.count <= 8192, isAllowed(plain) else { return nil }
    var result = ""
    for byte in plain.utf8 {
      switch byte {
      case UInt8(ascii: "&"): result += "&amp;"
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: result.unicodeScalars.append(.init(byte))
      case let other where "-._~:/?#[]@!$()*+,;=%".utf8.contains(other):
        result.unicodeScalars.append(.init(other))
      default:
        let digits = Array("0123456789ABCDEF")
        result += "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
      }
    }
    return result
  }

  private static func isAllowed(_ address: String) -> Bool {
    if address.hasPrefix("#") { return true }
    guard let colon = address.firstIndex(of: ":") else { return false }
    return ["http", "https", "mailto"].contains(address[..<colon].lowercased())
  }
}
