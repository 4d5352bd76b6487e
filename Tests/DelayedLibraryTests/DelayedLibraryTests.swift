import CDelayedLibrary
import Glibc
import Testing

@Suite struct DelayedLibraryTests {
  /// Calls with a library that has C's static life.
  private func with<Result>(
    _ name: StaticString, _ body: (UnsafeMutablePointer<delayed_library>) -> Result
  ) -> Result {
    UnsafeRawPointer(name.utf8Start).withMemoryRebound(to: CChar.self, capacity: 1) { name in
      var library = delayed_library(name: name, package: name, handle: nil)
      return body(&library)
    }
  }

  @Test func aLibraryThatIsThereIsLoadedOnce() {
    with("libm.so.6") { library in
      #expect(delayed_library_problem(library) == nil)
      let handle = library.pointee.handle
      #expect(handle != nil)
      #expect(delayed_library_problem(library) == nil)
      #expect(library.pointee.handle == handle)
    }
  }

  @Test func itsSymbolsAreFound() throws {
    let symbol = with("libm.so.6") { delayed_library_symbol($0, "floor") }
    let floor = unsafeBitCast(
      try #require(symbol), to: (@convention(c) (Double) -> Double).self)
    #expect(floor(2.5) == 2)
  }

  @Test func oneThatIsAbsentIsNamed() {
    let problem = with("libabsent.so.1") {
      delayed_library_problem($0).map { String(cString: $0) }
    }
    #expect(
      problem
        == "libabsent.so.1: cannot open shared object file: No such file or directory")
  }

  @Test func theProcessEndsWhereItIsNeeded() async throws {
    let result = try await #require(
      processExitsWith: .exitCode(2), observing: [\.standardErrorContent]
    ) {
      let name = strdup("libabsent.so.1")
      var library = delayed_library(name: name, package: name, handle: nil)
      _ = delayed_library_symbol(&library, "anything")
    }
    #expect(
      String(decoding: result.standardErrorContent, as: UTF8.self) == """
        graphgen: error: libabsent.so.1: cannot open shared object file: No such file or \
        directory: apt-get install libabsent.so.1

        """)
  }

  @Test func theProcessEndsWhereASymbolIsAbsent() async throws {
    let result = try await #require(
      processExitsWith: .exitCode(2), observing: [\.standardErrorContent]
    ) {
      let name = strdup("libm.so.6")
      var library = delayed_library(name: name, package: name, handle: nil)
      _ = delayed_library_symbol(&library, "no_such_function")
    }
    let message = String(decoding: result.standardErrorContent, as: UTF8.self)
    #expect(message.contains("undefined symbol: no_such_function: apt-get install libm.so.6"))
  }
}
