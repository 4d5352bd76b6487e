import CLibXML2
import Glibc

/// Takes what a page holds, in its order.
///
/// Every start has its end; names are in lower case, entities resolved.
protocol HTMLHandler: AnyObject {
  /// An element begins.
  func start(_ name: String, _ attributes: HTMLAttributes)
  /// An element ends.
  func end(_ name: String)
  /// Text stands here: whole characters of UTF-8.
  func text(_ bytes: UnsafeBufferPointer<UInt8>)
}

/// The attributes of an element, read from libxml2's memory while it begins.
struct HTMLAttributes {
  fileprivate let list: UnsafeMutablePointer<UnsafePointer<UInt8>?>?

  /// The value of an attribute; empty where it has none.
  subscript(name: StaticString) -> String? {
    guard let list else { return nil }
    var index = 0
    while let key = list[index] {
      if strcasecmp(Self.text(key), Self.text(name.utf8Start)) == 0 {
        return list[index + 1].map { String(cString: $0) } ?? ""
      }
      index += 2
    }
    return nil
  }

  private static func text(_ bytes: UnsafePointer<UInt8>) -> UnsafePointer<CChar> {
    UnsafeRawPointer(bytes).assumingMemoryBound(to: CChar.self)
  }
}

/// Reads HTML as found in the wild with libxml2, in the manner of a stream: no tree is built.
enum HTMLParser {
  // Once, before any thread parses: libxml2 makes its tables then.
  private static let isReady: Void = clx_prepare()

  /// Hands a page over to a handler.
  ///
  /// - Parameter page: UTF-8, which `BoundedMarkup` has seen.
  /// - Returns: False where memory is short or the page is of 2 GiB or more.
  static func parse(_ page: [UInt8], _ handler: some HTMLHandler) -> Bool {
    isReady
    guard let count = Int32(exactly: page.count) else { return false }
    if count == 0 { return true }
    let receiver = Receiver(handler: handler)
    return page.withUnsafeBytes { bytes in
      clx_read_html(
        bytes.baseAddress?.assumingMemoryBound(to: CChar.self), count,
        Unmanaged.passUnretained(receiver).toOpaque(),
        { Receiver.of($0).handler.start(Receiver.name($1), HTMLAttributes(list: $2)) },
        { Receiver.of($0).handler.end(Receiver.name($1)) },
        { reader, text, count in
          Receiver.of(reader).handler.text(UnsafeBufferPointer(start: text, count: Int(count)))
        }) == 0
    }
  }

  /// The character of an entity's name (`amp`, `#8217`, `#x2019`); nil for one that HTML does not have.
  static func scalar(ofEntity name: String) -> Unicode.Scalar? {
    guard name.hasPrefix("#") else {
      let character = clx_character(name)
      return character == 0 ? nil : Unicode.Scalar(character)
    }
    let digits = name.dropFirst()
    let isHexadecimal = digits.first == "x" || digits.first == "X"
    let value = UInt32(isHexadecimal ? digits.dropFirst() : digits, radix: isHexadecimal ? 16 : 10)
    return value.flatMap { $0 == 0 ? nil : Unicode.Scalar($0) }
  }

  private final class Receiver {
    let handler: any HTMLHandler

    init(handler: any HTMLHandler) { self.handler = handler }

    static func of(_ pointer: UnsafeMutableRawPointer?) -> Receiver {
      Unmanaged<Receiver>.fromOpaque(pointer!).takeUnretainedValue()
    }

    static func name(_ name: UnsafePointer<UInt8>?) -> String {
      name.map { String(cString: $0) } ?? ""
    }
  }
}
