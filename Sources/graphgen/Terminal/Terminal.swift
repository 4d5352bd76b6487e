import Glibc

/// What the two output streams are connected to, and how to write to them.
enum Terminal {
  /// When to colour.
  enum ColorChoice: String, CaseIterable {
    case auto, always, never
  }

  /// The styles in use; a colour always goes with a word or sign that says the same.
  enum Style: String {
    case bold = "1"
    case dim = "2"
    case underlined = "4"
    case red = "31"
    case green = "32"
    case yellow = "33"
    case magenta = "35"
    case cyan = "36"
  }

  /// Whether standard output is a terminal.
  static let outputIsTerminal = isatty(STDOUT_FILENO) == 1
  /// Whether standard error is a terminal.
  static let errorIsTerminal = isatty(STDERR_FILENO) == 1

  /// The width of the terminal in columns: `COLUMNS`, else what the terminal says, else nil.
  static var width: Int? {
    if let columns = environment("COLUMNS").flatMap({ Int($0) }), columns > 0 { return columns }
    guard outputIsTerminal else { return nil }
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }

  /// Whether to colour a stream: as chosen, else by `NO_COLOR`, `CLICOLOR_FORCE` and the terminal.
  static func colors(_ choice: ColorChoice, isTerminal: Bool) -> Bool {
    switch choice {
    case .always: return true
    case .never: return false
    case .auto:
      if let no = environment("NO_COLOR"), !no.isEmpty { return false }
      if let force = environment("CLICOLOR_FORCE"), force != "0", !force.isEmpty { return true }
      return isTerminal && environment("TERM") != "dumb"
    }
  }

  /// What the environment says of a name.
  static func environment(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }

  /// Puts a style around text.
  static func styled(_ text: String, _ styles: Style..., when isOn: Bool) -> String {
    styled(text, styles, when: isOn)
  }

  /// Puts styles around text, if there are any.
  static func styled(_ text: String, _ styles: [Style], when isOn: Bool) -> String {
    guard isOn, !text.isEmpty, !styles.isEmpty else { return text }
    return "\u{1B}[\(styles.map(\.rawValue).joined(separator: ";"))m\(text)\u{1B}[0m"
  }

  /// Writes words for people to standard error.
  static func report(_ line: String) { write(line + "\n") }

  /// Writes to standard error, and gives up where nobody reads it.
  static func write(_ text: String) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      if count <= 0 { return }
      rest = rest.dropFirst(count)
    }
  }

  /// The text with control characters made visible, so that data cannot steer the terminal.
  static func printable(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isControl) else { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n", "\r", "\t": result.append(" ")
      case _ where isControl(scalar): result.append("\u{FFFD}")
      default: result.append(scalar)
      }
    }
    return String(result)
  }

  /// Control characters, and the marks that reorder text on a terminal.
  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069: return true
    default: return false
    }
  }

  /// How many columns the text takes.
  static func columns(of text: String) -> Int {
    // What is a character is costly to tell, and plain where each scalar is one.
    var count = 0
    for scalar in text.unicodeScalars {
      guard isWholeCharacter(scalar) else { return text.reduce(0) { $0 + columns(of: $1) } }
      count += 1
    }
    return count
  }

  /// Whether a scalar is a character of one column beside others that are.
  ///
  /// So are Latin letters, quotes, dashes and arrows; a return may be the half of a line end.
  private static func isWholeCharacter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0D: false
    case 0..<0x300, 0x2010...0x2027, 0x2190...0x21FF: true
    default: false
    }
  }

  private static func columns(of character: Character) -> Int {
    guard let scalar = character.unicodeScalars.first else { return 0 }
    switch scalar.value {
    case 0..<0x300: return 1
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
      return 2
    default: return scalar.properties.generalCategory == .nonspacingMark ? 0 : 1
    }
  }

  /// The text cut to so many columns, with … where something was left out.
  static func clipped(_ text: String, to width: Int) -> String {
    guard columns(of: text) > width else { return text }
    var (result, used) = ("", 1)
    for character in text {
      used += columns(of: character)
      if used > width { break }
      result.append(character)
    }
    return result + "…"
  }
}
