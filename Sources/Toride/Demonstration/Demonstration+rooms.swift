import Office
import Primitives
import Registers

/// Rooms, keys, equipment, and the wires between networks.
extension Demonstration {
    func facilities(_ scene: DemonstrationScene) throws {
        let rooms = DemonstrationWords.rooms
        let areas = try create(ControlledArea.register, rooms) { area, room, index in
            area.name = room.name
            area.site = scene.site(room.site)
            area.keeper = scene.unit(room.unit)
            area.lock = index == 3 ? .key : .card
            area.drawingConfirmedOn = today.adding(days: -90)
            area.admitted = index == 2 ? nil : "情報システム管理者、担当者2名"
            area.admittedConfirmedOn = today.adding(days: -100)
            area.entryLogCheckedOn = today.adding(days: index == 1 ? -45 : -10)
            area.entryLogCheckedBy = scene.person(room.unit)
        }
        let leaver = scene.people.first { ($0.leftOn ?? today) < today }
        _ = try create(AreaKey.register, Array(0..<12)) { key, number, _ in
            let room = number % areas.count
            key.name = "K-\(number + 1)"
            key.area = Link(areas[room])
            key.kind = rooms[room].name.contains("指令") ? .key : .card
            key.keeper = scene.unit(rooms[room].unit)
            key.holder = number == 5 ? leaver.map { Link($0.id) } : scene.person(rooms[room].unit, number)
            key.lentOn = year.previous.firstDay
            key.confirmedOn = today.adding(days: -80)
        }
        _ = try create(AreaEntry.register, Array(0..<16)) { entry, number, _ in
            let room = number % areas.count
            entry.visitor = number % 4 == 3 ? "点検員 2名" : "作業員 \(number % 5 + 1)"
            entry.employer = DemonstrationWords.contractors[number % 6]
            entry.area = Link(areas[room])
            entry.keeper = scene.unit(rooms[room].unit)
            entry.enteredOn = today.adding(days: -(3 + number * 4))
            entry.enteredAt = "10:0\(number % 6)"
            entry.leftAt = number == 9 ? nil : "11:2\(number % 6)"
            entry.purpose = ["UPSの点検", "サーバの保守", "空調の点検", "配線の工事"][number % 4]
            entry.identityChecked = number != 9
            entry.escort = scene.person(rooms[room].unit, 1)
        }
        _ = try create(FacilityEquipment.register, DemonstrationWords.equipment) { equipment, words, index in
            equipment.name = words.name
            equipment.kind = words.kind
            equipment.site = scene.site(words.site)
            equipment.keeper = scene.unit(words.unit)
            equipment.partsDueOn = index == 1 ? today.adding(days: -20) : today.adding(days: 400 + index * 20)
            equipment.testedOn =
                index == 4 ? year.previous.firstDay.adding(days: 140) : year.firstDay.adding(days: 20)
            equipment.testResult = .good
            equipment.testedBy = "架空設備株式会社"
            equipment.runsForMinutes = words.kind == .ups ? 15 : nil
        }
    }

    /// The exit, the flows that may pass, and what was seen on site: one machine was on both sides.
    func wires(_ scene: DemonstrationScene) throws {
        let (open, closed) = scene.networks
        _ = try create(InternetExit.register, [open]) { exit, network, _ in
            exit.name = "本部の光回線"
            exit.addresses = DemonstrationAddresses.exit
            exit.network = Link(network)
            exit.line = "架空通信 光1ギガ"
            exit.guardName = "クラウド型UTM"
            exit.contract = Link(scene.contracts[13])
            exit.watchedBy = Link(scene.contractors[6])
            exit.licenceEndsOn = year.lastDay
            exit.settingsReviewedOn = today.adding(days: -150)
            exit.reportCoversTo = today.adding(days: -25)
            exit.reportReadOn = today.adding(days: -12)
            exit.reportReadBy = scene.person("事務局総務課", 1)
            exit.reportResult = .handled
            exit.startsOn = year.previous.firstDay
        }
        _ = try create(ZoneConnection.register, DemonstrationWords.flows) { flow, name, index in
            let isOutward = index % 2 == 1
            flow.name = name
            flow.fromNetwork = Link(isOutward ? closed : open)
            flow.toNetwork = Link(isOutward ? open : closed)
            flow.kind = [.specificFlow, .medium, .sanitized, .specificFlow, .screen][index % 5]
            flow.purpose = "業務に要るため"
            let addresses = DemonstrationAddresses.flows[index]
            flow.source = addresses.source
            flow.destination = addresses.destination
            flow.port = index % 5 == 1 ? nil : addresses.port
            flow.permittedOn = index == 4 ? nil : year.previous.firstDay.adding(days: 10)
            flow.permittedUntil = year.lastDay
            flow.matchesSettings = index == 4 ? nil : .confirmed
            flow.checkedOn = index == 4 ? nil : today.adding(days: -(60 + index))
        }
        let places = ["組合本部", "消防本部", "北消防署", "南分署"]
        _ = try create(ClosedNetworkCheck.register, places) { check, place, index in
            check.title = "\(place) 上半期の点検"
            check.network = Link(closed)
            check.site = scene.site(place)
            check.checkedOn = today.adding(days: -(40 + index * 6))
            check.checkedBy = scene.person("事務局総務課", 2)
            check.portsMatch = .confirmed
            check.dualHomedCount = index == 1 ? 1 : 0
            check.noWireless = .confirmed
            check.noSIM = .confirmed
            check.found = index == 1 ? "指令台の脇の端末が両方につながっていた。外した。" : nil
            check.mendedOn = index == 1 ? today.adding(days: -44) : nil
        }
    }
}
