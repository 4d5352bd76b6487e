import ArgumentParser

/// Spells names for the shell that completes them.
///
/// The scripts that swift-argument-parser makes for bash hand every candidate to `compgen -W`, which
/// expands it, command substitutions and all; so a name must not reach it as it stands.
enum ShellWord {
  /// A name as the shell wants it after what was typed, or nil if it can't have it.
  static func spelled(_ name: String, after typed: String) -> String? {
    // A candidate is a line.
    guard name.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7F }) else {
      return nil
    }
    guard CompletionShell.requesting == .bash else { return name }
    switch typed.first {
    case "\"": return escaped(escaped(name, where: { "\"$`\\!".contains($0) }), where: isSpecial)
    case "'": return name.contains("'") ? nil : escaped(name, where: isSpecial)
    default: return escaped(escaped(name, where: isSpecial), where: isSpecial)
    }
  }

  private static func isSpecial(_ character: Character) -> Bool {
    character.isASCII && !character.isLetter && !character.isNumber
      && !"-_./,:@%+".contains(character)
  }

  private static func escaped(_ text: String, where isSpecial: (Character) -> Bool) -> String {
    String(text.flatMap { isSpecial($0) ? ["\\", $0] : [$0] })
  }
}
