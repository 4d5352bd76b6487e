import Extraction
import GraphModel
import Language

/// What a byte from 128 on stands for: pieces of news that the rules take hold of; those below are ASCII.
private let pieces = """
  Anna Lund|Lund|Ms. Lund|Omar Saleh|Mr Saleh|the president of Kenya|President Meyer|the foreign minister|a judge|the judge|\
  U.S. officials|the Federal Bureau of Investigation|FBI|the army|the rebels|Turkish troops|a Turkish company|the company|\
  the Labour Party|Labour|the general|Charles V.|Fiat's lawyer|two associates|the two|both|them|they|he|she|it|his|her|who|which|\
  whom|We|I|the attack|the raid|a bombing|the election|the 2013 coup|the letter|a treaty|Lima|Kenya|Paris, France|Derna|and|or|but|\
  not|never|, and|, who|, whose|, the|;|:|(|)|“|”|"|'s|—|.|?|killed|was killed by|shot|attacked|accused|was accused of|met|met with|\
  told reporters that|said|denied|denied having|founded|leads|led|commands|resigned from|was elected|was named|succeeded|replaced|\
  is set to|plans to|refused to|tried to|threatened to|ordered|urged|wrote to|sent|gave|bought|owns|joined|married|was born in|\
  died in|lives in|works for|of|in|at|on|by|to|from|for|with|until|since|before|after|when|while|respectively|until his death|\
  in 1904, when|since 2012|on Monday|last week|the next day|on May 3, 2016|(8 February 1700 – 17 March 1782)|from 1990 to 1994|\
  PARIS, May 3, 2016 -|January 14, 2020|former|new|late|claiming|killing|accusing|was|had|will|would|may
  """.split(separator: "|").map(String.init)

private let model: LanguageModel = {
  do { return try LanguageModel() } catch { fatalError("\(error)") }
}()

/// Whatever is read, its statements are whole, and the same each time.
func fuzzExtract(_ bytes: [UInt8]) {
  var text = ""
  for byte in bytes {
    if byte < 0x80 {
      text.unicodeScalars.append(Unicode.Scalar(byte))
    } else {
      text += pieces[Int(byte - 0x80) % pieces.count] + " "
    }
  }
  let document = Document(id: "d", text: text)
  let annotation = model.annotate(document, mentions: .possible)
  let extraction = Extractor().extract(from: annotation, document: document)
  for statement in extraction.statements {
    let ends = [statement.subject, statement.object]
    let nodes = ends.map { $0.id ?? Entity.id(type: $0.type ?? .thing, name: $0.name) }
    require(nodes[0] != nodes[1], "no arrow from \(nodes[0]) to itself")
    for end in ends {
      require(
        !end.name.isEmpty && !end.name.contains(where: \.isNewline), "'\(end.name)' is one line")
    }
    if let time = statement.qualifiers.time {
      require((try? EDTF(time)) != nil, "'\(time)' is a time")
    }
    require(!statement.evidence.isEmpty, "what is said has evidence")
    for evidence in statement.evidence {
      guard let span = evidence.span else { return require(false, "evidence has a span") }
      require(document.quote(at: span) == evidence.quote, "a quote stands in the text")
      for part in [evidence.parts.subject, evidence.parts.trigger, evidence.parts.object] {
        guard let part else { continue }
        require(
          span.lowerBound <= part.lowerBound && part.upperBound <= span.upperBound,
          "ends and trigger stand in the quote")
      }
    }
  }
  require(
    Extractor().extract(from: annotation, document: document) == extraction,
    "the same text has the same statements")
}
