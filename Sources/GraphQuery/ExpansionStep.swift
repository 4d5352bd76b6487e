/// A step that goes along relationships from a node that is known.
class ExpansionStep: MatchStep {
  final let step: Matcher.Expansion
  final let reach: Reach
  final let labels: LabelTest
  final let wanted: WantedProperties

  init(_ step: Matcher.Expansion, _ record: PlanStep, _ run: Run) {
    self.step = step
    reach = Reach(step.direction, types: step.edge.types, tacit: step.edge.tacit, in: run.graph)
    labels = LabelTest(step.toLabels, run.graph)
    wanted = WantedProperties(step.edge.properties, run.graph)
    super.init(record, run)
  }

  /// The places that it sets.
  var newPlaces: Set<Int> { step.isToBound ? [step.edge.place] : [step.edge.place, step.to] }
}
