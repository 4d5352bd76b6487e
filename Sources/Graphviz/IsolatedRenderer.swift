/// The child process in which drawings that may hang or crash are made.
public enum IsolatedRenderer {
  /// Does the child's work and ends the process, if this is the child; else returns at once.
  ///
  /// The program calls this first in its `main`, with its arguments.
  public static func childMainIfRequested(_ arguments: [String]) {}
}
