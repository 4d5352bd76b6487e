/// Relations that rules of several files take together.
enum RelationKinds {
  /// Those of who has a post or a membership.
  static let posts: Set = ["leads", "commands", "works-for", "member-of"]
  /// Those of deeds done by force.
  static let violence: Set = ["attacked", "killed", "injured", "detained", "captured"]
}
