import Database
import Duties
import Primitives

extension CriterionRunner {
    /// Runs a criterion and gathers what it found; the rows of subjects in order are counted and not kept.
    ///
    /// - Throws: `DatabaseError` for SQL that the engine refuses, `CriterionRowError` for rows that are no
    ///   findings.
    public func result(_ file: CriterionFile, _ parameters: CriterionParameters) throws -> CriterionResult {
        var result = CriterionResult()
        try forEachRow(file.sql, parameters: parameters.values.mapValues { .text($0) }) { row in
            let isPlainlyMet = row.text(3) == Verdict.met.rawValue
            if isPlainlyMet {
                result.addMet(due: row.isNull(7) ? nil : Day(iso: row.text(7)))
            } else {
                let texts = (0..<SubjectFinding.columns.count).map { row.isNull($0) ? nil : row.text($0) }
                result.add(try SubjectFinding(row: texts))
            }
        }
        return result
    }
}
