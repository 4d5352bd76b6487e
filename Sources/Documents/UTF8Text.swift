import GraphModel

/// Bytes that should be text.
package enum UTF8Text {
  /// The text, exactly these bytes.
  ///
  /// - Throws: A `Diagnostic` with line and column of the first byte that can't be in a text.
  package static func decode(_ bytes: [UInt8], file: String) throws(Diagnostic) -> String {
    if let offset = bytes.firstIndex(of: 0) {
      throw Diagnostic(
        .error, "byte \(offset) is NUL: this is not a text file",
        at: location(of: offset, in: bytes[...], file: file))
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw invalid(bytes, file: file)
    }
    return text
  }

  /// Where the first ill-formed sequence of UTF-8 begins, or nil if there is none.
  package static func firstInvalidByte(in bytes: [UInt8]) -> Int? {
    var parser = UTF8.ForwardParser()
    var iterator = bytes.makeIterator()
    var offset = 0
    while true {
      switch parser.parseScalar(from: &iterator) {
      case .valid(let scalar): offset += scalar.count
      case .emptyInput: return nil
      case .error: return offset
      }
    }
  }

  private static func invalid(_ bytes: [UInt8], file: String) -> Diagnostic {
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      return Diagnostic(
        .error, "this is UTF-16: save it as UTF-8", at: SourceLocation(file: file))
    }
    let offset = firstInvalidByte(in: bytes) ?? 0
    let byte = String(bytes[offset], radix: 16, uppercase: true)
    return Diagnostic(
      .error, "byte \(offset) (0x\(byte)) is not UTF-8: save the file as UTF-8",
      at: location(of: offset, in: bytes[...], file: file))
  }

  /// The line and column of an offset; the bytes before it are UTF-8.
  private static func location(
    of offset: Int, in bytes: ArraySlice<UInt8>, file: String
  ) -> SourceLocation {
    var (line, column) = (1, 1)
    for byte in bytes[..<offset] {
      if byte == 0x0A {
        (line, column) = (line + 1, 1)
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
    }
    return SourceLocation(file: file, line: line, column: column)
  }
}
