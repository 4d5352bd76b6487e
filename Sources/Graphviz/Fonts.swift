import Glibc

/// The fonts that the text layout finds, asked of fontconfig, which Graphviz's own plugin uses.
public enum Fonts {
  /// The family that is really used for a name, or nil if there is no fontconfig or no font at all.
  public static func match(_ family: String) -> String? {
    guard let library = FontConfig() else { return nil }
    return library.match(family)
  }

  /// The families that are installed, sorted; empty if there is no fontconfig.
  public static func families() -> [String] {
    guard let library = FontConfig() else { return [] }
    return library.families()
  }
}

/// The few calls of libfontconfig that are needed, found when asked for: it is a dependency of
/// Graphviz's text plugin and not of ours.
private struct FontConfig {
  private typealias Pattern = OpaquePointer
  private typealias Text = UnsafeMutablePointer<UInt8>

  private struct FontSet {
    var count: Int32
    var size: Int32
    var fonts: UnsafeMutablePointer<Pattern?>?
  }

  private let parse: @convention(c) (UnsafePointer<UInt8>) -> Pattern?
  private let substitute: @convention(c) (OpaquePointer?, Pattern?, Int32) -> Int32
  private let substituteDefaults: @convention(c) (Pattern?) -> Void
  private let matchFont:
    @convention(c) (OpaquePointer?, Pattern?, UnsafeMutablePointer<Int32>) -> Pattern?
  private let string:
    @convention(c) (Pattern?, UnsafePointer<CChar>, Int32, UnsafeMutablePointer<Text?>) -> Int32
  private let destroy: @convention(c) (Pattern?) -> Void
  private let allFonts: @convention(c) (OpaquePointer?, Int32) -> UnsafeMutableRawPointer?

  init?() {
    guard let library = dlopen("libfontconfig.so.1", RTLD_NOW) else { return nil }
    guard let parse = dlsym(library, "FcNameParse"),
      let substitute = dlsym(library, "FcConfigSubstitute"),
      let substituteDefaults = dlsym(library, "FcDefaultSubstitute"),
      let matchFont = dlsym(library, "FcFontMatch"),
      let string = dlsym(library, "FcPatternGetString"),
      let destroy = dlsym(library, "FcPatternDestroy"),
      let allFonts = dlsym(library, "FcConfigGetFonts"),
      let initialize = dlsym(library, "FcInit")
    else { return nil }
    self.parse = unsafeBitCast(parse, to: type(of: self.parse))
    self.substitute = unsafeBitCast(substitute, to: type(of: self.substitute))
    self.substituteDefaults = unsafeBitCast(
      substituteDefaults, to: type(of: self.substituteDefaults))
    self.matchFont = unsafeBitCast(matchFont, to: type(of: self.matchFont))
    self.string = unsafeBitCast(string, to: type(of: self.string))
    self.destroy = unsafeBitCast(destroy, to: type(of: self.destroy))
    self.allFonts = unsafeBitCast(allFonts, to: type(of: self.allFonts))
    let start = unsafeBitCast(initialize, to: (@convention(c) () -> Int32).self)
    guard start() != 0 else { return nil }
  }

  func match(_ family: String) -> String? {
    guard
      let pattern = Array((family + "\0").utf8).withUnsafeBufferPointer({
        $0.baseAddress.flatMap { parse($0) }
      })
    else { return nil }
    defer { destroy(pattern) }
    _ = substitute(nil, pattern, 0)
    substituteDefaults(pattern)
    var status: Int32 = 0
    guard let found = matchFont(nil, pattern, &status) else { return nil }
    defer { destroy(found) }
    return self.family(of: found)
  }

  func families() -> [String] {
    var result = Set<String>()
    // The system's fonts, then those that the program added.
    for set in [Int32(0), 1] {
      guard let fonts = allFonts(nil, set)?.assumingMemoryBound(to: FontSet.self) else { continue }
      for index in 0..<Int(fonts.pointee.count) {
        if let family = family(of: fonts.pointee.fonts?[index]) { result.insert(family) }
      }
    }
    return result.sorted()
  }

  private func family(of pattern: Pattern?) -> String? {
    var text: Text?
    guard string(pattern, "family", 0, &text) == 0, let text else { return nil }
    return String(cString: text)
  }
}
