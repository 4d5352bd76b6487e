import Foundation

/// The fuzzer that this run is, by `FUZZER` in the environment.
private let fuzzer: @Sendable ([UInt8]) -> Void = {
  let fuzzers: [String: @Sendable ([UInt8]) -> Void] = [
    "table": fuzzTable, "jsonlines": fuzzJSONLines, "dot": fuzzDOT, "vocabulary": fuzzVocabulary,
    "edtf": fuzzEDTF, "quote": fuzzQuote, "html": fuzzHTML, "markdown": fuzzMarkdown,
    "segmentation": fuzzSegmentation, "weights": fuzzWeights, "annotate": fuzzAnnotate,
    "pattern": fuzzPattern, "extract": fuzzExtract,
  ]
  let name = ProcessInfo.processInfo.environment["FUZZER"] ?? ""
  guard let fuzzer = fuzzers[name] else {
    let known = fuzzers.keys.sorted().joined(separator: ", ")
    FileHandle.standardError.write(Data("set FUZZER to one of \(known)\n".utf8))
    exit(64)
  }
  return fuzzer
}()

/// What libFuzzer calls with every input.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  fuzzer(Array(UnsafeBufferPointer(start: start, count: count)))
  return 0
}

/// Ends the run with a finding unless a law holds.
func require(_ law: Bool, _ words: @autoclosure () -> String) {
  if !law { fatalError("not so: \(words())") }
}
