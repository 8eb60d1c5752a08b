/// Every route of the site, by topic. A test compares the patterns with the typed list of addresses.
enum RouteTable {
    static func routes(_ site: Site) -> [Route] {
        SignInRoutes(site: site).routes + SetupRoutes(site: site).routes + RegisterRoutes(site: site).routes
            + RecordRoutes(site: site).routes + HomeRoutes(site: site).routes
            + PolicyRoutes(site: site).routes
            + RequirementRoutes(site: site).routes + BindingRoutes(site: site).routes
            + RevisionRoutes(site: site).routes + AuditRoutes(site: site).routes
            + SearchRoutes(site: site).routes
            + SettingsRoutes(site: site).routes + ReadingRoutes(site: site).routes
            + TellRoutes(site: site).routes
            + SheetRoutes(site: site).routes + TokenRoutes(site: site).routes
            + GridRoutes(site: site).routes + BulkRoutes(site: site).routes
            + ListRoutes(site: site).routes
            + RoundRoutes(site: site).routes + RoundListRoutes(site: site).routes
            + DisposalRoutes(site: site).routes
            + EndProofRoutes(site: site).routes + EvidenceRoutes(site: site).routes
            + tidying(site) + monitoring(site)
    }

    /// What was seen in the logs, and who looked at it.
    private static func monitoring(_ site: Site) -> [Route] {
        AlertRoutes(site: site).routes + MonitoringRoutes(site: site).routes
            + WatchSheetRoutes(site: site).routes + ProviderReportRoutes(site: site).routes
    }

    /// What keeps registers in order: classes, double records, the diagram, labels.
    private static func tidying(_ site: Site) -> [Route] {
        ClassifyRoutes(site: site).routes + DuplicateRoutes(site: site).routes
            + NetworkRoutes(site: site).routes + LabelRoutes(site: site).routes
    }
}
