import Testing

/// The manifest and every `import` keep to the design's table.
@Suite struct HouseTests {
  @Test func everyFolderOfSourcesIsARoom() throws {
    for folder in try Checkout.folders(in: "Sources") {
      #expect(House.room(folder) != nil, "Sources/\(folder) is not in the design's table")
    }
  }

  @Test func everyRoomIsATargetAndHasTests() throws {
    let targets = try Checkout.targets()
    let tests = try Checkout.folders(in: "Tests")
    for folder in try Checkout.folders(in: "Sources") {
      #expect(targets[folder] != nil, "Sources/\(folder) is not a target of Package.swift")
      // A system library's shims are tested by the room that uses them.
      if try Checkout.sources(in: "Sources/\(folder)").isEmpty { continue }
      let expected = folder == "graphgen" ? "EndToEndTests" : "\(folder)Tests"
      #expect(tests.contains(expected), "Tests/\(expected) is missing")
    }
  }

  @Test func theManifestsArrowsPointDown() throws {
    for (target, dependencies) in try Checkout.targets().sorted(by: { $0.key < $1.key }) {
      guard let room = House.room(target) else { continue }
      let wrong = dependencies.subtracting(room.mayUse).sorted()
      #expect(wrong.isEmpty, "Package.swift lets \(target) use \(wrong)")
    }
  }

  @Test func everyImportIsAllowedAndDeclared() throws {
    let targets = try Checkout.targets()
    for folder in try Checkout.folders(in: "Sources") {
      guard let room = House.room(folder) else { continue }
      let allowed =
        room.mayUse.union(House.system).union(room.mayUseFoundation ? House.foundation : [])
      let declared = targets[folder] ?? []
      for (path, text) in try Checkout.sources(in: "Sources/\(folder)") {
        for name in Checkout.imports(of: text) {
          #expect(allowed.contains(name), "\(path) imports \(name), which \(folder) may not use")
          if House.room(name) != nil {
            #expect(
              declared.contains(name), "\(path) imports \(name), which Package.swift does not say")
          }
        }
      }
    }
  }

  @Test func everyDeclaredDependencyIsUsed() throws {
    for (target, dependencies) in try Checkout.targets().sorted(by: { $0.key < $1.key }) {
      let sources = try Checkout.sources(in: "Sources/\(target)")
      guard House.room(target) != nil, sources.count > 1 else { continue }
      let imported = Set(sources.flatMap { Checkout.imports(of: $0.text) })
      let unused = dependencies.subtracting(imported).sorted()
      #expect(unused.isEmpty, "Package.swift says that \(target) uses \(unused): it does not")
    }
  }

  @Test func onlyOneRoomUsesEachLibrary() throws {
    let users = [
      "CGraphviz": ["Graphviz"], "COneDNN": ["Language"],
      "CLibXML2": ["Documents", "GraphFormats"],
      "CSQLite": ["GraphStore"], "CPCRE2": ["GraphQuery"],
    ]
    for (library, expected) in users {
      for folder in try Checkout.folders(in: "Sources") where !expected.contains(folder) {
        for (path, text) in try Checkout.sources(in: "Sources/\(folder)") {
          #expect(!Checkout.imports(of: text).contains(library), "\(path) imports \(library)")
        }
      }
    }
  }

  @Test(arguments: [
    ("import GraphModel", ["GraphModel"]),
    ("@testable import Diagrams\n  import Glibc", ["Diagrams", "Glibc"]),
    ("package import struct Foundation.Data", ["Foundation"]),
    ("@_spi(Experimental) public import Testing", ["Testing"]),
    ("// import Foundation\nlet s = \"import Foundation\"", []),
  ])
  func importsAreRecognized(text: String, modules: [String]) {
    #expect(Checkout.imports(of: text) == modules)
  }
}
