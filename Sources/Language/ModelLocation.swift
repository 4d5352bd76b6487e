import Glibc

extension WeightsFile {
  /// The name of the file that holds the weights.
  static let fileName = "english.ggm"

  /// The path of the weights: `GRAPHGEN_MODEL`, or beside the program, in `../share/graphgen`, or where this
  /// program was built.
  package static func locate() throws(ModelError) -> String {
    if let path = getenv("GRAPHGEN_MODEL").map({ String(cString: $0) }), !path.isEmpty {
      return path
    }
    let places = searchPlaces()
    for place in places where access(place, R_OK) == 0 { return place }
    throw .notFound(searched: places)
  }

  private static func searchPlaces() -> [String] {
    let folder = programFolder()
    return [
      "\(folder)/\(fileName)",
      "\(folder)/../share/graphgen/\(fileName)",
      "\(sourceFolder)/Resources/\(fileName)",
    ]
  }

  /// The folder of this module's sources, for programs that run where they were built.
  private static let sourceFolder = String(
    #filePath[..<(#filePath.lastIndex(of: "/") ?? #filePath.endIndex)])

  private static func programFolder() -> String {
    var buffer = [CChar](repeating: 0, count: 4096)
    let length = readlink("/proc/self/exe", &buffer, buffer.count - 1)
    guard length > 0 else { return "." }
    let path = String(decoding: buffer.prefix(length).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return String(path[..<slash])
  }
}
