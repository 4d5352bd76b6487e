extension Int {
  /// Its decimal digits behind as many zeros as make that many characters, a sign not counted.
  package func padded(to width: Int) -> String {
    let digits = String(magnitude)
    return (self < 0 ? "-" : "") + String(repeating: "0", count: Swift.max(0, width - digits.count))
      + digits
  }
}
