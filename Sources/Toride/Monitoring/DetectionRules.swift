import LogMonitoring

/// Which rules a detection begins with.
enum DetectionRules {
    /// Those in the folders that are named, all of them; else the shipped detections that begin switched on
    /// or silent, with `--all` every one.
    static func chosen(_ invocation: Invocation) throws -> RuleSet {
        let named = invocation.list("rules")
        if !named.isEmpty { return try RuleFiles.ruleSet(invocation, named) }
        let takesAll = invocation.has("all")
        return try RuleFiles.ruleSet(invocation, [shippedFolder(invocation)]) { about in
            takesAll || about.guidance?.setting != .off
        }
    }

    static func shippedFolder(_ invocation: Invocation) throws -> String {
        try Wiring.contentFolder(invocation.environment) + "/detections"
    }
}
