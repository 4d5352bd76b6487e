import GraphModel

/// What kind of body a word says that something is, of the kinds that no body is two of.
///
/// *Harbor Airlines* is not what *the museum* means, whatever was named last.
enum BodyKind: Hashable {
  case teaching, justice, collection, music, bank, airline, hospital, church, press, politics, army
  case police, hotel

  private static let kinds: [String: BodyKind] = {
    let words: [(BodyKind, String)] = [
      (.teaching, "school schools university college academy polytechnic"),
      (.justice, "court courts tribunal"),
      (.collection, "museum gallery"),
      (.music, "orchestra philharmonic symphony opera choir"),
      (.bank, "bank banks"),
      (.airline, "airline airlines airways"),
      (.hospital, "hospital hospitals clinic infirmary medical"),
      (.church, "church cathedral mosque synagogue temple diocese"),
      (
        .press,
        """
        newspaper paper magazine daily weekly times post herald tribune gazette examiner chronicle telegraph journal news \
        ledger mirror
        """
      ),
      (
        .politics,
        "party parliament congress senate assembly council"
      ),
      (.army, "army navy"),
      (.police, "police constabulary"),
      (.hotel, "hotel"),
    ]
    var kinds: [String: BodyKind] = [:]
    for (kind, words) in words {
      for word in words.split(separator: " ") { kinds[String(word)] = kind }
    }
    return kinds
  }()

  /// The kinds that the words of a name or of a description tell.
  static func told(by words: [String]) -> Set<BodyKind> { Set(words.compactMap { kinds[$0] }) }
}
