import Office
import Primitives
import Registers

/// What is decided: committee, contacts, classes, risks, measures, advisories, disposals.
extension Demonstration {
    func committee(_ scene: DemonstrationScene) throws {
        let committee = try create(Committee.register, ["情報セキュリティ委員会"]) { committee, name, _ in
            committee.name = name
            committee.chair = scene.person("事務局企画財政課")
            committee.secretariat = scene.unit("事務局総務課")
            committee.duties = "方針の見直し、監査の結果の評価、例外措置の承認"
            committee.rule = "情報セキュリティ委員会設置要綱"
            committee.startsOn = year.previous.firstDay
        }
        let days = [year.previous.lastDay.adding(days: -30), year.firstDay.adding(days: 50)]
        _ = try create(CommitteeMeeting.register, days) { meeting, day, index in
            meeting.title = index == 0 ? "前年度 第3回" : "今年度 第1回"
            meeting.committee = Link(committee[0])
            meeting.heldOn = day
            meeting.attendance = "委員8名のうち7名"
            meeting.sawAudit = index == 0
            meeting.sawInspection = index == 0
            meeting.sawIncidents = true
            meeting.evaluation = index == 0 ? "おおむね役に立っている。委託先の確認が遅れている。" : nil
            meeting.revision = index == 0 ? .needed : nil
            meeting.revisionReason = index == 0 ? "ガイドラインの改定に合わせる。" : nil
            meeting.decisions = index == 0 ? "改定案を作る。" : "閉域の中継点の一覧を作る。"
            meeting.actionsDueOn = index == 0 ? year.firstDay.adding(days: 90) : today.adding(days: -14)
            meeting.actionsDoneOn = index == 0 ? year.firstDay.adding(days: 80) : nil
        }
        _ = try create(OutsideContact.register, DemonstrationWords.contacts) { contact, words, index in
            contact.name = words.name
            contact.kind = words.kind
            contact.person = words.kind == .inside ? scene.person("事務局総務課", index) : nil
            contact.phone = "0100-00-\(2_000 + index)"
            contact.nightPhone = index == 6 ? nil : "0100-00-\(3_000 + index)"
            contact.calledWhen = words.calledWhen
            contact.order = index + 1
            contact.confirmedOn = today.adding(days: index == 4 ? -500 : -(100 + index))
        }
    }

    /// Three rungs, and what may be done on each.
    func classes(_ scene: DemonstrationScene) throws {
        let words: [(String, InformationAsset.Confidentiality, String)] = [
            ("重要（部外秘）", .level3B, "漏れると住民の暮らしや安全を損なう情報"), ("内部", .level3C, "公表を前提としない情報"),
            ("検討中", .level2, "まだ公表していない情報"), ("公開", .level1, "公表してよい情報"),
        ]
        let levels = try create(ClassificationLevel.register, words) { level, words, index in
            level.name = words.0
            level.scheme = "組合の四段階"
            level.axis = .confidentiality
            level.rank = index + 1
            level.confidentiality = words.1
            level.meaning = words.2
            level.label = index < 2 ? "【\(words.0)】" : nil
            level.decidedOn = year.previous.firstDay
        }
        let acts: [(HandlingRule.Act, String)] = [
            (.send, "暗号化し、パスワードを別の方法で伝える。"), (.carry, "鍵のかかるケースに入れ、持出しの許可を受ける。"),
            (.dispose, "復元できない方法で処分し、証明を残す。"),
        ]
        let rules = (0..<3).flatMap { level in acts.map { (level, $0) } }
        _ = try create(HandlingRule.register, rules) { rule, words, index in
            rule.name = "\(["重要な", "内部の", "検討中の"][words.0])情報の\(words.1.0.title)"
            rule.level = Link(levels[words.0])
            rule.act = words.1.0
            rule.rule = words.1.1
            rule.decidedOn = year.previous.firstDay
            rule.sampledOn = index == 7 ? nil : year.firstDay.adding(days: 45)
            rule.sampleResult = index == 7 ? nil : index == 4 ? .broken : .kept
        }
        _ = try create(DisposalItem.register, DemonstrationWords.disposals) { item, words, index in
            item.name = words.name
            item.kind = words.kind
            item.owner = scene.unit(words.unit)
            item.retentionEndsOn = words.kind == .paper ? year.previous.lastDay : nil
            item.approvedOn = today.adding(days: -70)
            item.method = words.kind == .paper ? .shredded : .destroyed
            item.dueOn = today.adding(days: index == 3 ? -10 : 20)
            item.doneOn = index > 2 ? nil : today.adding(days: -40)
            item.witness = index == 1 ? nil : scene.person(words.unit, 1)
        }
    }

