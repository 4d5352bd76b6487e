import GraphModel

/// Dated statements in the order of their times, as a picture whose places are all given.
///
/// Every statement has a row: its date in words, what it says, and where that lies on an axis of time. A day is
/// a mark; a month, a season or a year, which is to say some day in it, a hollow bar; an interval a full bar; an
/// end that is open an arrow. Lines and colours mean what they mean in a `Diagram`. Long stretches in which
/// nothing begins or ends are drawn shorter, and the axis is broken there.
public struct Timeline: Sendable {
  /// How a timeline is to look.
  public struct Options: Hashable, Sendable {
    /// Colours.
    public var theme: Theme
    /// The headline; nil takes the title or the first words of the only document.
    public var title: String?
    /// A line under the headline.
    public var subtitle: String?
    /// The most rows; nil for no bound.
    public var limit: Int?

    /// The most rows unless one is told otherwise.
    public static let usualLimit = 60

    /// Makes options.
    public init(
      theme: Theme = .light, title: String? = nil, subtitle: String? = nil,
      limit: Int? = Options.usualLimit
    ) {
      self.theme = theme
      self.title = title
      self.subtitle = subtitle
      self.limit = limit
    }
  }

  /// A statement and its time.
  public struct Event: Hashable, Sendable {
    /// The statement.
    public let statement: KnowledgeGraph.StatementIndex
    /// When it held.
    public let time: EDTF

    /// The time as a reader of English would write it.
    public var words: String { ShortDate.words(time.text) }
    /// How exact the time is.
    public var precision: TimePrecision { TimePrecision(time) }
  }

  /// The statements that have a time, in its order; those of one time in the graph's.
  public let events: [Event]
  /// How many of the statements have none.
  public let undatedCount: Int

  private let graph: KnowledgeGraph
  private let statements: [KnowledgeGraph.StatementIndex]

  /// Puts the statements that have a time in order.
  public init(
    of graph: KnowledgeGraph, statements: some Sequence<KnowledgeGraph.StatementIndex>
  ) {
    self.graph = graph
    let all = Set(statements).sorted()
    events = all.compactMap { index in
      graph.qualifiers(of: index).parsedTime.map { Event(statement: index, time: $0) }
    }.sorted { ($0.time, $0.statement) < ($1.time, $1.statement) }
    undatedCount = all.count - events.count
    self.statements = all
  }

  /// What is not in a picture of so many rows, and how the axis is to be read.
  public func account(limit: Int?) -> String? {
    var parts: [String] = []
    if let limit, events.count > limit {
      parts.append(
        "Left out: the last \(events.count - limit) of \(counted(events.count, "dated statement"))."
      )
    }
    if undatedCount > 0 {
      parts.append(
        "\(counted(undatedCount, "statement")) without a date "
          + "\(undatedCount == 1 ? "is" : "are") not shown.")
    }
    return parts.isEmpty ? nil : parts.joined(separator: " ")
  }

  /// The picture, for an engine that keeps places (`nop2`).
  public func picture(_ options: Options = Options()) -> AttributedGraph {
    let shown = Array(options.limit.map { events.prefix($0) } ?? events[...])
    var drawing = TimelineDrawing(graph, shown, options.theme)
    var headline = Headline(
      graph: graph, statements: shown.map(\.statement), title: options.title,
      subtitle: options.subtitle)
    headline.footer =
      [account(limit: options.limit)].compactMap { $0 }
      + (drawing.scale.isBroken
        ? ["The axis is broken (//) where for long nothing begins or ends."] : [])
    headline.signs = drawing.signs
    return drawing.picture(headline)
  }
}

/// How exact a time is.
public enum TimePrecision: String, Hashable, Sendable, CaseIterable {
  /// One day.
  case day
  /// Some day of a month.
  case month
  /// Some day of a season.
  case season
  /// Some day of a year.
  case year
  /// Some day of several years or of days that are not known.
  case span
  /// From a day to a day.
  case interval
  /// An interval of which one end is open or not known.
  case open

