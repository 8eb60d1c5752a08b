import Foundation

// `toride-bench figures` prints what can be measured inside one process, `toride-bench acts` those of them
// that write and verify the ledger; `toride-bench sheets` the imports and exports, `toride-bench search`
// the searches; `toride-bench logs` the reading of logs and detection, `toride-bench sigma` detection alone;
// `toride-bench fill DIR` makes the large organization that scripts/bench serves and loads from outside, and
// `toride-bench assess DIR` assesses the demonstration that stands in DIR.
let arguments = Array(CommandLine.arguments.dropFirst())
do {
    switch arguments.first {
    case "fill" where arguments.count == 2: try LargeOrganization.fill(arguments[1])
    case "assess" where arguments.count == 2: try Figures.assessStored(arguments[1])
    case "sheets": try SheetFigures.printAll()
    case "search": try SearchFigures.printAll()
    case "logs":
        try LogFigures.printAll()
        try SigmaFigures.printAll()
    case "sigma": try SigmaFigures.printAll()
    case "figures", nil: try Figures.printAll()
    case "acts": try Figures.inTemporaryFolder(ActFigures.printAll)
    default:
        FileHandle.standardError.write(
            Data(
                ("usage: toride-bench "
                    + "[figures | acts | sheets | search | logs | sigma [--every-rule] | "
                    + "fill DIR | assess DIR]\n").utf8))
        exit(2)
    }
} catch {
    FileHandle.standardError.write(Data("toride-bench: \(error)\n".utf8))
    exit(1)
}
