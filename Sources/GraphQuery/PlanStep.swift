/// One step of a plan, with the rows that were expected of it and those that came.
final class PlanStep {
  let text: String
  let estimate: Double?
  var rows = 0

  init(_ text: String, estimate: Double? = nil) {
    self.text = text
    self.estimate = estimate
  }
}
