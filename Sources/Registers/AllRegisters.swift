/// Every register of the product. A test compares this list with the declarations that exist.
public enum AllRegisters {
    /// In the order in which menus show them.
    public static let definitions: [RegisterDefinition] = [
        OrganizationUnit.register.definition,
        Site.register.definition,
        Person.register.definition,
        Appointment.register.definition,
        Network.register.definition,
        InformationSystem.register.definition,
        InformationAsset.register.definition,
        Contractor.register.definition,
        Contract.register.definition,
        Answer.register.definition,
        Evidence.register.definition,
        StaffNotice.register.definition,
        EventReport.register.definition,
        PolicyRevision.register.definition,
        PolicyAdoption.register.definition,
        ClauseBinding.register.definition,
        Acknowledgement.register.definition,
        UnitReview.register.definition,
        Account.register.definition,
        OrganizationProfile.register.definition,
    ]

    private static let byName = Dictionary(uniqueKeysWithValues: definitions.map { ($0.name, $0) })

    /// The register with this name; nil where there is none.
    public static func named(_ name: String) -> RegisterDefinition? { byName[name] }

    /// The registers that stand in the menu and may be edited by hand; the others are kept by acts of their
    /// own.
    public static let menu: [RegisterDefinition] =
        Array(definitions.prefix(13)) + [PolicyAdoption.register.definition]
}