  init(_ time: EDTF) {
    guard let earliest = time.earliest, let latest = time.latest else {
      self = .open
      return
    }
    if time.text.utf8.contains(UInt8(ascii: "/")) {
      self = .interval
      return
    }
    let fields = time.text.drop { $0 == "-" }.prefix { $0 != "T" }.split(separator: "-")
    let isKnown = !time.text.contains("X")
    switch (fields.count, latest - earliest) {
    case (_, 0): self = .day
    case (1, 0...366) where isKnown: self = .year
    case (2, 0...31), (3, 1...31): self = .month
    case (2, 32...93) where isKnown: self = .season
    default: self = .span
    }
  }
}

/// An axis of days, broken where for long nothing begins or ends.
struct TimeScale {
  /// Days and their places, ascending.
  private var stops: [(day: Int, x: Double)] = []
  /// The places of the breaks.
  private(set) var breaks: [Double] = []

  var isBroken: Bool { !breaks.isEmpty }

  /// - Parameter times: Of which each has a bound.
  init(_ times: [EDTF], width: Double) {
    let days = Set(times.flatMap { [$0.earliest, $0.latest.map { $0 + 1 }].compactMap { $0 } })
      .sorted()
    guard let first = days.first else { return }
    guard days.count > 1 else {
      stops = [(first - 1, 0), (first + 1, width)]
      return
    }
    let gaps = zip(days, days.dropFirst()).map { $1 - $0 }
    let usual = gaps.sorted()[gaps.count / 2]
    let most = max(12 * usual, 30)
    let shown = gaps.map { min($0, most) }
    let least = min(14, width / 2 / Double(gaps.count))
    let rest = width - least * Double(gaps.count)
    let total = Double(shown.reduce(0, +))
    var x = 0.0
    stops = [(first, 0)]
    for (index, gap) in gaps.enumerated() {
      let next = x + least + rest * Double(shown[index]) / total
      // A gap that is a little too long is drawn shorter without a word.
      if gap > 2 * most { breaks.append((x + next) / 2) }
      x = next
      stops.append((days[index + 1], x))
    }
  }

  /// The place of the beginning of a day.
  func x(_ day: Int) -> Double {
    guard let first = stops.first, let last = stops.last else { return 0 }
    if day <= first.day { return first.x }
    if day >= last.day { return last.x }
    var (low, high) = (0, stops.count - 1)
    while high - low > 1 {
      let middle = (low + high) / 2
      if stops[middle].day <= day { low = middle } else { high = middle }
    }
    let share = Double(day - stops[low].day) / Double(stops[high].day - stops[low].day)
    return stops[low].x + share * (stops[high].x - stops[low].x)
  }

  /// Where to write which date: years first, then months and days where there is room.
  func ticks(room: Double) -> [(x: Double, words: String)] {
    guard let first = stops.first?.day, let last = stops.last?.day else { return [] }
    let (start, end) = (CivilDate(day: first), CivilDate(day: last))
    var ticks: [(x: Double, words: String)] = []
    func add(_ date: CivilDate, _ words: String, _ room: Double) {
      guard (first...last).contains(date.day) else { return }
      let x = x(date.day)
      if ticks.allSatisfy({ abs($0.x - x) >= room }) { ticks.append((x, words)) }
    }
    let years = start.year...end.year
    let step = max(1, years.count / 40)
    let remainder = ((start.year % step) + step) % step
    let firstYear = remainder == 0 ? start.year : start.year + step - remainder
    for year in stride(from: firstYear, through: end.year, by: step) {
      add(
        CivilDate(year: year, month: 1, dayOfMonth: 1),
        ShortDate.words(year.padded(to: 4)), room * 0.7)
    }
    guard years.count <= 40 else { return ticks }
    func name(_ date: CivilDate, _ count: Int) -> String {
      let fields = [
        date.year.padded(to: 4), date.month.padded(to: 2), date.dayOfMonth.padded(to: 2),
      ]
      return ShortDate.words(fields.prefix(count).joined(separator: "-"))
    }
    for year in years {
      for month in 1...12 {
        let date = CivilDate(year: year, month: month, dayOfMonth: 1)
        add(date, name(date, 2), room)
      }
    }
    for stop in stops where last - stop.day >= 0 {
      let date = CivilDate(day: stop.day)
      if stop.day < last { add(date, name(date, 3), room * 1.2) }
    }
    return ticks.sorted { $0.x < $1.x }
  }
}

