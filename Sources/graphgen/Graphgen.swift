import ArgumentParser

@main
struct Graphgen: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "graphgen")
}
