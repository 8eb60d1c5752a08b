import Office
import Primitives
import Registers

/// What others do for the association, on its behalf or under its name.
extension Demonstration {
    /// Seven cloud services, one of them nobody approved; four accounts on social media, one without anybody
    /// in service.
    func services(_ scene: DemonstrationScene) throws {
        _ = try create(CloudService.register, DemonstrationWords.clouds) { service, words, index in
            service.name = words.name
            service.provider = "株式会社\(words.name)運営"
            service.section = scene.unit(words.unit)
            service.purpose = words.purpose
            service.domains = DemonstrationAddresses.clouds[index]
            service.confidentiality = index % 3 == 0 ? .level2 : .level1
            service.personalInformation =
                index % 3 == 0 ? .ordinary : InformationAsset.PersonalInformation.none
            service.ismap = index % 3 == 0 ? .ismap : CloudService.Listing.none
            service.ismapCheckedOn = today.adding(days: -120)
            service.region = index == 5 ? .foreign : .domestic
            service.termsCheckedOn = today.adding(days: -120)
            service.isNegotiated = index % 3 == 0
            service.administrator = scene.person(words.unit, 1)
            service.secondFactor = index != 4
            service.approvedOn = index == 5 ? nil : year.previous.firstDay.adding(days: 20)
            service.reviewedOn = index == 5 ? nil : index == 2 ? nil : year.firstDay.adding(days: 40)
            service.startsOn = year.previous.firstDay
        }
        let leaver = scene.people.first { ($0.leftOn ?? today) < today }
        _ = try create(SocialMediaAccount.register, DemonstrationWords.channels) { channel, words, index in
            channel.name = words.name
            channel.service = words.service
            channel.address = "https://sns.example/mizukage\(index + 1)"
            channel.section = scene.unit(words.unit)
            channel.responsible = index == 2 ? leaver.map { Link($0.id) } : scene.person(words.unit)
            channel.purpose = "住民に知らせる"
            channel.allowedContent = index == 3 ? nil : "行事、訓練、注意の呼びかけ"
            channel.forbiddenContent = "個人が分かる写真、現場の住所"
            channel.contentDecidedOn = year.firstDay.adding(days: 15)
            channel.policyPublishedOn = year.firstDay.adding(days: 25)
            channel.procedureReviewedOn =
                index == 1 ? year.previous.firstDay.adding(days: 300) : year.firstDay.adding(days: 15)
            channel.secondFactor = true
            channel.isLinkedFromSite = index != 3
            channel.startsOn = year.previous.firstDay
        }
    }

    /// Whom contractors let work, who these are, and what was handed to them.
    func suppliers(_ scene: DemonstrationScene) throws {
        let units = DemonstrationWords.units.filter(\.keepsAssets).map(\.name)
        _ = try create(Subcontract.register, [14, 5, 15, 9]) { subcontract, contract, index in
            subcontract.name = DemonstrationWords.contractors[(index + 10) % 15]
            subcontract.contract = Link(scene.contracts[contract])
            subcontract.section = scene.unit(units[contract % units.count])
            subcontract.work = ["データの入力", "サーバの監視", "点検の補助", "文書の運搬"][index]
            subcontract.handlesInformation = index != 3
            subcontract.approvedOn = index == 2 ? nil : year.firstDay.adding(days: -5)
            subcontract.clausesBind = index == 1 ? nil : .confirmed
            subcontract.startsOn = year.firstDay
            subcontract.endsOn = year.lastDay
        }
        let heads = [0, 1, 2].flatMap { contract in ContractClause.Head.allCases.map { (contract, $0) } }
        _ = try create(ContractClause.register, heads) { clause, words, index in
            clause.name = "\(DemonstrationWords.contracts[words.0]) \(words.1.title)"
            clause.contract = Link(scene.contracts[words.0])
            clause.section = scene.unit(units[words.0 % units.count])
            clause.head = words.1
            clause.isWritten = index == 17 ? .refuted : .confirmed
            clause.place = index == 17 ? nil : "特記事項 第\(index % 10 + 1)条"
            clause.checkedOn = year.firstDay.adding(days: 12)
        }
        _ = try create(NamedWorker.register, Array(0..<18)) { worker, number, _ in
            let contract = number % 9
            worker.name = "作業員 \(number + 1)"
            worker.contract = Link(scene.contracts[contract])
            worker.section = scene.unit(units[contract % units.count])
            worker.employer = DemonstrationWords.contractors[contract]
            worker.employmentChecked = number == 7 ? nil : .confirmed
            worker.duty = number < 9 ? "現場責任者" : "作業"
            worker.pledgedOn = number == 11 ? nil : year.firstDay
            worker.startsOn = year.firstDay
            worker.endsOn = year.lastDay
        }
        let assets = ["健診対象者の名簿", "レセプトの写し", "入所者の食事の記録", "救急記録の入力票", "火葬の予約の一覧", "職員の給与の情報"]
        _ = try create(HandedData.register, assets) { data, name, index in
            let contract = [16, 15, 10, 14, 12, 34][index]
            data.name = "\(name) \(index == 5 ? "前年度分" : "今年度分")"
            data.contract = Link(scene.contracts[contract])
            data.section = scene.unit(units[contract % units.count])
            data.form = index % 2 == 0 ? .medium : .transfer
            data.itemCount = 120 + index * 310
            data.handedOn = year.firstDay.adding(days: index == 5 ? -90 : 10 + index)
            data.protection = "暗号化し、鍵のかかるケースで手渡し"
            data.returnBy = index == 1 ? today.adding(days: -15) : index == 5 ? nil : year.lastDay
        }
        _ = try create(PurchasedProduct.register, DemonstrationWords.products) { product, words, index in
            product.name = words.name
            product.kind = words.kind
            product.maker = "架空製作所\(index + 1)"
            product.supplier = Link(scene.contractors[index])
            product.section = scene.unit("事務局総務課")
            product.boughtOn = year.firstDay.adding(days: 30 + index * 4)
            product.scheme = index % 3 == 2 ? PurchasedProduct.Scheme.none : .jcStar
            product.schemeCheckedOn = year.firstDay.adding(days: 12)
            product.makerCountry = index == 4 ? nil : "日本"
            product.reason = index == 2 ? "ほかに消防無線につながるものがない。置く場所を限った。" : nil
            product.decision = index == 2 ? .measured : .accepted
            product.decidedOn = year.firstDay.adding(days: 20)
        }
    }
}
