import Registers

extension Viewer {
    /// Whether the viewer reads content at all: everybody but 設定担当.
    public var readsContent: Bool { !roles.isDisjoint(with: [.office, .sectionHead, .staff, .auditor]) }
    /// Whether the viewer sees how things stand: 職員 read the policy and no verdicts.
    public var readsVerdicts: Bool { !roles.isDisjoint(with: [.office, .sectionHead, .auditor]) }
    /// Whether the viewer may open the ledger.
    public var seesLedger: Bool { !roles.isDisjoint(with: [.office, .auditor, .configurator]) }
    /// Whether the viewer sees bindings and revisions: office and auditors.
    public var readsBindings: Bool { !roles.isDisjoint(with: [.office, .auditor]) }
}
