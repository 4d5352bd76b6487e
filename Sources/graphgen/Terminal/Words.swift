/// Small pieces of English.
enum Words {
  /// `1 statement`, `3 statements`, `2 entities`.
  static func count(_ number: Int, _ noun: String, plural: String? = nil) -> String {
    let many = plural ?? (noun.hasSuffix("y") ? noun.dropLast() + "ies" : noun + "s")
    return "\(number) \(number == 1 ? noun : String(many))"
  }
}