    /// Every group of threats but one has its risk; one risk to be reduced has nothing that does.
    func risks(_ scene: DemonstrationScene) throws {
        let words = DemonstrationWords.threats
        let threats = try create(Threat.register, words) { threat, words, _ in
            threat.name = words.name
            threat.threatGroup = words.group
            threat.scenario = words.scenario
            threat.reviewedOn = year.firstDay.adding(days: 70)
        }
        let assessed = words.indices.filter { words[$0].group != .staffing }
        let risks = try create(Risk.register, assessed) { risk, place, index in
            risk.title = "\(words[place].name)で\(DemonstrationWords.systems[(index * 3) % 12].name)が止まる"
            risk.threat = Link(threats[place])
            risk.system = Link(scene.systems[(index * 3) % 12])
            risk.owner = scene.unit(DemonstrationWords.systems[(index * 3) % 12].unit)
            risk.likelihood = [.middle, .low, .high][index % 3]
            risk.impact = [.high, .middle][index % 2]
            risk.treatment = index == 4 ? .accept : .reduce
            risk.residual = .low
            risk.assessedOn = year.firstDay.adding(days: 80)
            risk.acceptedOn = index == 4 ? year.firstDay.adding(days: 90) : nil
            risk.acceptedBy = index == 4 ? scene.person("事務局企画財政課") : nil
        }
        let measures = try create(Measure.register, DemonstrationWords.measures) { measure, words, index in
            measure.name = words.name
            measure.family = words.family
            measure.owner = scene.unit("事務局総務課")
            measure.state = index == 5 ? .planned : .inForce
            measure.dueOn = index == 5 ? today.adding(days: -21) : nil
            measure.startsOn = index == 5 ? nil : year.previous.firstDay
            measure.checkedOn = index == 5 ? nil : today.adding(days: -(20 + index * 3))
            measure.works = index == 5 ? nil : .confirmed
        }
        _ = try create(RiskMeasure.register, Array(risks.dropLast())) { link, risk, index in
            link.effect = index % 2 == 0 ? "起きても一日で戻せる" : "起こりにくくする"
            link.risk = Link(risk)
            link.measure = Link(measures[index % 5])
            link.owner = scene.unit("事務局総務課")
        }
        _ = try create(Advisory.register, Array(0..<24)) { advisory, number, _ in
            let received = today.adding(days: -(4 + number * 9))
            advisory.title = "\(DemonstrationWords.software[number % 12])の脆弱性（\(number + 1)）"
            advisory.source = [.jvn, .jpcert, .jlis, .vendor][number % 4]
            advisory.number = "JVN-見本-\(1_000 + number)"
            advisory.severity = [.high, .medium, .critical, .low][number % 4]
            advisory.publishedOn = received.adding(days: -2)
            advisory.receivedOn = received
            advisory.affected = number == 1 ? nil : number % 3 == 0 ? .yes : .no
            advisory.concludedOn = number == 1 ? nil : received.adding(days: 2)
            guard number % 3 == 0 else { return }
            advisory.dueOn = received.adding(days: 30)
            advisory.doneOn = number == 6 || number == 0 ? nil : received.adding(days: 12)
        }
    }
}
