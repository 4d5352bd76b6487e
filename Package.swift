// swift-tools-version: 6.1
import PackageDescription

// Arrows point down only; ArchitectureTests compares these lists with the design's table.
let package = Package(
  name: "graphgen",
  products: [
    .executable(name: "graphgen", targets: ["graphgen"]),
    .library(name: "GraphModel", targets: ["GraphModel"]),
    .library(name: "GraphQuery", targets: ["GraphQuery"]),
    .library(name: "Documents", targets: ["Documents"]),
    .library(name: "GraphFormats", targets: ["GraphFormats"]),
    .library(name: "GraphStore", targets: ["GraphStore"]),
    .library(name: "Language", targets: ["Language"]),
    .library(name: "Extraction", targets: ["Extraction"]),
    .library(name: "Diagrams", targets: ["Diagrams", "Graphviz"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
  ],
  targets: [
    .target(
      name: "GraphModel",
      resources: [
        .embedInCode("Resources/relations.tsv"), .embedInCode("Resources/entity-types.tsv"),
        .embedInCode("Resources/phrases.tsv"),
      ]),
    // What is checked at run time costs a quarter of a pattern's time; compilers check the rest.
    .target(
      name: "GraphQuery", dependencies: ["GraphModel", "CPCRE2"],
      swiftSettings: [.unsafeFlags(["-enforce-exclusivity=unchecked"])]),
    .target(name: "Documents", dependencies: ["GraphModel", "CLibXML2"]),
    .target(name: "GraphFormats", dependencies: ["GraphModel"]),
    // The weights are mapped from their file, not bundled: see ModelLocation. Arithmetic on arrays is
    // of no use unoptimised, in tests neither.
    .target(
      name: "Language", dependencies: ["GraphModel", "COneDNN", "CKernels"], exclude: ["Resources"],
      swiftSettings: [.unsafeFlags(["-O"], .when(configuration: .debug))]),
    .target(
      name: "Extraction", dependencies: ["GraphModel", "Language"],
      resources: [
        .embedInCode("Resources/demonyms.tsv"), .embedInCode("Resources/capitals.tsv"),
        .embedInCode("Resources/nouns.tsv"), .embedInCode("Resources/irregular.tsv"),
        .embedInCode("Resources/given-names.tsv"),
      ]),
    .target(name: "GraphStore", dependencies: ["GraphModel", "GraphQuery", "CSQLite"]),
    .systemLibrary(
      name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
    .target(
      name: "Diagrams", dependencies: ["GraphModel"],
      // The page's parts; the scripts in the order in which they rest on each other.
      resources: [
        "page.html", "page.css", "graph.js", "elements.js", "drawing.js", "camera.js", "light.js",
        "filters.js", "search.js", "citation.js", "reader.js", "dossier.js", "page.js",
      ].map { .embedInCode("Resources/\($0)") }),
    .target(name: "Graphviz", dependencies: ["GraphModel", "Diagrams", "CGraphviz"]),
    // Debian: libgraphviz-dev, libdnnl-dev, libxml2-dev, libpcre2-dev. They are loaded when first needed.
    .target(name: "CGraphviz", dependencies: ["CDelayedLibrary"]),
    .target(name: "COneDNN", dependencies: ["CDelayedLibrary"]),
    .target(
      name: "CLibXML2", dependencies: ["CDelayedLibrary"],
      cSettings: [.unsafeFlags(["-I/usr/include/libxml2"])]),
    .target(name: "CPCRE2", dependencies: ["CDelayedLibrary"]),
    .target(name: "CDelayedLibrary"),
    .target(
      name: "CKernels",
      cSettings: [.unsafeFlags(["-O2"], .when(configuration: .debug))]),
    .executableTarget(
      name: "graphgen",
      dependencies: [
        "GraphModel", "GraphQuery", "Documents", "GraphFormats", "GraphStore", "Language",
        "Extraction", "Diagrams",
        "Graphviz",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),

    // Measures module Language against ../shared/data; not a product.
    .executableTarget(
      name: "language-evaluation", dependencies: ["Language", "GraphModel", "TestSupport"],
      path: "Tests/LanguageEvaluation"),
    // Measures what a layout lock keeps; not a product.
    .executableTarget(
      name: "layout-evaluation",
      dependencies: [
        "Diagrams", "Documents", "GraphFormats", "GraphModel", "Graphviz", "TestSupport",
      ],
      path: "Tests/LayoutEvaluation"),
    // Measures the figures of shape on a graph file; not a product.
    .executableTarget(
      name: "shape-evaluation",
      dependencies: ["GraphModel", "GraphQuery", "GraphStore", "TestSupport"],
      path: "Tests/ShapeEvaluation"),
    // Measures patterns on a graph file; not a product.
    .executableTarget(
      name: "pattern-evaluation", dependencies: ["GraphModel", "GraphQuery", "GraphStore"],
      path: "Tests/PatternEvaluation"),
    // Prints what module Extraction sees on the way to statements, to mine and fit on; not a product.
    .executableTarget(
      name: "extraction-evaluation",
      dependencies: ["Documents", "Extraction", "Language", "GraphModel"],
      path: "Tests/ExtractionEvaluation"),
    .target(name: "TestSupport", dependencies: ["GraphModel"], path: "Tests/TestSupport"),
    .testTarget(name: "DelayedLibraryTests", dependencies: ["CDelayedLibrary"]),
    .testTarget(name: "GraphModelTests", dependencies: ["GraphModel", "TestSupport"]),
    .testTarget(
      name: "GraphQueryTests", dependencies: ["GraphQuery", "GraphModel", "TestSupport"]),
    .testTarget(name: "DocumentsTests", dependencies: ["Documents", "TestSupport"]),
    .testTarget(
      name: "GraphFormatsTests", dependencies: ["GraphFormats", "Documents", "TestSupport"]),
    .testTarget(
      name: "ExtractionTests",
      dependencies: ["Extraction", "GraphModel", "Language", "TestSupport"]),
    .testTarget(
      name: "LanguageTests", dependencies: ["Language", "CKernels", "TestSupport"],
      exclude: ["Resources"]),
    .testTarget(
      name: "GraphStoreTests",
      dependencies: ["GraphStore", "GraphQuery", "CSQLite", "GraphFormats", "TestSupport"],
      exclude: ["Resources"]),
    .testTarget(name: "DiagramsTests", dependencies: ["Diagrams", "TestSupport"]),
    .executableTarget(
      name: "RenderChild", dependencies: ["Graphviz"], path: "Tests/RenderChild"),
    .testTarget(
      name: "GraphvizTests",
      dependencies: ["Graphviz", "GraphFormats", "RenderChild", "TestSupport"]),
    .testTarget(name: "EndToEndTests", dependencies: ["graphgen", "TestSupport"]),
    .testTarget(name: "ArchitectureTests"),
  ]
)
