import ArgumentParser

/// The value of an option that is one of a few words.
///
/// It says itself what the parser would find out about it, which takes a twentieth of a short answer.
protocol Choice: ExpressibleByArgument, CaseIterable, RawRepresentable<String> {}

// Public, as some of the types are.
extension Choice {
  public init?(argument: String) { self.init(rawValue: argument) }
  public var defaultValueDescription: String { rawValue }
  public static var allValueStrings: [String] { allCases.map { $0.rawValue } }
  public static var allValueDescriptions: [String: String] { [:] }
  public static var defaultCompletionKind: CompletionKind { .list(allValueStrings) }
}