/// The picture of a timeline while it is being put together.
private struct TimelineDrawing {
  let scale: TimeScale

  private let graph: KnowledgeGraph
  private let events: [Timeline.Event]
  private let theme: Theme
  private var nodes: [AttributedGraph.Node] = []
  private var edges: [AttributedGraph.Edge] = []
  private var identifiers = PictureIdentifiers()

  private static let dateColumn = (left: 0.0, width: 132.0)
  private static let wordColumn = (left: 140.0, width: 360.0)
  private static let axis = (left: 550.0, width: 700.0)
  /// How far an open end reaches beyond the axis.
  private static let reach = 34.0
  private static let anchor = "origin"

  init(_ graph: KnowledgeGraph, _ events: [Timeline.Event], _ theme: Theme) {
    self.graph = graph
    self.events = events
    self.theme = theme
    scale = TimeScale(events.map(\.time), width: Self.axis.width)
  }

  /// What the marks that occur mean.
  var signs: [Headline.Sign] {
    let occurring = Set(events.map(\.precision))
    var signs: [Headline.Sign] = []
    let days = events.filter { $0.precision == .day }.map {
      graph.qualifiers(of: $0.statement).mode
    }
    if days.contains(.fact) { signs.append(.init("◆", "that day")) }
    if days.contains(.claimed) { signs.append(.init("◇", "that day, claimed")) }
    if days.contains(.planned) { signs.append(.init("○", "that day, planned")) }
    if !occurring.isDisjoint(with: [.month, .season, .year, .span]) {
      signs.append(.init("▭", "some day in it"))
    }
    if occurring.contains(.interval) { signs.append(.init("▬▬", "from then to then")) }
    if occurring.contains(.open) { signs.append(.init("━▶", "no end is given")) }
    if events.contains(where: \.time.isApproximate) { signs.append(.init("~", "about")) }
    if events.contains(where: \.time.isUncertain) { signs.append(.init("?", "perhaps")) }
    return signs
  }

  mutating func picture(_ headline: Headline) -> AttributedGraph {
    nodes.append(
      .init(
        name: Self.anchor,
        attributes: [
          .init("pos", .text("0,0")), .init("style", .text("invis")), .init("label", .text("")),
          .init("width", .text("0.01")), .init("height", .text("0.01")),
          .init("fixedsize", .text("true")), .init("shape", .text("point")),
        ]))
    var y = -30.0
    let rows = events.map { EventWords(graph, $0, theme) }
    let tops = rows.map { row in
      defer { y -= row.height }
      return y
    }
    if !events.isEmpty { addAxis(top: -12, bottom: y) }
    for (index, row) in rows.enumerated() { add(row, events[index], top: tops[index]) }
    return AttributedGraph(
      name: "timeline",
      attributes: [
        .init("label", .html(headline.markup(theme, hasFooter: false, table: nil))),
        .init("tooltip", .text(headline.title)),
        .init("bgcolor", .text(theme.background.description)),
        .init("fontname", .text(Diagram.font)), .init("fontsize", .text("12")),
        .init("fontcolor", .text(theme.muted.description)), .init("labelloc", .text("t")),
        .init("labeljust", .text("l")), .init("pad", .text("0.35")),
        .init("outputorder", .text("edgesfirst")),
      ],
      nodeDefaults: [
        .init("fontname", .text(Diagram.font)), .init("fontsize", .text("11")),
        .init("fontcolor", .text(theme.ink.description)), .init("shape", .text("plain")),
      ],
      edgeDefaults: [.init("arrowsize", .text("0.8"))], nodes: nodes + footer(headline, y: y),
      edges: edges)
  }

