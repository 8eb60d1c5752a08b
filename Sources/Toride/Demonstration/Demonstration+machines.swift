import Office
import Primitives
import Registers

/// Machines, media, accounts, software, and what the tool that watches them reports.
extension Demonstration {
    /// Two machines of each unit and more where many people work. One is lost, some were not seen this year,
    /// one runs on what its maker no longer mends, one was thrown away after mere formatting.
    func machines(_ scene: DemonstrationScene) throws {
        let plan = DemonstrationWords.units.flatMap { unit in
            Array(repeating: unit, count: max(2, unit.people / 3))
        }
        _ = try create(Device.register, plan) { device, unit, index in
            let isClosed = DemonstrationAddresses.isClosed(index)
            device.name = DemonstrationWords.machineName("PC", index)
            device.hostName = DemonstrationAddresses.hostName(index)
            device.addresses =
                DemonstrationAddresses.machine(index) + "\n" + DemonstrationAddresses.card(index)
            device.kind = index % 4 == 0 ? .desktop : .laptop
            device.serialNumber = "SN\(700_000 + index * 37)"
            device.model = index % 2 == 0 ? "架空電機 NB-200" : "見本工業 DT-15"
            device.keeper = scene.unit(unit.name)
            device.usedBy = index % 5 == 2 ? nil : scene.person(unit.name, index)
            device.isShared = index % 5 == 2
            device.place = "\(unit.site) 事務室"
            device.network = Link(isClosed ? scene.networks.closed : scene.networks.open)
            device.operatingSystem = index == 41 ? "Windows 10 Pro 22H2" : "Windows 11 Pro 24H2"
            device.supportEndsOn = index == 41 ? today.adding(days: -40) : today.adding(days: 500)
            device.acquiredOn = year.previous.previous.firstDay.adding(days: index % 300)
            device.confirmedOn = today.adding(days: index % 29 == 7 ? -420 : -(10 + index % 120))
            device.state = index == 55 ? .lost : .inUse
            guard index % 40 == 33 else { return }
            device.state = .disposed
            device.disposedOn = today.adding(days: -60)
            device.erasureMethod = index == 73 ? .formatted : .destroyed
            device.erasureProvedOn = index == 73 ? nil : today.adding(days: -50)
        }
        try servers(scene)
        try media(scene)
        try software(scene)
        try protection(plan.count)
    }

    private func servers(_ scene: DemonstrationScene) throws {
        _ = try create(Device.register, DemonstrationWords.servers) { device, server, index in
            device.name = server.name
            device.hostName = server.isProtected ? "MZ-SV\(index + 1)" : nil
            device.addresses = DemonstrationAddresses.server(index, isClosed: server.isClosed)
            device.kind = server.isProtected ? .server : server.name.contains("UTM") ? .firewall : .network
            device.serialNumber = "SV\(5_000 + index * 11)"
            device.keeper = scene.unit(server.unit)
            device.place = server.place
            device.network = Link(server.isClosed ? scene.networks.closed : scene.networks.open)
            device.confirmedOn = today.adding(days: -(30 + index * 7))
            device.acquiredOn = year.previous.firstDay
            device.supportEndsOn = today.adding(days: 700)
        }
    }

    /// Forty media, by sticker; two are overdue and one cannot be found.
    private func media(_ scene: DemonstrationScene) throws {
        let units = DemonstrationWords.units.filter(\.keepsAssets)
        _ = try create(StorageMedium.register, Array(0..<40)) { medium, number, _ in
            let unit = units[number % units.count].name
            let isLent = number % 6 == 1
            medium.name = "USB-\(String(String(1_001 + number).dropFirst()))"
            medium.kind = number % 9 == 8 ? .disk : .usb
            medium.serialNumber = "AA\(90_000_000 + number * 1_313)"
            medium.keeper = scene.unit(unit)
            medium.network = Link(number % 2 == 0 ? scene.networks.closed : scene.networks.open)
            medium.isEncrypted = number % 7 != 5
            medium.confirmedOn = today.adding(days: -(15 + number))
            medium.state = number == 22 ? .lost : .inUse
            guard isLent else { return }
            medium.holder = scene.person(unit, number)
            medium.lentOn = today.adding(days: -45)
            medium.returnBy = number % 12 == 7 ? today.adding(days: -8) : year.lastDay
        }
    }

    private func software(_ scene: DemonstrationScene) throws {
        _ = try create(Software.register, DemonstrationWords.software) { software, name, index in
            software.name = name
            software.version = "\(2_020 + index % 6).\(index % 4)"
            software.maker = "架空ソフト株式会社"
            software.kind = index == 0 ? .security : index % 3 == 0 ? .office : .business
            software.keeper = scene.unit("事務局総務課")
            software.network = Link(index % 2 == 0 ? scene.networks.open : scene.networks.closed)
            software.permittedOn = index == 9 ? nil : year.previous.firstDay.adding(days: index * 3)
            software.licencesBought = index % 4 == 3 ? nil : 50 + index
            software.licencesUsed = index == 5 ? 61 : 40 + index
            software.licenceEndsOn = index % 3 == 0 ? year.lastDay : nil
            software.supportEndsOn = today.adding(days: index == 7 ? -12 : 300 + index * 30)
            software.confirmedOn = today.adding(days: -70)
        }
    }

