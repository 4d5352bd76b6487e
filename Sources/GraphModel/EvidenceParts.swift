extension Evidence {
  /// What a part of the quote says.
  public enum Part: String, Sendable, CaseIterable {
    /// Who or what does it.
    case subject
    /// That it is done: the words that make the relation.
    case trigger
    /// Whom or what it is done to.
    case object
  }

  /// Where in a quote its subject, its trigger and its object stand, as far as that is known.
  ///
  /// An end's part is what stands there: its name, or the surname, pronoun or description that refers
  /// to it.
  public struct Parts: Hashable, Sendable {
    /// The subject's UTF-8 bytes in the document.
    public var subject: Range<Int>?
    /// The trigger's UTF-8 bytes in the document.
    public var trigger: Range<Int>?
    /// The object's UTF-8 bytes in the document.
    public var object: Range<Int>?

    /// Makes parts; without arguments, none.
    public init(
      subject: Range<Int>? = nil, trigger: Range<Int>? = nil, object: Range<Int>? = nil
    ) {
      self.subject = subject
      self.trigger = trigger
      self.object = object
    }

    /// The span of one part.
    public subscript(part: Part) -> Range<Int>? {
      get {
        switch part {
        case .subject: subject
        case .trigger: trigger
        case .object: object
        }
      }
      set {
        switch part {
        case .subject: subject = newValue
        case .trigger: trigger = newValue
        case .object: object = newValue
        }
      }
    }

    /// Whether no part is known.
    public var isEmpty: Bool { self == Parts() }
  }
}

extension Evidence.Parts: Comparable {
  /// Orders by where the subject, then the trigger, then the object stands; what is not known comes
  /// first.
  public static func < (left: Self, right: Self) -> Bool {
    for part in Evidence.Part.allCases where left[part] != right[part] {
      guard let l = left[part], let r = right[part] else { return left[part] == nil }
      return (l.lowerBound, l.upperBound) < (r.lowerBound, r.upperBound)
    }
    return false
  }

  /// Takes in what the other knows; of two places of one part, the first stays.
  ///
  /// Associative, commutative and idempotent.
  public mutating func join(_ other: Self) {
    for part in Evidence.Part.allCases {
      guard let theirs = other[part] else { continue }
      if let own = self[part],
        (own.lowerBound, own.upperBound) <= (theirs.lowerBound, theirs.upperBound)
      {
        continue
      }
      self[part] = theirs
    }
  }

  /// The same so many bytes further on.
  public func shifted(by offset: Int) -> Self {
    var result = self
    for part in Evidence.Part.allCases {
      result[part] = self[part].map { $0.lowerBound + offset..<$0.upperBound + offset }
    }
    return result
  }
}

extension Evidence {
  /// The same words of the same document, whatever is known of their parts: two that are alike in this
  /// are one piece of evidence.
  public var withoutParts: Evidence {
    var copy = self
    copy.parts = Parts()
    return copy
  }

  /// The same evidence for the statement whose ends are the other way round.
  var turned: Evidence {
    guard !parts.isEmpty else { return self }
    var copy = self
    copy.parts = Parts(subject: parts.object, trigger: parts.trigger, object: parts.subject)
    return copy
  }

  /// The words of a part, or nil if it is not known or is not words of the quote.
  public func quote(of part: Part) -> String? {
    guard let span, let range = parts[part], isWords(range) else { return nil }
    let bytes = quote.utf8
    guard bytes.count == span.count else { return nil }
    let start = bytes.index(bytes.startIndex, offsetBy: range.lowerBound - span.lowerBound)
    return String(quote[start..<bytes.index(start, offsetBy: range.count)])
  }

  /// The first part that is empty, lies outside the span or cuts a character of the quote.
  public var misplacedPart: Part? {
    parts.isEmpty
      ? nil : Part.allCases.first { part in parts[part].map { !isWords($0) } ?? false }
  }

  /// Whether a range lies within the span and cuts no character of the quote, if that is as long as
  /// the span.
  private func isWords(_ range: Range<Int>) -> Bool {
    guard let span, !range.isEmpty, span.lowerBound <= range.lowerBound,
      range.upperBound <= span.upperBound
    else { return false }
    let bytes = quote.utf8
    guard bytes.count == span.count else { return true }
    return [range.lowerBound, range.upperBound].allSatisfy { position in
      let offset = position - span.lowerBound
      return offset == bytes.count
        || bytes[bytes.index(bytes.startIndex, offsetBy: offset)] & 0xC0 != 0x80
    }
  }

  /// Sorted pieces of evidence, those alike in all but their parts made one with the parts of all.
  static func unique(sorted pieces: [Evidence]) -> [Evidence] {
    var result: [Evidence] = []
    for piece in pieces {
      if let last = result.last, last.hasSameWords(as: piece) {
        result[result.count - 1].parts.join(piece.parts)
      } else {
        result.append(piece)
      }
    }
    return result
  }
}
