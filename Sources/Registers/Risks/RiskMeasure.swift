import Primitives

/// リスクと対策の結び付き: clause 4: which measure reduces which risk, and how.
public struct RiskMeasure: Record {
    public let effect: String
    public let risk: Link<Risk>?
    public let measure: Link<Measure>?
    public let owner: Link<OrganizationUnit>?

    public static let registerName = "risk-measures"
    public static let register = Register<Self>(
        "リスクと対策の結び付き", clauses: ["4"], purpose: "どの対策が、どのリスクを、どう減らすかの一覧です。", record: Self.init
    ) {
        Field("effect", \.effect, "どう減らすか").searched().listed().alsoCalled("効果", "減らし方", "結び付き", "対応関係")
            .hint("起こりにくくするのか、起きても困らなくするのか。", example: "起きても一日で戻せる")
        Field("risk", \.risk, "リスク").listed().alsoCalled("リスク名", "リスクの件名").hint("減らされるリスク。")
        Field("measure", \.measure, "対策").listed().alsoCalled("対策名", "対策の名称").hint("減らす対策。")
        Field("owner", \.owner, "責任を持つ所属").alsoCalled("所管課", "担当課", "所属").hint(FieldWords.section)
    } access: {
        Read(.office, .auditors, .sectionHead(of: \.owner))
        Write(.office, .sectionHead(of: \.owner))
    }
}
