import Documents
import GraphModel

/// A page of any bytes becomes a document or one finding.
func fuzzHTML(_ bytes: [UInt8]) { fuzzDocument(bytes, id: "page.html") }

/// Markdown of any bytes becomes a document or one finding.
func fuzzMarkdown(_ bytes: [UInt8]) { fuzzDocument(bytes, id: "text.md") }

private func fuzzDocument(_ bytes: [UInt8], id: String) {
  let document: Document
  do {
    document = try DocumentReader.document(id: id, bytes: bytes)
  } catch {
    require(error.location?.file == id, "\(error) is about the document")
    require(!error.description.contains("\n"), "\(error) is one line")
    return
  }
  guard let text = document.text else { return require(false, "a document has a text") }
  require(document.sha256 == SHA256.hexadecimal(of: text.utf8), "the hash is the text's")
  require(!text.contains("\n\n\n"), "one blank line parts blocks")
  require(text.utf8.first.map { $0 > 0x20 } ?? true, "no blank before the text")
  require(text.utf8.last.map { $0 > 0x20 } ?? true, "no blank behind the text")
  require(document.links == document.links.sorted(), "links are in order")
  for link in document.links {
    let words = document.quote(at: link.span) ?? ""
    require(!words.isEmpty, "a link has words")
    require(words.utf8.first.map { $0 > 0x20 } ?? false, "they begin with one")
  }
  if let date = document.date { require((try? EDTF(date)) != nil, "\(date) is a date") }
  let again = try? DocumentReader.document(id: id, bytes: bytes)
  require(again == document, "what is read twice is read alike")
}
