import GraphModel

/// Writes data to standard output.
enum Output {
  /// Writes rows in the format asked for.
  static func write(_ rows: Listing, _ listing: ListingOptions, _ reading: ReadingOptions) throws {
    let colored = Terminal.colors(reading.color, isTerminal: Terminal.outputIsTerminal)
    try write(rows.text(listing.chosen, width: Terminal.width, colored: colored))
  }

  /// Writes text.
  static func write(_ text: String) throws {
    try OutputFile.write(Array(text.utf8), to: "-")
  }
}
