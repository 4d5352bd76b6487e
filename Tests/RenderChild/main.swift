import Graphviz

// What the tests start as the child process that draws.
IsolatedRenderer.childMainIfRequested(CommandLine.arguments)
