import ArgumentParser

/// The value of an option that is one of a few words.
///
/// It says itself what the parser would find out about it, which takes a twentieth of a short answer.
protocol Choice: ExpressibleByArgument, CaseIterable, RawRepresentable<String> {}

// Public, as some of the types are.
extension Choice {
  /// The value that is written so.
  public init?(argument: String) { self.init(rawValue: argument) }
  /// The word.
  public var defaultValueDescription: String { rawValue }
  /// All words.
  public static var allValueStrings: [String] { allCases.map { $0.rawValue } }
  /// None, as the words say it all.
  public static var allValueDescriptions: [String: String] { [:] }
  /// The words.
  public static var defaultCompletionKind: CompletionKind { .list(allValueStrings) }
}
