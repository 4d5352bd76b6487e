import Foundation
import GraphModel
import Testing

@testable import Diagrams

/// Whether readers with a colour-vision deficiency can tell the relation families apart.
@Suite struct ColorVisionTests {
  /// How colours are seen: each a matrix on linear RGB, of severity 1.0, from Machado, Oliveira and
  /// Fernandes, "A Physiologically-based Model for Simulation of Color Vision Deficiency", IEEE TVCG 15(6),
  /// 2009.
  enum Vision: String, CaseIterable {
    case usual, protan, deutan, tritan

    var matrix: [[Double]] {
      switch self {
      case .usual: [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
      case .protan:
        [
          [0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
          [-0.003882, -0.048116, 1.051998],
        ]
      case .deutan:
        [
          [0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
          [-0.011820, 0.042940, 0.968881],
        ]
      case .tritan:
        [
          [1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602],
          [0.004733, 0.691367, 0.303900],
        ]
      }
    }
  }

  /// The least difference (CIEDE2000) between two families, whoever looks.
  static let least = 5.5

  @Test(arguments: [Theme.light, Theme.dark], Vision.allCases)
  func familiesCanBeToldApart(theme: Theme, vision: Vision) {
    let families = theme.arrows.sorted { $0.key < $1.key }
    for (index, one) in families.enumerated() {
      for other in families[(index + 1)...] {
        let difference = CIELAB(one.value.color, seenBy: vision)
          .difference(to: CIELAB(other.value.color, seenBy: vision))
        #expect(
          difference >= Self.least, "\(theme.name), \(vision): \(one.key) and \(other.key)")
      }
    }
  }

  @Test(arguments: [Theme.light, Theme.dark], Vision.allCases)
  func whatBecameOfThingsCanBeToldApart(theme: Theme, vision: Vision) {
    let marks = ChangeMark.allCases
    for (index, one) in marks.enumerated() {
      for other in marks[(index + 1)...] {
        let difference = CIELAB(theme.color(of: one), seenBy: vision)
          .difference(to: CIELAB(theme.color(of: other), seenBy: vision))
        #expect(difference >= 8, "\(theme.name), \(vision): \(one) and \(other)")
      }
    }
  }

  /// Pairs from table 1 of Sharma, Wu and Dalal, "The CIEDE2000 Color-Difference Formula", 2005.
  @Test(arguments: [
    (CIELAB(50, 2.6772, -79.7751), CIELAB(50, 0, -82.7485), 2.0425),
    (CIELAB(50, -1, 2), CIELAB(50, 0, 0), 2.3669),
    (CIELAB(50, 2.5, 0), CIELAB(73, 25, -18), 27.1492),
    (CIELAB(50, 2.5, 0), CIELAB(50, 3.2592, 0.3350), 1.0),
    (CIELAB(60.2574, -34.0099, 36.2677), CIELAB(60.4626, -34.1751, 39.4387), 1.2644),
    (CIELAB(2.0776, 0.0795, -1.1350), CIELAB(0.9033, -0.0636, -0.5514), 0.9082),
  ])
  func differencesAreThoseOfThePaper(one: CIELAB, other: CIELAB, difference: Double) {
    #expect(abs(one.difference(to: other) - difference) < 0.0001)
    #expect(abs(other.difference(to: one) - difference) < 0.0001)
  }
}

/// A colour in CIELAB, white D65.
struct CIELAB: Sendable {
  var lightness: Double
  var a: Double
  var b: Double

  init(_ lightness: Double, _ a: Double, _ b: Double) {
    (self.lightness, self.a, self.b) = (lightness, a, b)
  }

  init(_ color: Color, seenBy vision: ColorVisionTests.Vision) {
    let linear = [16, 8, 0].map { (shift: UInt32) -> Double in
      let share = Double(color.rgb >> shift & 0xFF) / 255
      return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
    }
    func product(_ matrix: [[Double]], _ vector: [Double]) -> [Double] {
      matrix.map { row in zip(row, vector).reduce(0) { $0 + $1.0 * $1.1 } }
    }
    let seen = product(vision.matrix, linear).map { min(1, max(0, $0)) }
    let xyz = product(
      [
        [0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750],
        [0.0193339, 0.1191920, 0.9503041],
      ], seen)
    let f = zip(xyz, [0.95047, 1, 1.08883]).map { value, white -> Double in
      let t = value / white
      return t > pow(6 / 29.0, 3) ? cbrt(t) : t / (3 * pow(6 / 29.0, 2)) + 4 / 29.0
    }
    self.init(116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2]))
  }

  /// CIEDE2000.
  func difference(to other: CIELAB) -> Double {
    func radians(_ degrees: Double) -> Double { degrees * .pi / 180 }
    let chroma = (hypot(a, b) + hypot(other.a, other.b)) / 2
    let g = 0.5 * (1 - sqrt(pow(chroma, 7) / (pow(chroma, 7) + pow(25, 7))))
    let (a1, a2) = (a * (1 + g), other.a * (1 + g))
    let (c1, c2) = (hypot(a1, b), hypot(a2, other.b))
    func hue(_ a: Double, _ b: Double) -> Double {
      if a == 0, b == 0 { return 0 }
      let degrees = atan2(b, a) * 180 / .pi
      return degrees < 0 ? degrees + 360 : degrees
    }
    let (h1, h2) = (hue(a1, b), hue(a2, other.b))
    var turn = h2 - h1
    if c1 * c2 == 0 {
      turn = 0
    } else if turn > 180 {
      turn -= 360
    } else if turn < -180 {
      turn += 360
    }
    let dH = 2 * sqrt(c1 * c2) * sin(radians(turn / 2))
    let (dL, dC) = (other.lightness - lightness, c2 - c1)
    let (meanL, meanC) = ((lightness + other.lightness) / 2, (c1 + c2) / 2)
    var meanH = h1 + h2
    if c1 * c2 != 0 {
      if abs(h1 - h2) <= 180 {
        meanH /= 2
      } else {
        meanH = meanH < 360 ? meanH / 2 + 180 : meanH / 2 - 180
      }
    }
    let t =
      1 - 0.17 * cos(radians(meanH - 30)) + 0.24 * cos(radians(2 * meanH))
      + 0.32 * cos(radians(3 * meanH + 6)) - 0.2 * cos(radians(4 * meanH - 63))
    let sL = 1 + 0.015 * pow(meanL - 50, 2) / sqrt(20 + pow(meanL - 50, 2))
    let (sC, sH) = (1 + 0.045 * meanC, 1 + 0.015 * meanC * t)
    let rotation =
      -2 * sqrt(pow(meanC, 7) / (pow(meanC, 7) + pow(25, 7)))
      * sin(radians(60 * exp(-pow((meanH - 275) / 25, 2))))
    return sqrt(
      pow(dL / sL, 2) + pow(dC / sC, 2) + pow(dH / sH, 2) + rotation * (dC / sC) * (dH / sH))
  }
}
