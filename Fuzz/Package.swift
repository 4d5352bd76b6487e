// swift-tools-version: 6.1
import PackageDescription

// A package of its own: who builds graphgen builds no fuzzers.
let package = Package(
  name: "Fuzz",
  dependencies: [.package(name: "graphgen", path: "..")],
  targets: [
    .executableTarget(
      name: "Fuzz",
      dependencies: [
        .product(name: "GraphModel", package: "graphgen"),
        .product(name: "GraphQuery", package: "graphgen"),
        .product(name: "Documents", package: "graphgen"),
        .product(name: "GraphFormats", package: "graphgen"),
        .product(name: "Diagrams", package: "graphgen"),
        .product(name: "Language", package: "graphgen"),
        .product(name: "Extraction", package: "graphgen"),
      ])
  ]
)
