/// The rooms of the house and what each may use, as the design lays down.
enum House {
  /// One room: a folder of `Sources/`.
  struct Room {
    var name: String
    /// The rooms and libraries on which it may rest.
    var mayUse: Set<String>
    /// Whether it may use Foundation.
    var mayUseFoundation = true
  }

  /// The table, with rooms that are yet to be built, so that they are built as designed.
  static let rooms = [
    Room(name: "GraphModel", mayUse: [], mayUseFoundation: false),
    Room(name: "GraphQuery", mayUse: ["GraphModel", "CPCRE2"]),
    Room(name: "Documents", mayUse: ["GraphModel", "CLibXML2"]),
    Room(name: "Language", mayUse: ["GraphModel", "COneDNN", "CKernels"]),
    Room(name: "Extraction", mayUse: ["GraphModel", "Language"]),
    Room(name: "GraphFormats", mayUse: ["GraphModel", "CLibXML2"]),
    Room(
      name: "GraphStore", mayUse: ["GraphModel", "GraphQuery", "CSQLite"],
      mayUseFoundation: false),
    Room(name: "Diagrams", mayUse: ["GraphModel"]),
    Room(name: "Graphviz", mayUse: ["Diagrams", "GraphModel", "CGraphviz"]),
    Room(
      name: "graphgen",
      mayUse: [
        "GraphModel", "GraphQuery", "Documents", "Language", "Extraction", "GraphFormats",
        "GraphStore", "Diagrams", "Graphviz", "ArgumentParser",
      ]),
    Room(name: "CGraphviz", mayUse: ["CDelayedLibrary"]),
    Room(name: "COneDNN", mayUse: ["CDelayedLibrary"]),
    Room(name: "CKernels", mayUse: []),
    Room(name: "CLibXML2", mayUse: ["CDelayedLibrary"]),
    Room(name: "CPCRE2", mayUse: ["CDelayedLibrary"]),
    Room(name: "CDelayedLibrary", mayUse: []),
    Room(name: "CSQLite", mayUse: []),
  ]

  /// What a room's name stands for.
  static func room(_ name: String) -> Room? { rooms.first { $0.name == name } }

  /// What comes with the toolchain and may be used by every room but those without Foundation.
  static let foundation: Set<String> = ["Foundation", "FoundationEssentials"]

  /// What comes with the toolchain and may be used by all.
  static let system: Set<String> = [
    "Darwin", "Dispatch", "Glibc", "Musl", "Swift", "Synchronization",
  ]
}
