import Testing

@Suite struct DoctorTests {
  @Test func whatDrawingNeedsIsHere() throws {
    let workplace = try Workplace()
    let run = try workplace.graphgen("doctor", "--json")
    run.expect()
    let rows = try run.rows()
    let checks = rows.compactMap { $0["check"] as? String }
    #expect(
      checks == [
        "graphgen", "libgraphviz", "layout engines", "output formats", "plugins for device",
        "plugins for layout", "plugins for loadimage", "plugins for render",
        "plugins for textlayout", "font Liberation Sans", "font DejaVu Sans", "writing here",
      ])
    for row in rows { #expect(row["status"] as? String == "ok", "\(row)") }
    let here = rows.last?["details"] as? String
    run.check(
      here?.hasSuffix(workplace.path.split(separator: "/").last ?? "?") == true, "the folder")
  }

  @Test func aMissingFontIsExitCodeOneAndSaysWhatToInstall() throws {
    let workplace = try Workplace()
    try workplace.write(
      "fonts.conf",
      """
      <?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
      <fontconfig><dir>/nonexistent</dir><cachedir>/nonexistent</cachedir></fontconfig>
      """)
    let run = try workplace.graphgen(
      "doctor", "--format", "csv",
      environment: ["FONTCONFIG_FILE": workplace.path("fonts.conf")])
    run.expect(1, errors: nil)
    run.expectOutput(contains: "font Liberation Sans,missing,")
    run.expectOutput(contains: "apt-get install fonts-liberation2")
  }
}
