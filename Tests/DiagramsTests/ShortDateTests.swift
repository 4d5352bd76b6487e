import Testing

@testable import Diagrams

@Suite struct ShortDateTests {
  @Test(arguments: [
    ("2020", "2020"), ("2020-01", "Jan 2020"), ("2020-01-05", "5 Jan 2020"),
    ("2020-01-05T10:00:00Z", "5 Jan 2020"), ("1999~", "about 1999"), ("1999?", "1999?"),
    ("1999-03%", "about Mar 1999?"), ("../2016", "until 2016"), ("/2016", "until 2016"),
    ("2016-05/..", "since May 2016"), ("2016/", "since 2016"),
    ("2020-01-04/2020-01-05", "4–5 Jan 2020"), ("2020-01-04/2020-02-05", "4 Jan – 5 Feb 2020"),
    ("2019-12-30/2020-01-05", "30 Dec 2019 – 5 Jan 2020"), ("2019/2020", "2019 – 2020"),
    ("2019-03/2019-05", "Mar–May 2019"), ("2020/2020", "2020"),
    ("2019-03~/2019-05", "about Mar 2019 – May 2019"), ("0079-08-24", "24 Aug 79"),
    ("198X", "1980s"), ("19XX", "1900s"), ("2020-XX", "2020"), ("2020-01-XX", "Jan 2020"),
    ("2019-23", "autumn 2019"), ("-0043-03-15", "15 Mar 44 BC"),
    ("2019-21/2019-22", "spring–summer 2019"),
    // What is not understood is shown as it stands.
    ("2020-13", "2020-13"), ("2020-00", "2020-00"), ("yesterday", "yesterday"),
    ("2020-1-5", "2020-1-5"), ("a/b/c", "a/b/c"), ("2020-01-32", "2020-01-32"), ("/", "/"),
    ("1XXX", "1XXX"), ("Y17000", "Y17000"), ("-019X", "-019X"), ("2020-XX-05", "2020-XX-05"),
    ("../..", "../.."), ("", ""), ("a very long text that is no date", "a very long text that i…"),
  ])
  func dateInWords(edtf: String, words: String) {
    #expect(ShortDate.words(edtf) == words)
  }
}
