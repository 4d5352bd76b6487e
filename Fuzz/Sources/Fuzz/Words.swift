import GraphModel

/// A time of any text is read or refused, and one that is read is a range of days in order.
func fuzzEDTF(_ bytes: [UInt8]) {
  let text = String(decoding: bytes, as: UTF8.self)
  guard let time = try? EDTF(text) else { return }
  require((try? EDTF(time.text)) == time, "\(text) is read as it is written")
  if let first = time.earliest, let last = time.latest {
    require(first <= last, "\(text) is in order")
  }
  require(time.overlaps(time), "\(text) overlaps itself")
  require(!(time < time), "\(text) is not before itself")
}

/// A quote is found where it stands, or the nearest passage is one of the text.
///
/// The first byte says where the input is cut into quote and text.
func fuzzQuote(_ bytes: [UInt8]) {
  guard let cut = bytes.first.map({ min(Int($0), bytes.count - 1) }) else { return }
  let quote = String(decoding: bytes[1..<(1 + cut)], as: UTF8.self)
  let text = String(decoding: bytes[(1 + cut)...], as: UTF8.self)
  let document = Document(id: "d", text: text)
  let (own, needle) = (Array(text.utf8), Array(quote.utf8))
  let places =
    needle.isEmpty || needle.count > own.count
    ? []
    : (0...(own.count - needle.count))
      .filter { own[$0..<($0 + needle.count)].elementsEqual(needle) }
  switch document.locate(quote: quote) {
  case .found(let span, let isRepeated):
    require(
      document.quote(at: span).map { $0.utf8.elementsEqual(quote.utf8) } == true,
      "the span is the quote's")
    require(span.lowerBound == places.first, "it is the first")
    require(isRepeated == (places.count > 1), "it says whether there are more")
  case .missing(let nearest):
    require(places.isEmpty, "a quote that stands there is found")
    guard let nearest else { return }
    require(document.quote(at: nearest.span) == nearest.text, "the nearest passage stands there")
    require((0...1).contains(nearest.similarity), "its likeness is from 0 to 1")
  }
}
