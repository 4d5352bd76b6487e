import GraphModel
import Language
import Testing

@testable import Extraction

/// Rules on sentences as the model parses them: the arrow's ends are marked, `[Seely]S wrote to [Iraq]O`.
@Suite struct MarkedTextTests {
  private static let model = Result { try LanguageModel() }

  /// A sentence and the words in it that are the ends of an arrow.
  private struct Marked {
    var text = ""
    var ends: [Character: Range<Int>] = [:]

    init(_ marked: String) {
      var start = 0
      var closed = false
      for character in marked {
        if closed {
          ends[character] = start..<text.utf8.count
          closed = false
        } else if character == "[" {
          start = text.utf8.count
        } else if character == "]" {
          closed = true
        } else {
          text.append(character)
        }
      }
    }
  }

  @Test(arguments: [
    ("wrote-to", "Brig. Gen. [William Seely]S wrote in a letter to [the ministry]O on Monday."),
    ("endorsed", "The plan was endorsed by [Adel Abdul Mahdi]S and rejected by [the union]X."),
    ("attacked", "[Iran]S had launched a series of attacks on [American forces]O in recent weeks."),
    ("killed", "[A bomb]S took the life of General [Karim Haddad]O on Friday."),
    ("approved", "The attack prompted [Trump]S to approve [the drone attack]O."),
    ("commands", "[Quds Force]O commander [Qasem Soleimani]S arrived in Baghdad."),
    (
      "leads",
      "Chairman of [the Joint Chiefs of Staff]O [Mark Milley]S said the letter was a draft."
    ),
    (
      "works-for",
      "[Jane Moore]S, a spokeswoman for [the Ministry of Health]O, declined to comment."
    ),
    ("visited", "[Emmanuel Macron]S paid a visit to [Algeria]O in August."),
    ("met-with", "[Angela Merkel]S met with [Vladimir Putin]O in Sochi."),
    ("detained", "[Three men]O were arrested by [the police]S in Lyon."),
    ("told", "[Mark Esper]S told [reporters]O at the Pentagon that nothing had changed."),
    ("married-to", "[Anna Berg]S, the wife of [Erik Berg]O, has opened a school."),
    ("born-in", "[Maria Silva]S was born in [Porto]O and lives in Lisbon."),
    ("resigned-from", "[John Hart]S resigned from [the Labour Party]O on Tuesday."),
  ])
  func arrows(relation: String, marked: String) throws {
    let model = try Self.model.get()
    let marked = Marked(marked)
    let annotation = model.annotate(
      Document(id: "marked", text: marked.text), mentions: .possible)
    let book = PhraseBook(Vocabulary.standardPhrases)
    var reader = PhraseReader(annotation, book)
    let findings = reader.read(in: .standard)
    func overlaps(_ mention: Int, _ end: Character) -> Bool {
      marked.ends[end].map { $0.overlaps(reader.mentions[mention].span) } ?? true
    }
    #expect(
      findings.contains {
        $0.relation == relation && overlaps($0.subject, "S") && overlaps($0.object, "O")
      }, "\(marked.text)")
    // What is marked X takes no part.
    for finding in findings where marked.ends["X"] != nil && finding.relation == relation {
      #expect(!marked.ends["X"]!.overlaps(reader.mentions[finding.subject].span))
    }
  }

  /// What no phrase may make of a sentence.
  @Test(arguments: [
    ("detained", "Three men were arrested in Lyon on Friday."),
    ("leads", "The vice president of Iran, Eshaq Jahangiri, said so."),
    ("visited", "The visit was short, and the minister was tired."),
    ("killed", "The minister said that the rumor had killed the deal."),
  ])
  func noArrow(relation: String, text: String) throws {
    let annotation = try Self.model.get().annotate(
      Document(id: "plain", text: text), mentions: .possible)
    var reader = PhraseReader(annotation, PhraseBook(Vocabulary.standardPhrases))
    #expect(!reader.read(in: .standard).contains { $0.relation == relation }, "\(text)")
  }
}
