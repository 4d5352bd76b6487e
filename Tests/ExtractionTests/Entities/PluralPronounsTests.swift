import Testing

@testable import Extraction

@Suite struct PluralPronounsTests {
  @Test(arguments: [
    (
      "The diplomats left Baghdad. Jimmy Carter and Cyrus Vance met in the White House. They urged Iran to release the hostages.",
      ["Jimmy Carter requested Iran", "Cyrus Vance requested Iran"]
    ),
    (
      "Pavel Novak and his wife, Jana, fled to Austria in 1968. They founded a publishing house, Exil Press, in Vienna.",
      ["Pavel Novak founded Exil Press", "Jana founded Exil Press"]
    ),
    (
      "Ruth Adler married the violinist Jacob Stern in 1938. Their daughter, Miriam, became a judge.",
      ["Ruth Adler related-to Miriam", "Jacob Stern related-to Miriam"]
    ),
    (
      "Karl Ott and Jan Maas robbed a bank in Bonn. They were sentenced by Judge Rolf Dietz to nine years.",
      ["Rolf Dietz convicted Karl Ott", "Rolf Dietz convicted Jan Maas"]
    ),
    (
      "Police arrested Ana Vidal and Luis Soto in Cadiz on Friday. They were charged with murder by prosecutors.",
      ["prosecutors charged Ana Vidal", "prosecutors charged Luis Soto"]
    ),
    (
      "Police in Izmir arrested Mehmet Kaya and Hasan Demir on Friday. The two men founded the Blue School in 1975.",
      ["Mehmet Kaya founded Blue School", "Hasan Demir founded Blue School"]
    ),
    (
      "Police arrested Tom Bell and Jack Orr in Hull and charged them with murder.",
      ["Police charged Tom Bell", "Police charged Jack Orr"]
    ),
    (
      "Mexico expelled Ivan Orlov and Boris Titov on Friday, accusing them of spying.",
      ["Mexico accused Ivan Orlov", "Mexico accused Boris Titov"]
    ),
    (
      "Gunmen shot Tom Bell and Jack Orr before soldiers rescued them.",
      ["soldiers rescued Tom Bell", "soldiers rescued Jack Orr"]
    ),
    (
      "Norvik sued Telamon and Corvane on Monday, accusing them of fraud.",
      ["Norvik accused Telamon", "Norvik accused Corvane"]
    ),
    (
      "Saudi Arabia sent troops to Bahrain. Robert Gates had met King Hamad and Crown Prince Salman in Manama and urged them to reform.",
      ["Robert Gates requested King Hamad", "Robert Gates requested Salman"]
    ),
    (
      "The federation suspended the ski jumpers Johann Forfang and Marius Lindvik for three months and fined them.",
      ["federation convicted Johann Forfang", "federation convicted Marius Lindvik"]
    ),
    // A group that is told of is meant before.
    (
      "Rebels in the north attacked a convoy. Their leader, Juan Mora, visited Quito.",
      ["Juan Mora leads Rebels"]
    ),
  ])
  func eachOfTwoIsMeant(_ text: String, _ statements: [String]) throws {
    let found = try Said.statements(in: text)
    #expect(statements.allSatisfy(found.contains), "\(found)")
  }

  @Test(arguments: [
    (
      "Vladimir Putin and Recep Tayyip Erdogan met in Sochi on Monday. The two countries accused Israel of bombing Damascus.",
      "Vladimir Putin accused Israel"
    ),
    (
      "Police arrested Tom Bell and Jack Orr on Monday. The two officers charged them with fraud.",
      "Tom Bell charged Jack Orr"
    ),
    (
      "Carl Ott met rebels and officials in Lima and urged them to free Ann Reed.",
      "Carl Ott requested Ann Reed"
    ),
    (
      "Police arrested Tom Bell and Jack Orr in Hull and charged them with murder.",
      "Tom Bell member-of Jack Orr"
    ),
    (
      "Salim Qadri or Hasan Demir killed the judge. They founded the Blue School.",
      "Hasan Demir founded Blue School"
    ),
  ])
  func othersAreNotMeant(_ text: String, _ wrong: String) throws {
    let found = try Said.statements(in: text)
    #expect(!found.isEmpty && !found.contains(wrong), "\(found)")
  }
}
