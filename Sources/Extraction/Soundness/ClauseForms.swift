import Language

/// What a clause is by its own words: a condition, a question, what nearly was, what is denied.
extension Sentences {
  /// Whether a clause is a participle behind a comma, as *accusing* in *denied it, accusing Kosovo*.
  func isSetOff(_ clause: Int) -> Bool {
    guard forms[clause].hasSuffix("ing"), marks(clause).isEmpty,
      dependents(of: clause, "cc").isEmpty
    else { return false }
    let first = dependents(of: clause).first {
      tag($0) != .punctuation
    }
    let start = min(clause, first ?? clause)
    return start > 0 && forms[start - 1] == ","
  }

  /// Whether it nearly came about: *almost killed*, *all but captured*.
  func isAlmost(_ verb: Int) -> Bool {
    dependents(of: verb, "advmod", "cc").contains { word in
      word < verb
        && (["almost", "nearly"].contains(forms[word])
          || forms[word] == "but" && word > 0 && forms[word - 1] == "all")
    }
  }

  /// Whether a clause is a condition, or an indirect question.
  func isSupposed(_ clause: Int) -> Bool {
    let words = dependents(of: clause, "mark", "cc:preconj", "advmod")
    if words.contains(where: { ["whether", "unless", "if"].contains(forms[$0]) }) {
      return true
    }
    if words.contains(where: {
      forms[$0] == "though" && $0 > 0 && forms[$0 - 1] == "as"
    }) {
      return true
    }
    // `Had they met in Vienna, the deal would …`; with `, she said,` the parser may take it for what is said.
    return marks(clause).isEmpty && isInverted(clause, ["had", "were", "should"])
      && (label(clause) == "advcl"
        || label(clause) == "ccomp" && beginsSentence(clause))
  }

  /// Whether a sentence begins with a clause's auxiliary.
  private func beginsSentence(_ clause: Int) -> Bool {
    let first = annotation.sentences[annotation.sentence(of: clause)].tokens.first {
      tag($0) != .punctuation
    }
    return first.map { head($0) == clause && label($0) == "aux" } ?? false
  }

  /// Whether a sentence asks if a clause of it is so.
  func isAsked(_ clause: Int) -> Bool {
    let sentence = annotation.sentences[annotation.sentence(of: clause)].tokens
    return isInverted(clause, Self.auxiliaries)
      && sentence.suffix(from: clause).prefix(Self.question).contains { forms[$0] == "?" }
  }

  /// How many words behind its verb a question may end.
  private static let question = 40
  private static let auxiliaries: Set = [
    "did", "do", "does", "has", "have", "had", "is", "are", "was", "were", "will", "would",
    "can", "could", "should", "may", "might",
  ]
  private static let questionWords: Set = [
    "who", "whom", "whose", "what", "which", "why", "when", "where", "how",
  ]

  /// Whether a clause begins with its auxiliary, and with no question word before that (*In which city did they meet?*).
  private func isInverted(_ verb: Int, _ auxiliaries: Set<String>) -> Bool {
    let below = dependents(of: verb)
    guard let subject = below.first(where: { label($0).hasPrefix("nsubj") }),
      let auxiliary = below.first(where: {
        ["aux", "aux:pass", "cop"].contains(label($0))
      }), auxiliary < subject, auxiliaries.contains(forms[auxiliary])
    else { return false }
    return !below.contains { word in
      word < auxiliary && !["advcl", "mark"].contains(label(word))
        && ([word] + dependents(of: word)).contains {
          Self.questionWords.contains(forms[$0])
        }
    }
  }

  /// Whether a clause tells *why* or *how* something is so, and so takes it for granted.
  func hasQuestionWord(_ clause: Int) -> Bool {
    dependents(of: clause).contains {
      $0 < clause && Self.questionWords.contains(forms[$0])
    }
  }

  /// Whether a word is denied by *not* or *neither*, or by a subject that is nobody.
  func isNegated(_ token: Int) -> Bool {
    DirectNegation.denies(token..<token + 1, in: annotation)
      || has(token, "neither") || has(token, "nor")
      || dependents(of: token, "nsubj", "nsubj:pass").contains { subject in
        ["nobody", "none", "neither", "few"].contains(forms[subject])
          || has(subject, "neither") || has(subject, "no")
      }
  }

  /// Whether a word depends on another.
  func has(_ head: Int, _ word: String) -> Bool {
    dependents(of: head).contains { forms[$0] == word }
  }
}
