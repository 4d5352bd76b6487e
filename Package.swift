// swift-tools-version: 6.1
import PackageDescription

/// Warnings are errors in our own code: a build that prints one is not done.
let strict: [SwiftSetting] = [.swiftLanguageMode(.v6)]

let package = Package(
  name: "graphgen",
  products: [
    .executable(name: "graphgen", targets: ["graphgen"]),
    .library(name: "GraphModel", targets: ["GraphModel"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
  ],
  targets: [
    // Arrows point down only; ArchitectureTests compares this list with the design's table.
    .target(
      name: "GraphModel",
      resources: [
        .embedInCode("Resources/relations.tsv"), .embedInCode("Resources/entity-types.tsv"),
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "graphgen",
      dependencies: [
        "GraphModel",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),

    .target(
      name: "TestSupport", dependencies: ["GraphModel"], path: "Tests/TestSupport",
      swiftSettings: strict),
    .testTarget(
      name: "GraphModelTests", dependencies: ["GraphModel", "TestSupport"], swiftSettings: strict),
  ]
)
