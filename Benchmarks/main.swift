import Foundation

// `toride-bench figures` prints what can be measured inside one process; `toride-bench fill DIR` makes the
// large organization that scripts/bench serves and loads from outside.
let arguments = Array(CommandLine.arguments.dropFirst())
do {
    switch arguments.first {
    case "fill" where arguments.count == 2: try LargeOrganization.fill(arguments[1])
    case "sheets": try SheetFigures.printAll()
    case "figures", nil: try Figures.printAll()
    default:
        FileHandle.standardError.write(Data("usage: toride-bench [figures | sheets | fill DIR]\n".utf8))
        exit(2)
    }
} catch {
    FileHandle.standardError.write(Data("toride-bench: \(error)\n".utf8))
    exit(1)
}
