import Foundation

// `toride-bench figures` prints what can be measured inside one process, `toride-bench acts` those of them
// that write and verify the ledger; `toride-bench sheets` the imports and exports, `toride-bench search`
// the searches, `toride-bench rows [COUNT …]` what lists, searches, sheets and moves cost against the number
// of rows; `toride-bench logs` the reading of logs and detection, `toride-bench sigma` detection alone;
// `toride-bench archive [EVENTS [CSV]]` what is kept of logs and how it answers; `toride-bench lines FILE
// COUNT` writes the lines that scripts/parts/bench-listening.py sends;
// `toride-bench fill DIR` makes the large organization that scripts/bench serves and loads from outside, and
// `toride-bench assess DIR` assesses the demonstration that stands in DIR.
func counts(_ words: ArraySlice<String>) -> [Int] {
    let counts = words.compactMap { Int($0) }.filter { $0 > 0 }
    return counts.isEmpty ? [1_000, 10_000, 100_000] : counts
}

let arguments = Array(CommandLine.arguments.dropFirst())
do {
    switch arguments.first {
    case "fill" where arguments.count == 2: try LargeOrganization.fill(arguments[1])
    case "assess" where arguments.count == 2: try Figures.assessStored(arguments[1])
    case "sheets": try SheetFigures.printAll()
    case "search": try SearchFigures.printAll()
    case "rows": try RowFigures.printAll(counts(arguments.dropFirst()))
    case "logs":
        try LogFigures.printAll()
        try SigmaFigures.printAll()
    case "detections": try Figures.inTemporaryFolder { try DetectionFigures.printAll(in: $0) }
    case "archive":
        try ArchiveFigures.printAll(
            events: arguments.dropFirst().first.flatMap(Int.init) ?? 2_500_000,
            csv: arguments.dropFirst(2).first)
    case "lines" where arguments.count == 3:
        _ = try GeneratedLogs.fortigate(arguments[1], lines: Int(arguments[2]) ?? 0)
    case "sigma": try SigmaFigures.printAll()
    case "figures", nil: try Figures.printAll()
    case "acts": try Figures.inTemporaryFolder(ActFigures.printAll)
    default:
        FileHandle.standardError.write(
            Data(
                ("usage: toride-bench "
                    + "[figures | acts | sheets | search | rows [COUNT …] | logs | detections | "
                    + "sigma [--every-rule] | archive [EVENTS [CSV]] | lines FILE COUNT | "
                    + "fill DIR | assess DIR]\n").utf8))
        exit(2)
    }
} catch {
    FileHandle.standardError.write(Data("toride-bench: \(error)\n".utf8))
    exit(1)
}