  private func footer(_ headline: Headline, y: Double) -> [AttributedGraph.Node] {
    guard let markup = headline.footerMarkup(theme, width: Self.axis.left + Self.axis.width) else {
      return []
    }
    let width = Self.axis.left + Self.axis.width
    return [
      .init(
        name: "footer",
        attributes: [
          .init("id", .text("footer")), .init("label", .html(markup)), .init("tooltip", .text("")),
          .init("pos", .text(PictureLayout.text(Point(x: width / 2, y: y - 34)))),
        ])
    ]
  }

  // MARK: Lines and words

  /// A line from place to place.
  private mutating func line(
    from start: Point, to end: Point, color: Color, width: Double, style: String = "solid",
    head: String = "none", tail: String = "none", id: String, tooltip: String = " ",
    classes: String = "axis"
  ) {
    let third = (end - start) * (1 / 3.0)
    let length = max(1, (end - start).length)
    // A head takes some of the line's length.
    let tip = (end - start) * (min(9, length / 3) / length)
    var parts: [String] = []
    if tail != "none" { parts.append("s,\(PictureLayout.text(start))") }
    if head != "none" { parts.append("e,\(PictureLayout.text(end))") }
    let from = tail == "none" ? start : start + tip
    let to = head == "none" ? end : end - tip
    parts += [from, start + third, end - third, to].map(PictureLayout.text)
    var attributes: [AttributedGraph.Attribute] = [
      .init("id", .text(id)), .init("class", .text(classes)), .init("tooltip", .text(tooltip)),
      .init("pos", .text(parts.joined(separator: " "))), .init("color", .text(color.description)),
      .init("penwidth", .text(Markup.points(width))), .init("style", .text(style)),
      .init("arrowhead", .text(head)), .init("arrowtail", .text(tail)),
    ]
    let direction = tail == "none" ? (head == "none" ? "none" : "forward") : "both"
    attributes.append(.init("dir", .text(direction)))
    edges.append(
      AttributedGraph.Edge(tail: Self.anchor, head: Self.anchor, key: id, attributes: attributes))
  }

  /// Words in a column of a width, at its left.
  private mutating func words(
    _ markup: String, left: Double, width: Double, middle: Double, id: String,
    align: String = "LEFT"
  ) {
    let label =
      "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"0\"><TR>"
      + "<TD WIDTH=\"\(Int(width))\" ALIGN=\"\(align)\" BALIGN=\"\(align)\">\(markup)</TD></TR></TABLE>"
    nodes.append(
      .init(
        name: id,
        attributes: [
          .init("id", .text(id)), .init("label", .html(label)), .init("tooltip", .text(" ")),
          .init("pos", .text(PictureLayout.text(Point(x: left + width / 2, y: middle)))),
        ]))
  }

  private mutating func addAxis(top: Double, bottom: Double) {
    let pale = theme.muted.mixed(into: theme.background, share: 0.25)
    for (number, tick) in scale.ticks(room: 62).enumerated() {
      let x = Self.axis.left + tick.x
      line(
        from: Point(x: x, y: top), to: Point(x: x, y: bottom), color: pale, width: 0.8,
        id: "tick-\(number)")
      words(
        Markup.font(Markup.unbroken(tick.words), size: 10.5, color: theme.muted), left: x - 30,
        width: 60, middle: top + 9, id: "tick-label-\(number)", align: "CENTER")
    }
    line(
      from: Point(x: Self.axis.left - Self.reach, y: top),
      to: Point(x: Self.axis.left + Self.axis.width + Self.reach, y: top), color: theme.muted,
      width: 1.2, head: "vee", id: "axis")
    for (number, x) in scale.breaks.enumerated() {
      words(
        Markup.font(Markup.bold("//"), size: 12, color: theme.muted), left: Self.axis.left + x - 10,
        width: 20, middle: top, id: "break-\(number)", align: "CENTER")
    }
  }

