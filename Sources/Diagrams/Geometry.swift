/// A place in a drawing, in points; y grows upwards, as Graphviz has it.
struct Point: Hashable {
  var x: Double
  var y: Double

  static func + (left: Point, right: Point) -> Point {
    Point(x: left.x + right.x, y: left.y + right.y)
  }

  static func - (left: Point, right: Point) -> Point {
    Point(x: left.x - right.x, y: left.y - right.y)
  }

  static func * (point: Point, factor: Double) -> Point {
    Point(x: point.x * factor, y: point.y * factor)
  }

  var length: Double { (x * x + y * y).squareRoot() }
}

/// An upright rectangle, by its middle.
struct Box: Hashable {
  var center: Point
  var size: Arrangement.Size

  var left: Double { center.x - size.width / 2 }
  var right: Double { center.x + size.width / 2 }
  var bottom: Double { center.y - size.height / 2 }
  var top: Double { center.y + size.height / 2 }

  init(center: Point, size: Arrangement.Size) {
    self.center = center
    self.size = size
  }

  init(left: Double, bottom: Double, right: Double, top: Double) {
    center = Point(x: (left + right) / 2, y: (bottom + top) / 2)
    size = Arrangement.Size(width: right - left, height: top - bottom)
  }

  /// The box with so much more on every side.
  func grown(_ width: Double, _ height: Double) -> Box {
    Box(
      center: center,
      size: Arrangement.Size(width: size.width + 2 * width, height: size.height + 2 * height))
  }

  func union(_ other: Box) -> Box {
    Box(
      left: min(left, other.left), bottom: min(bottom, other.bottom),
      right: max(right, other.right), top: max(top, other.top))
  }

  func overlaps(_ other: Box) -> Bool {
    left < other.right && other.left < right && bottom < other.top && other.bottom < top
  }

  func contains(_ point: Point) -> Bool {
    left < point.x && point.x < right && bottom < point.y && point.y < top
  }

  /// Whether a line from one place to another runs through it, by Liang and Barsky's clipping.
  func isCrossed(from start: Point, to end: Point) -> Bool {
    let way = end - start
    var (first, last) = (0.0, 1.0)
    for (step, room) in [
      (-way.x, start.x - left), (way.x, right - start.x), (-way.y, start.y - bottom),
      (way.y, top - start.y),
    ] {
      if step == 0 {
        if room <= 0 { return false }
      } else if step < 0 {
        first = max(first, room / step)
      } else {
        last = min(last, room / step)
      }
    }
    return first < last
  }

  /// The area in square points.
  var area: Double { size.width * size.height }
}

/// The way of an arrow: Bézier curves, in Graphviz's notation.
struct Route: Hashable {
  /// `e,X,Y X,Y …`, where `e` and `s` say where the heads end.
  let text: String
  /// The way as straight pieces.
  let line: [Point]
  /// About it.
  let bounds: Box
  /// The greatest coordinate, in points: 350 metres.
  private static let farthest = 1e6

  /// Reads the notation; nil for what is none or too long to be given to Graphviz again.
  init?(_ text: String) {
    guard text.utf8.count <= 4000, let curve = text.split(separator: ";").first else { return nil }
    var (start, end): (Point?, Point?)
    var points: [Point] = []
    for part in curve.split(separator: " ") {
      var fields = part.split(separator: ",")
      let mark = fields.count == 3 ? fields.removeFirst() : ""
      guard fields.count == 2, let x = Double(fields[0]), let y = Double(fields[1]),
        abs(x) <= Self.farthest, abs(y) <= Self.farthest
      else { return nil }
      switch mark {
      case "": points.append(Point(x: x, y: y))
      case "s": start = Point(x: x, y: y)
      case "e": end = Point(x: x, y: y)
      default: return nil
      }
    }
    guard points.count >= 4, points.count % 3 == 1 else { return nil }
    self.text = text
    var line = [start ?? points[0]]
    for first in stride(from: 0, to: points.count - 1, by: 3) {
      for step in 0...Self.pieces {
        let share = Double(step) / Double(Self.pieces)
        line.append(Self.point(at: share, of: points[first...(first + 3)]))
      }
    }
    if let end { line.append(end) }
    self.line = line
    bounds = line.dropFirst().reduce(
      Box(center: line[0], size: Arrangement.Size(width: 0, height: 0))
    ) { $0.union(Box(center: $1, size: Arrangement.Size(width: 0, height: 0))) }
  }

  /// The same way elsewhere.
  func moved(by way: Point) -> Route? {
    let parts = text.split(separator: ";")[0].split(separator: " ").map { part -> String in
      var fields = part.split(separator: ",")
      let mark = fields.count == 3 ? "\(fields.removeFirst())," : ""
      guard fields.count == 2, let x = Double(fields[0]), let y = Double(fields[1]) else {
        return String(part)
      }
      return mark + PictureLayout.text(Point(x: x, y: y) + way)
    }
    return Route(parts.joined(separator: " "))
  }

  private static let pieces = 6

  private static func point(at share: Double, of curve: ArraySlice<Point>) -> Point {
    let (a, b, rest) = (curve.startIndex, share, 1 - share)
    return curve[a] * (rest * rest * rest) + curve[a + 1] * (3 * rest * rest * b)
      + curve[a + 2] * (3 * rest * b * b) + curve[a + 3] * (b * b * b)
  }

  /// The place at a share of the length, and the direction there as a vector of length 1.
  func place(at share: Double) -> (point: Point, direction: Point) {
    let lengths = zip(line, line.dropFirst()).map { ($1 - $0).length }
    var rest = lengths.reduce(0, +) * share
    for (index, length) in lengths.enumerated() where length > 0 {
      if rest <= length || index == lengths.count - 1 {
        let way = (line[index + 1] - line[index]) * (1 / length)
        return (line[index] + way * min(rest, length), way)
      }
      rest -= length
    }
    return (line[0], Point(x: 1, y: 0))
  }

  /// Whether it runs through a box.
  func crosses(_ box: Box) -> Bool {
    // A route along one axis has bounds of no breadth.
    bounds.grown(1, 1).overlaps(box)
      && zip(line, line.dropFirst()).contains { box.isCrossed(from: $0, to: $1) }
  }

  /// How often two routes cross.
  func crossings(with other: Route) -> Int {
    guard bounds.grown(1, 1).overlaps(other.bounds.grown(1, 1)) else { return 0 }
    var count = 0
    for (a, b) in zip(line, line.dropFirst()) {
      for (c, d) in zip(other.line, other.line.dropFirst()) where Self.cross(a, b, c, d) {
        count += 1
      }
    }
    return count
  }

  private static func cross(_ a: Point, _ b: Point, _ c: Point, _ d: Point) -> Bool {
    func side(_ p: Point, _ q: Point, _ r: Point) -> Double {
      (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x)
    }
    return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0
  }
}
