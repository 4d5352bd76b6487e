import CGraphviz
import Glibc
import Synchronization

/// The one door to libcgraph and libgvc, which hold global state and know nothing of threads.
///
/// Every call is made by whoever holds the lock. The plugins are loaded once, when first needed, and
/// stay for the life of the process.
final class Library: Sendable {
  static let shared = Library()

  private let lock = Mutex(Context())

  /// What the holder of the lock may use.
  struct Context: ~Copyable {
    private var plugins: OpaquePointer?
    private var lists: [String: [String]] = [:]

    fileprivate init() {}

    /// Graphviz's context, with its plugins.
    var graphviz: OpaquePointer {
      mutating get {
        if let plugins { return plugins }
        let made: OpaquePointer = gvContext()
        plugins = made
        return made
      }
    }

    /// The sorted names that the plugins of one kind (`layout`, `device`, `render`, …) offer.
    mutating func names(of kind: String) -> [String] {
      if let known = lists[kind] { return known }
      var count: Int32 = 0
      var names = Set<String>()
      if let list = gvPluginList(graphviz, kind, &count, nil) {
        for index in 0..<Int(count) {
          guard let name = list[index] else { continue }
          names.insert(String(cString: name))
          free(name)
        }
        free(list)
      }
      lists[kind] = names.sorted()
      return names.sorted()
    }

    var engines: [Engine] {
      mutating get { names(of: "layout").map(Engine.init) }
    }

    var formats: [Format] {
      mutating get { names(of: "device").map(Format.init).filter { $0.objection == nil } }
    }

    /// Refuses what the library does not have, before any work is done.
    mutating func check(_ engine: Engine, _ formats: [Format]) throws(GraphvizError) {
      guard engines.contains(engine) else {
        throw .unknownEngine(engine, available: engines)
      }
      for format in formats {
        if let objection = format.objection { throw .unsuitableFormat(format, reason: objection) }
        guard self.formats.contains(Format(rawValue: format.base)) else {
          throw .unknownFormat(format, available: self.formats)
        }
      }
    }
  }

  private init() {
    // With this set Graphviz opens no file that a graph names: images, shapes, style sheets.
    setenv("SERVER_NAME", "graphgen", 1)
    unsetenv("GV_FILE_PATH")
    Messages.start()
    // As gvContext does, so that a graph reads the same whether or not anything was drawn before.
    _ = cgv_attribute(nil, AGNODE, "label", "\\N")
  }

  /// Runs one piece of work alone, with no message left from before.
  func run<Result, Failure: Error>(
    _ body: (inout Context) throws(Failure) -> sending Result
  ) throws(Failure) -> sending Result {
    try lock.withLock { context throws(Failure) in
      Messages.clear()
      return try body(&context)
    }
  }
}