  private mutating func add(_ row: EventWords, _ event: Timeline.Event, top: Double) {
    let middle = top - row.height / 2
    let (subject, object) = graph.ends(of: event.statement)
    let id = identifiers.unique(
      "event", [graph[subject].id, row.relation.name, graph[object].id] + row.stance.idParts)
    let style = theme.arrow(row.relation.family)
    // No identifier has a full stop with other than hexadecimal digits behind it.
    let pale = theme.muted.mixed(into: theme.background, share: 0.22)
    line(
      from: Point(x: 0, y: top), to: Point(x: Self.axis.left + Self.axis.width, y: top),
      color: pale, width: 0.6, id: "\(id).rule")
    words(
      Markup.font(Markup.bold(Markup.escape(row.date)), size: 11, color: theme.ink),
      left: Self.dateColumn.left, width: Self.dateColumn.width, middle: middle, id: "\(id).date")
    words(
      row.markup, left: Self.wordColumn.left, width: Self.wordColumn.width, middle: middle,
      id: "\(id).words")
    addMark(event, row, style, id: id, middle: middle)
  }

  /// What shows on the axis when a statement held.
  private mutating func addMark(
    _ event: Timeline.Event, _ row: EventWords, _ style: Theme.ArrowStyle, id: String,
    middle: Double
  ) {
    let axis = (first: Self.axis.left, last: Self.axis.left + Self.axis.width)
    let start = event.time.earliest.map { Self.axis.left + scale.x($0) } ?? axis.first - Self.reach
    let end = event.time.latest.map { Self.axis.left + scale.x($0 + 1) } ?? axis.last + Self.reach
    let classes =
      (["event", PictureIdentifiers.className(row.relation.family)] + row.stance.classNames
      + [event.precision.rawValue]).joined(separator: " ")
    let isNegated = row.stance.polarity == .negated
    let sign =
      (isNegated ? "✗" : "")
      + (event.time.isApproximate ? "~" : "") + (event.time.isUncertain ? "?" : "")
    switch event.precision {
    case .interval, .open:
      line(
        from: Point(x: start, y: middle), to: Point(x: max(end, start + 6), y: middle),
        color: style.color, width: row.stance.mode == .planned ? 4 : 5,
        style: row.stance.lineStyle, head: event.time.latest == nil ? "normal" : "none",
        tail: event.time.earliest == nil ? "normal" : "none", id: id, tooltip: row.tooltip,
        classes: classes)
    case .day:
      // Dashes and dots can't be told on a line so short.
      let mark = Box(
        center: Point(x: (start + end) / 2, y: middle), size: .init(width: 11, height: 11))
      box(
        id, classes, mark, shape: row.stance.mode == .planned ? "circle" : "diamond", style,
        fill: row.stance.mode == .fact ? style.color : theme.background, line: "solid", row)
    default:
      box(
        id, classes,
        Box(left: start, bottom: middle - 5, right: max(end, start + 8), top: middle + 5),
        shape: "box", style, fill: style.color.mixed(into: theme.background, share: 0.18),
        line: row.stance.lineStyle, row)
    }
    guard !sign.isEmpty else { return }
    let right = event.precision == .day ? (start + end) / 2 + 8 : max(end, start + 8) + 3
    let room = event.precision == .open && event.time.latest == nil
    words(
      Markup.font(Markup.bold(Markup.escape(sign)), size: 12, color: style.color),
      left: room ? start - 27 : right, width: 24, middle: middle, id: "\(id).sign",
      align: room ? "RIGHT" : "LEFT")
  }

