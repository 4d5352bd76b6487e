import Glibc

@testable import Language

/// Where the tests find the trained model and the activations that were stored with it.
enum ModelFiles {
  private static let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")

  static let model =
    getenv("GRAPHGEN_MODEL").map { String(cString: $0) }
    ?? "/\(root)/Sources/Language/Resources/english.ggm"
  static let activations =
    getenv("GRAPHGEN_ACTIVATIONS").map { String(cString: $0) }
    ?? "/\(root)/Tests/LanguageTests/Resources/activations.ggm"

  static let hasModel = access(model, R_OK) == 0
  static let hasActivations = hasModel && access(activations, R_OK) == 0
}
