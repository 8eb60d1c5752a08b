/// Every register of the product. A test compares this list with the declarations that exist.
public enum AllRegisters {
    /// The registers that pages show, by the subjects in which a clerk looks for them.
    public static let topics: [RegisterTopic] = [
        RegisterTopic(
            "ひとと組織",
            [
                OrganizationUnit.register.definition, Site.register.definition,
                Person.register.definition, Appointment.register.definition,
                Committee.register.definition, CommitteeMeeting.register.definition,
                OutsideContact.register.definition,
            ]),
        RegisterTopic(
            "情報",
            [
                InformationAsset.register.definition, ClassificationLevel.register.definition,
                HandlingRule.register.definition, DisposalItem.register.definition,
            ]),
        RegisterTopic(
            "システムと機器",
            [
                InformationSystem.register.definition, SystemAccount.register.definition,
                Device.register.definition, StorageMedium.register.definition,
                Software.register.definition, EndpointProtection.register.definition,
                Backup.register.definition, RestoreTest.register.definition,
            ]),
        RegisterTopic(
            "ネットワーク",
            [
                Network.register.definition, ZoneConnection.register.definition,
                InternetExit.register.definition, ClosedNetworkCheck.register.definition,
            ]),
        RegisterTopic("監視", [LogOrigin.register.definition, RuleException.register.definition]),
        RegisterTopic(
            "部屋と設備",
            [
                ControlledArea.register.definition, AreaKey.register.definition,
                AreaEntry.register.definition, FacilityEquipment.register.definition,
            ]),
        RegisterTopic(
            "委託と外部のサービス",
            [
                Contractor.register.definition, Contract.register.definition,
                ContractClause.register.definition,
                Subcontract.register.definition, NamedWorker.register.definition,
                HandedData.register.definition, CloudService.register.definition,
                SocialMediaAccount.register.definition, PurchasedProduct.register.definition,
            ]),
        RegisterTopic(
            "リスクと対策",
            [
                Threat.register.definition, Risk.register.definition, Measure.register.definition,
                RiskMeasure.register.definition, Advisory.register.definition,
            ]),
        RegisterTopic(
            "記録と証拠",
            [
                Answer.register.definition, Evidence.register.definition, EventReport.register.definition,
            ]),
        RegisterTopic("職員に読んでもらうもの", [StaffNotice.register.definition]),
        // Adopted on a page of its own; days that were not known then are filled in here.
        RegisterTopic("基本方針", [PolicyAdoption.register.definition]),
    ]

    /// The registers that pages show and people fill, in the order of the topics; the others are kept by acts
    /// of their own.
    public static let menu: [RegisterDefinition] = topics.flatMap(\.registers)

    /// All of them, those last that only acts of their own keep.
    public static let definitions: [RegisterDefinition] =
        menu + [
            PolicyRevision.register.definition,
            ClauseBinding.register.definition,
            Acknowledgement.register.definition,
            EvidenceLink.register.definition,
            UnitReview.register.definition,
            ConfirmationRound.register.definition,
            ConfirmationList.register.definition,
            ConfirmationRow.register.definition,
            DisposalProposal.register.definition,
            DisposalRow.register.definition,
            Account.register.definition,
            OrganizationProfile.register.definition,
            APIToken.register.definition,
            SavedView.register.definition,
            DefaultView.register.definition,
            DuplicateDecision.register.definition,
            LogHour.register.definition,
            MonitoringAlert.register.definition,
            RuleSetting.register.definition,
            WatchSheet.register.definition,
            ProviderReport.register.definition,
        ]

    private static let byName = Dictionary(uniqueKeysWithValues: definitions.map { ($0.name, $0) })
    private static let shown = Set(menu.map(\.name))

    /// The register with this name; nil where there is none.
    public static func named(_ name: String) -> RegisterDefinition? { byName[name] }

    /// Whether pages show the register.
    public static func isShown(_ name: String) -> Bool { shown.contains(name) }
}

/// Registers that a clerk looks for in one place.
public struct RegisterTopic: Sendable {
    /// Japanese.
    public let title: String
    /// In the order in which pages show them.
    public let registers: [RegisterDefinition]

    init(_ title: String, _ registers: [RegisterDefinition]) {
        self.title = title
        self.registers = registers
    }

    /// Whether the viewer works with these registers: fills one, or reads them all as an auditor does. For
    /// others the topic is folded.
    public func isUsed(by viewer: Viewer) -> Bool {
        if viewer.roles.contains(.auditor) { return true }
        return registers.contains { $0.condition(for: .write).mayAllowSomething(viewer) }
    }
}