  private mutating func box(
    _ id: String, _ classes: String, _ box: Box, shape: String, _ style: Theme.ArrowStyle,
    fill: Color, line: String, _ row: EventWords
  ) {
    func inches(_ points: Double) -> AttributedGraph.Value {
      .text(String(max(0.01, (points / 72 * 10_000).rounded() / 10_000)))
    }
    nodes.append(
      .init(
        name: id,
        attributes: [
          .init("id", .text(id)), .init("class", .text(classes)),
          .init("tooltip", .text(row.tooltip)), .init("label", .text("")),
          .init("shape", .text(shape)), .init("fixedsize", .text("true")),
          .init("width", inches(box.size.width)), .init("height", inches(box.size.height)),
          .init("pos", .text(PictureLayout.text(box.center))),
          .init("style", .text("filled,\(line)")),
          .init("color", .text(style.color.description)),
          .init("fillcolor", .text(fill.description)), .init("penwidth", .text("1.6")),
        ]))
  }
}

/// What a row of a timeline says.
private struct EventWords {
  let date: String
  let markup: String
  let height: Double
  let tooltip: String
  let relation: Relation
  let stance: Stance

  /// The most columns of a line.
  private static let width = 56

  init(_ graph: KnowledgeGraph, _ event: Timeline.Event, _ theme: Theme) {
    let arrows = Arrow.arrows(for: [event.statement], of: graph) { $0.value }
    let qualifiers = graph.qualifiers(of: event.statement)
    let (subject, object) = graph.ends(of: event.statement)
    relation = graph.relation(graph.relationIndex(of: event.statement))
    stance = Stance(qualifiers)
    date = event.words
    tooltip = arrows.first?.tooltip(in: graph) ?? ""
    let style = theme.arrow(relation.family)
    let voucher = Arrow.voucher(stance.mode, [qualifiers]) ?? ""
    let place = qualifiers.place.map { "at " + ShownText.line($0, limit: 40) } ?? ""
    let parts: [(text: String, color: Color, isBold: Bool)] = [
      (ShownText.line(graph[subject].name, limit: 80), theme.ink, true),
      (
        (stance.polarity == .negated ? "✗ not " : "") + ShownText.line(relation.label, limit: 40),
        style.color, false
      ),
      (ShownText.line(graph[object].name, limit: 80), theme.ink, true),
      (place, theme.muted, false), (voucher, theme.muted, false),
    ]
    let words = parts.enumerated().flatMap { number, part in
      // Where it was and who says so are not broken if they need not be.
      let isWhole = number > 2 && ShownText.columns(of: part.text) < Self.width
      let words = isWhole ? [Substring(part.text)] : part.text.split(separator: " ")
      return words.filter { !$0.isEmpty }.flatMap { word in
        ShownText.wrap(String(word), width: Self.width).map { (word: $0, part: number) }
      }
    }
    var lines: [[(word: String, part: Int)]] = [[]]
    var room = Self.width
    for word in words {
      let columns = ShownText.columns(of: word.word) + 1
      if columns > room, !lines[lines.count - 1].isEmpty {
        lines.append([])
        room = Self.width
      }
      lines[lines.count - 1].append(word)
      room -= columns
    }
    markup = lines.map { line in
      var runs: [(text: String, part: Int)] = []
      for word in line {
        if runs.last?.part == word.part {
          runs[runs.count - 1].text += " " + word.word
        } else {
          runs.append((word.word, word.part))
        }
      }
      return runs.map { run in
        let part = parts[run.part]
        let text = Markup.unbroken(run.text)
        return Markup.font(part.isBold ? Markup.bold(text) : text, size: 11, color: part.color)
      }.joined(separator: "&#160;")
    }.joined(separator: "<BR ALIGN=\"LEFT\"/>")
    height = Double(lines.count) * 14 + 10
  }
}
