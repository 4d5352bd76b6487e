/// The values of one row while it is worked on: the relationships on which it rests, then the variables.
typealias Frame = [Value]

/// Calculates a value from a row.
typealias Evaluator = (inout Frame) throws(QueryError) -> Value

/// How many places the rows of one stretch of a query have.
final class Layout {
  /// Place 0 is for the relationships that a row rests on.
  private(set) var width = 1

  /// A new place.
  func place() -> Int {
    width += 1
    return width - 1
  }
}

/// The variables that can be named at some point of a query.
struct Scope {
  struct Variable {
    var place: Int
    var type: StaticType
  }

  let layout: Layout
  private(set) var variables: [String: Variable] = [:]
  /// The names in the order in which they came.
  private(set) var names: [String] = []

  init(_ layout: Layout = Layout()) { self.layout = layout }

  subscript(name: String) -> Variable? { variables[name] }

  /// Adds a variable, or hides the one of that name.
  @discardableResult
  mutating func add(_ name: String, _ type: StaticType) -> Int {
    let place = layout.place()
    if variables.updateValue(Variable(place: place, type: type), forKey: name) == nil {
      names.append(name)
    }
    return place
  }

  /// Takes over a variable of a scope of the same rows.
  mutating func set(_ name: String, _ variable: Variable) {
    if variables.updateValue(variable, forKey: name) == nil { names.append(name) }
  }

  /// The names that a person gave.
  var shownNames: [String] { names.filter { !$0.hasPrefix(" ") } }
}