    /// The month's list: one machine is missing, one has been silent, one stopped updating, and one name
    /// nobody knows.
    private func protection(_ count: Int) throws {
        let known = (0..<count).filter { $0 != 12 && $0 % 40 != 33 }.map { "MZ-PC\(1_000 + $0)" }
        let servers = DemonstrationWords.servers.indices.filter { DemonstrationWords.servers[$0].isProtected }
            .map { "MZ-SV\($0 + 1)" }
        _ = try create(
            EndpointProtection.register, known + servers + ["DESKTOP-7F2A"]
        ) { line, name, index in
            line.hostName = name
            line.product = "架空アンチウイルス 12"
            line.isActive = true
            line.patternsOn = today.adding(days: index == 30 ? -52 : -3)
            line.updatesOn = today.adding(days: index % 37 == 20 ? -48 : -12)
            line.lastSeenOn = today.adding(days: index == 44 ? -60 : -2)
            line.detections = index == 17 ? 1 : 0
            line.reportedOn = today.adding(days: -2)
        }
    }

    /// The groupware for many, a few accounts for each other system. Two leavers were forgotten, one account
    /// is shared without a reason.
    func accounts(of systems: [Identifier], _ scene: DemonstrationScene) throws {
        let inService = scene.people.filter { $0.leftOn == nil }
        let leavers = scene.people.filter { ($0.leftOn ?? today) < today }
        var plan: [(login: String, system: Int, person: DemonstrationPerson?)] = []
        for (place, person) in (inService.prefix(120) + leavers.prefix(2)).enumerated() {
            plan.append(("s\(1_001 + place)", 0, person))
        }
        for system in systems.indices.dropFirst() {
            let unit = DemonstrationWords.systems[system].unit
            let members = inService.filter { $0.unit == unit }.prefix(5)
            for (place, person) in members.enumerated() {
                plan.append(("\(place == 0 ? "admin" : "u\(place)")-\(system)", system, person))
            }
        }
        plan.append(("shirei", 5, nil))
        plan.append(("uketsuke", 8, nil))
        _ = try create(SystemAccount.register, plan) { account, line, index in
            let isPrivileged = line.login.hasPrefix("admin")
            account.login = line.login
            account.system = Link(systems[line.system])
            account.kind = line.person == nil ? .shared : .personal
            account.person = line.person.map { Link($0.id) }
            account.keeper = scene.unit(line.person?.unit ?? DemonstrationWords.systems[line.system].unit)
            account.isPrivileged = isPrivileged
            account.rights = isPrivileged ? "設定の変更、利用者の登録" : "業務の入力と照会"
            account.sharedReason = line.login == "shirei" ? "交代勤務の指令台。使用簿に氏名を残す。" : nil
            account.secondFactor = isPrivileged || index % 3 == 0
            account.startsOn = year.previous.firstDay
            account.reviewedOn = today.adding(
                days: isPrivileged && line.system == 4 ? -130 : -(20 + index % 50))
            account.reviewResult = .goesOn
        }
    }

    /// Copies, and the tests that show whether they help.
    func copies(_ scene: DemonstrationScene) throws {
        let copied = DemonstrationWords.systems.indices.filter { $0 != 12 && $0 != 4 }
        let backups = try create(Backup.register, copied) { backup, system, index in
            let words = DemonstrationWords.systems[system]
            backup.name = "\(words.name)の写し"
            backup.system = Link(scene.systems[system])
            backup.keeper = scene.unit(words.unit)
            backup.rhythm = index % 5 == 4 ? .weekly : .daily
            backup.place = index % 2 == 0 ? "北消防署の耐火金庫" : "本部2階 サーバ室"
            backup.isOffline = index % 4 == 3 ? .refuted : .confirmed
            backup.generations = 7
            backup.restoreHours = 24
            backup.lastSucceededOn = today.adding(days: index == 6 ? -9 : -1)
            backup.lastResult = index == 6 ? .failed : .good
            backup.checkedOn = today.adding(days: -(3 + index))
            backup.checkedBy = scene.person("事務局総務課", 1)
        }
        _ = try create(RestoreTest.register, Array(backups.dropLast(3))) { test, backup, index in
            test.title = "\(DemonstrationWords.systems[copied[index]].name)を予備のサーバへ復元"
            test.backup = Link(backup)
            test.keeper = scene.unit("事務局総務課")
            test.testedOn = today.adding(days: index == 2 ? -400 : -(60 + index * 4))
            test.result = .good
            test.minutes = 45 + index * 10
            test.testedBy = scene.person("事務局総務課", 2)
            test.lesson = index == 1 ? "手順書の3番の画面が変わっていた。直した。" : nil
        }
    }
}
