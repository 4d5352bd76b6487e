import Testing

@testable import Language

@Suite struct LanguageDetectorTests {
  @Test(arguments: [
    (
      "Le président de la République a annoncé que les troupes seraient retirées dans une semaine, mais il ne sait pas pour quelle raison.",
      "French"
    ),
    (
      "Der Minister hat am Montag mit der Presse gesprochen und dabei erklärt, dass die Truppen nicht abgezogen werden.",
      "German"
    ),
    (
      "El presidente dijo el lunes que las tropas no se retirarán del país hasta que el parlamento lo apruebe.",
      "Spanish"
    ),
    (
      "Президент заявил в понедельник, что войска не будут выведены из страны и что это не обсуждается.",
      "Russian"
    ),
    ("高市首相は月曜日、部隊を撤退させないと述べた。これはとても大切なことですと話した。", "Japanese"),
    ("قال الرئيس يوم الاثنين إن القوات لن تنسحب من البلاد حتى يوافق البرلمان", "Arabic or Persian"),
    (
      "The president said on Monday that the troops would not leave the country until the parliament approves.",
      nil
    ),
    (
      "THE PRESIDENT SAID ON MONDAY THAT THE TROOPS WOULD NOT LEAVE THE COUNTRY UNTIL IT APPROVES.",
      nil
    ),
    (
      "Qasem Soleimani Abu Mahdi al-Muhandis Kataib Hezbollah Quds Force Adel Abdul Mahdi Kirkuk Baghdad Erbil Mosul",
      nil
    ),
    ("", nil), ("Bonjour", nil), ("12345 67890 !!!", nil),
  ]) func tells(text: String, language: String?) {
    #expect(LanguageDetector.foreignLanguage(of: text) == language)
  }
}
