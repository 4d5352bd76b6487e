import GraphModel
import Language

/// Who has which of the posts that are told in one breath, in order.
///
///     The prime ministers of Britain and Ireland, John Harris and Albert Quinn, signed …
///     John Harris leads Britain, Albert Quinn Ireland
struct Respectively: Reading {
  private struct Post {
    /// The word that all are told by.
    var title: Int
    var holders: [Int]
    /// The one of them whose it is.
    var holder: Int
  }

  /// By what is led.
  private var posts: [Int: Post] = [:]
  private let mentions: [Annotation.Mention]

  private static let titles: Set = [
    "ministers", "presidents", "premiers", "chancellors", "leaders", "chiefs", "heads", "mayors",
    "governors", "kings", "queens", "ambassadors", "secretaries", "chairmen", "directors",
    "commanders", "coaches", "captains", "rulers", "speakers", "bishops", "archbishops",
  ]

  init(_ sentences: Sentences) {
    mentions = sentences.annotation.mentions
    // The likeliest, as the largest may be a whole row.
    var beginning: [Int: Int] = [:]
    for (index, mention) in mentions.enumerated() {
      let start = mention.tokens.lowerBound
      if beginning[start].map({ mentions[$0].probability < mention.probability }) ?? true {
        beginning[start] = index
      }
    }
    for title in sentences.forms.indices.dropLast(2)
    where Self.titles.contains(sentences.forms[title]) && sentences.forms[title + 1] == "of" {
      let (held, end) = Self.row(from: title + 2, in: sentences, beginning) { $0 != .person }
      guard held.count > 1, end < sentences.forms.count, sentences.forms[end] == "," else {
        continue
      }
      let (holders, _) = Self.row(from: end + 1, in: sentences, beginning) { $0 == .person }
      guard holders.count == held.count else { continue }
      for (object, holder) in zip(held, holders) {
        posts[object] = Post(title: title, holders: holders, holder: holder)
      }
    }
  }

  /// The mentions that stand in a row from a word on, parted by commas and *and*, and the word behind them.
  private static func row(
    from start: Int, in sentences: Sentences, _ beginning: [Int: Int],
    where isOfRow: (EntityType) -> Bool
  ) -> (mentions: [Int], end: Int) {
    let mentions = sentences.annotation.mentions
    var (row, end, next): ([Int], Int, Int) = ([], start, start)
    while true {
      if next < sentences.forms.count, sentences.forms[next] == "the" { next += 1 }
      guard let mention = beginning[next], isOfRow(mentions[mention].type)
      else { return (row, end) }
      row.append(mention)
      end = mentions[mention].tokens.upperBound
      next = end
      while next < sentences.forms.count, [",", "and"].contains(sentences.forms[next]) { next += 1 }
      guard next > end else { return (row, end) }
    }
  }

  /// A candidate with the one who has the post for its subject.
  func read(_ candidate: Annotation.RelationCandidate) -> Annotation.RelationCandidate? {
    guard RelationKinds.posts.contains(candidate.relation), let post = posts[candidate.object],
      post.holders.contains(candidate.subject)
        || mentions[candidate.subject].tokens.contains(post.title)
    else { return candidate }
    var candidate = candidate
    candidate.subject = post.holder
    return candidate
  }
}
