import GraphModel

/// Character references (`&amp;`, `&eacute;`, `&#233;`) in text that others wrote.
///
/// Graphviz 2.42 leaves alone those that it does not know, and copies some attributes into SVG with the
/// references in them: one that XML does not know makes the file ill-formed.
enum CharacterReferences {
  /// The reference at the beginning of some text.
  struct Reference {
    /// How many bytes it takes.
    var length: Int
    /// Whether it stands for `&`.
    var isAmpersand: Bool
    /// Whether XML knows it without a document type.
    var isOfXML: Bool
  }

  /// The reference that begins with the ampersand before all else, if it is one that stands for a
  /// character that may be shown.
  static func reference(at rest: ArraySlice<UInt8>) -> Reference? {
    guard let end = rest.prefix(12).firstIndex(of: UInt8(ascii: ";")) else { return nil }
    let name = String(decoding: rest[(rest.startIndex + 1)..<end], as: UTF8.self)
    let length = end + 1 - rest.startIndex
    guard name.hasPrefix("#") else {
      guard names.contains(name) else { return nil }
      let isOfXML = ["amp", "gt", "lt", "quot"].contains(name)
      return Reference(length: length, isAmpersand: name == "amp", isOfXML: isOfXML)
    }
    let isHexadecimal = name.hasPrefix("#x")
    let digits = name.dropFirst(isHexadecimal ? 2 : 1)
    guard digits.allSatisfy(\.isHexDigit),
      let number = UInt32(digits, radix: isHexadecimal ? 16 : 10),
      let scalar = Unicode.Scalar(number), isAllowed(scalar)
    else { return nil }
    return Reference(length: length, isAmpersand: scalar == "&", isOfXML: true)
  }

  /// Text in which every ampersand that begins no reference of XML is written as one.
  static func onlyThoseOfXML(in text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
    let bytes = Array(text.utf8)
    var out: [UInt8] = []
    for (index, byte) in bytes.enumerated() {
      out.append(byte)
      if byte == UInt8(ascii: "&"), reference(at: bytes[index...])?.isOfXML != true {
        out += "amp;".utf8
      }
    }
    return String(decoding: out, as: UTF8.self)
  }

  private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A, 0x20...0xFFFD, 0x10000...: true
    default: false
    }
  }

  /// The names of HTML 4, which are those that Graphviz knows.
  private static let names = Set(
    """
    AElig Aacute Acirc Agrave Alpha Aring Atilde Auml Beta Ccedil Chi Dagger Delta ETH Eacute \
    Ecirc Egrave Epsilon Eta Euml Gamma Iacute Icirc Igrave Iota Iuml Kappa Lambda Mu Ntilde \
    Nu OElig Oacute Ocirc Ograve Omega Omicron Oslash Otilde Ouml Phi Pi Prime Psi Rho Scaron \
    Sigma THORN Tau Theta Uacute Ucirc Ugrave Upsilon Uuml Xi Yacute Yuml Zeta aacute acirc \
    acute aelig agrave alefsym alpha amp and ang aring asymp atilde auml bdquo beta brvbar \
    bull cap ccedil cedil cent chi circ clubs cong copy crarr cup curren dArr dagger darr deg \
    delta diams divide eacute ecirc egrave empty emsp ensp epsilon equiv eta eth euml euro \
    exist fnof forall frac12 frac14 frac34 frasl gamma ge gt hArr harr hearts hellip iacute \
    icirc iexcl igrave image infin int iota iquest isin iuml kappa lArr lambda lang laquo larr \
    lceil ldquo le lfloor lowast loz lrm lsaquo lsquo lt macr mdash micro middot minus mu \
    nabla nbsp ndash ne ni not notin nsub ntilde nu oacute ocirc oelig ograve oline omega \
    omicron oplus or ordf ordm oslash otilde otimes ouml para part permil perp phi pi piv \
    plusmn pound prime prod prop psi quot rArr radic rang raquo rarr rceil rdquo real reg \
    rfloor rho rlm rsaquo rsquo sbquo scaron sdot sect shy sigma sigmaf sim spades sub sube \
    sum sup sup1 sup2 sup3 supe szlig tau there4 theta thetasym thinsp thorn tilde times trade \
    uArr uacute uarr ucirc ugrave uml upsih upsilon uuml weierp xi yacute yen yuml zeta zwj \
    zwnj
    """.split(separator: " ").map(String.init))
}
