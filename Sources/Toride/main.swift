import Foundation

// The one place where the program meets the world: arguments, environment, exit status.
signal(SIGPIPE, SIG_IGN)
let environment = ProcessInfo.processInfo.environment
let typed = Array(CommandLine.arguments.dropFirst())
exit(await Program.run(typed, environment: environment).rawValue)
