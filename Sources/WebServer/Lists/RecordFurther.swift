import Office
import Primitives
import Registers
import Storage
import WebPages

/// What a record's page offers beside its fields: the questions that classify it, and where it went.
struct RecordFurther {
    let site: Site
    let register: RegisterDefinition
    let row: RegisterRow
    let viewer: Viewer

    func add(to page: inout RecordPage, _ reader: RecordReader) throws {
        if row.toSeq != nil, let into = try site.office.mergedInto(register, row.id, reader) {
            let label = try reader.labels(register, ids: [into.text])[into.text]
            page.mergedInto = label.map {
                LinkText(
                    "残した記録「\(RecordText.label($0, register, site.office.catalogue))」を見る",
                    .record(register: register.name, id: into.text))
            }
        }
        guard register.name == InformationAsset.registerName, row.toSeq == nil, page.canChange else { return }
        let asset = try InformationAsset.register.record(row.values)
        let address = Address.classifyRecord(register: register.name, id: row.id.text)
        page.further.append(LinkText("五つの質問で分類する", address))
        let yearAgo = site.office.today.adding(months: -12)
        if !asset.isRated {
            page.advice = Notice(
                .information, "機密性・完全性・可用性か、その理由に、まだ書かれていないものがあります。",
                next: LinkText("五つの質問に答えて決める", address))
        } else if asset.classifiedOn.map({ $0 < yearAgo }) ?? true {
            page.advice = Notice(
                .information, "分類を確かめてから一年を過ぎています。", next: LinkText("五つの質問に答え直す", address))
        }
    }
}

extension InformationAsset {
    /// Whether all three axes have a value and a reason.
    fileprivate var isRated: Bool {
        let reasons = [confidentialityReason, integrityReason, availabilityReason]
        return confidentiality != nil && integrity != nil && availability != nil
            && reasons.allSatisfy { !($0 ?? "").isEmpty }
    }
}
