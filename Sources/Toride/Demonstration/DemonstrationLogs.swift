import Primitives

/// A day of logs of the demonstration: what its gateway, proxy, name server, domain controller and DHCP
/// server wrote, the same for the same seed and day. Somebody is in the network.
///
/// The story: at 10:12 a clerk follows a link to a name that looks like the association's own. From then on
/// her machine reports to a stranger every five minutes. At 14:03 somebody signs in with the account of a
/// person who left; at 15:12 the gateway's rules are changed; at 15:30 files are fetched from the closed
/// network; at 23:40 they leave. Beside that, somebody plugs in a machine that nobody registered, and
/// somebody uses a service that nobody approved.
struct DemonstrationLogs {
    /// What one source wrote, in the order of time.
    struct Source {
        let name: String
        /// The name of a file that would hold it.
        let fileName: String
        /// Each with the second of the day in Japan at which it was written.
        let lines: [(second: Int, text: String)]
    }

    private let chance: SeededSource
    private let day: Day
    private var gateway: [Line] = []
    private var proxy: [Line] = []
    private var names: [Line] = []
    private var signIns: [Line] = []
    private var leases: [Line] = []

    private struct Line {
        let second: Int
        let text: String
    }

    /// The machine of the clerk who followed the link.
    private static let taken = 8
    private static let machines = DemonstrationWords.units.reduce(0) { $0 + max(2, $1.people / 3) }

    /// - Parameter leaver: the login of an account whose person has left.
    init(seed: UInt64, day: Day, leaver: String = "s1121") {
        chance = SeededSource(seed: seed ^ 0x6C6F_6773)
        self.day = day
        for machine in 0..<Self.machines where machine % 40 != 33 { live(machine) }
        servers()
        strangers()
        attack(leaver)
        mishaps()
    }

    /// Every source with its lines.
    var sources: [Source] {
        func sorted(_ lines: [Line]) -> [(second: Int, text: String)] {
            lines.enumerated().sorted { ($0.element.second, $0.offset) < ($1.element.second, $1.offset) }
                .map { ($0.element.second, $0.element.text) }
        }
        return [
            Source(name: "本部のUTM", fileName: "utm.log", lines: sorted(gateway)),
            Source(name: "プロキシ", fileName: "proxy.log", lines: sorted(proxy)),
            Source(name: "DNSサーバ", fileName: "dns.log", lines: sorted(names)),
            Source(name: "認証サーバ", fileName: "sign-ins.jsonl", lines: sorted(signIns)),
            Source(
                name: "DHCPサーバ", fileName: "dhcp.log",
                lines: [(0, DemonstrationLines.leaseHeading)] + sorted(leases)),
        ]
    }

    // MARK: An ordinary day

    /// One machine from its first sign-in to the evening; on the closed side without the internet.
    private mutating func live(_ machine: Int) {
        let begins = 8 * 3_600 + 1_200 + chance.below(2_400)
        let ends = 17 * 3_600 + chance.below(5_400)
        let address = DemonstrationAddresses.machine(machine)
        lease(begins - 40 - chance.below(60), machine)
        signIn(begins, "s\(1_001 + machine)", address, kind: "2")
        if chance.below(9) == 0 {
            signIn(begins - 12, "s\(1_001 + machine)", address, kind: "2", isRefused: true)
        }
        var second = begins + chance.below(600)
        while second < ends {
            if DemonstrationAddresses.isClosed(machine) {
                share(second, machine, address)
            } else {
                visit(second, machine, address)
            }
            // Lunch.
            let pause = 90 + chance.below(900)
            second += pause + (second / 3_600 == 12 ? 1_500 : 0)
        }
        if !DemonstrationAddresses.isClosed(machine) { updates(machine, address) }
    }

    private mutating func visit(_ second: Int, _ machine: Int, _ address: String) {
        let site =
            chance.below(10) < 3
            ? chance.pick(Self.common) : "www\(chance.below(400)).kensaku\(chance.below(40)).example"
        name(second, address, site)
        var now = second
        for _ in 0..<(2 + chance.below(9)) {
            web(
                now, address, "http://\(site)/p\(chance.below(90))", size: 600 + chance.below(60_000),
                user: "s\(1_001 + machine)")
            now += 1 + chance.below(25)
        }
        outbound(now, bytes: 700 + chance.below(40_000))
    }

    private static let common = [
        "www.mizukage-kouiki.example", "mail.mizukage-kouiki.example", "app.kaigi-kun.example",
        "box.uketori-bako.example", "my.kinmu-calendar.example", "www.pref.example", "tenki.example",
        "densha.example", "chizu.chizu-town.example", "shinbun.example",
    ]

    /// What machines fetch by themselves; its names are among those that are known to be harmless.
    private mutating func updates(_ machine: Int, _ address: String) {
        var second = 8 * 3_600 + chance.below(3_600)
        while second < 20 * 3_600 {
            let site = chance.pick([
                "au.download.windowsupdate.com", "settings-win.data.microsoft.com", "ocsp.digicert.com",
            ])
            name(second, address, site)
            web(second, address, "http://\(site)/", size: 300 + chance.below(5_000), user: "-")
            second += 3_300 + chance.below(600)
        }
    }

    /// Files of the closed side stay there: the gateway between the networks sees nothing of it.
    private mutating func share(_ second: Int, _ machine: Int, _ address: String) {
        guard chance.below(6) == 0 else { return }
        signIn(second, "s\(1_001 + machine)", address, kind: "3")
    }

    /// Flows that are permitted, time, and mail, all day and night.
    private mutating func servers() {
        for (index, flow) in DemonstrationAddresses.flows.enumerated() where index != 1 && index != 4 {
            let port = Int(flow.port.dropFirst(4)) ?? 443
            var second = chance.below(600)
            while second < 86_400 {
                traffic(
                    second, flow.source, flow.destination, port, sent: 900 + chance.below(9_000),
                    isOutside: false)
                second += 500 + chance.below(400)
            }
        }
        for server in ["10.20.0.53", "10.20.0.80", "10.20.0.110"] {
            for step in 0..<84 {
                traffic(
                    step * 1_024 + chance.below(3), server, "203.0.113.123", 123, sent: 76, isOutside: true)
            }
        }
        for _ in 0..<1_400 {
            let second = chance.below(10) == 0 ? chance.below(86_400) : 8 * 3_600 + chance.below(36_000)
            traffic(
                second, "10.20.0.111", "203.0.113.\(30 + chance.below(40))", 25,
                sent: 2_000 + chance.below(300_000), isOutside: true)
        }
    }

    /// The internet knocks at the door all day; it is shut.
    private mutating func strangers() {
        for _ in 0..<24_000 {
            let second = chance.below(86_400)
            gateway.append(
                Line(
                    second: second,
                    text: DemonstrationLines.refused(
                        day, second, source: "192.0.2.\(1 + chance.below(250))",
                        destination: DemonstrationAddresses.exit,
                        port: chance.pick([22, 23, 80, 443, 445, 3_389, 5_060, 8_080]))))
        }
    }

    // MARK: What happened

    private mutating func attack(_ leaver: String) {
        let address = DemonstrationAddresses.machine(Self.taken)
        let clicked = 10 * 3_600 + 720
        name(clicked, address, "login." + DemonstrationAddresses.falseDomain)
        web(
            clicked + 1, address, "http://login.\(DemonstrationAddresses.falseDomain)/webmail", size: 18_400,
            user: "s1009")
        web(
            clicked + 41, address, "http://login.\(DemonstrationAddresses.falseDomain)/webmail/in", size: 640,
            user: "s1009")
        var second = clicked + 300
        while second < 86_000 {
            name(second, address, "cdn.telemetry-sync.example")
            web(
                second, address, "http://cdn.telemetry-sync.example/b", size: 412 + chance.below(9),
                user: "s1009")
            second += 285 + chance.below(31)
        }
        signIn(14 * 3_600 + 180, leaver, address, kind: "3")
        changeOfRules(15 * 3_600 + 720)
        for step in 0..<6 {
            traffic(
                15 * 3_600 + 1_800 + step * 240, address, "10.30.0.100", 445,
                sent: 4_000 + chance.below(90_000), isOutside: false)
        }
        for step in 0..<9 {
            traffic(
                23 * 3_600 + 2_400 + step * 55, address, "203.0.113.200", 443,
                sent: 34_000_000 + chance.below(2_000_000), isOutside: true)
        }
    }

    private mutating func changeOfRules(_ second: Int) {
        gateway.append(Line(second: second, text: DemonstrationLines.ruleChange(day, second, user: "hoshu")))
    }

    /// What any day has: a machine that nobody registered, and a service that nobody approved.
    private mutating func mishaps() {
        leases.append(
            Line(
                second: 9 * 3_600 + 840,
                text: DemonstrationLines.lease(
                    day, 9 * 3_600 + 840, address: "10.20.9.77", host: "DESKTOP-7F2A", card: "02005eff7f2a")))
        let address = DemonstrationAddresses.machine(20)
        for step in 0..<4 {
            let second = 13 * 3_600 + 1_500 + step * 7
            name(second, address, "www.gigafile.nu")
            web(second, address, "http://www.gigafile.nu/up\(step)", size: 2_000, user: "s1021")
        }
    }

    // MARK: Lines

    private mutating func lease(_ second: Int, _ machine: Int) {
        leases.append(
            Line(
                second: second,
                text: DemonstrationLines.lease(
                    day, second, address: DemonstrationAddresses.machine(machine),
                    host: DemonstrationAddresses.hostName(machine), card: DemonstrationAddresses.card(machine)
                )))
    }

    private mutating func signIn(
        _ second: Int, _ login: String, _ address: String, kind: String, isRefused: Bool = false
    ) {
        signIns.append(
            Line(
                second: second,
                text: DemonstrationLines.signIn(
                    day, second, login: login, address: address, kind: kind, isRefused: isRefused)))
    }

    private mutating func name(_ second: Int, _ address: String, _ name: String) {
        names.append(Line(second: second, text: DemonstrationLines.question(day, second, address, name)))
    }

    private mutating func web(_ second: Int, _ address: String, _ url: String, size: Int, user: String) {
        proxy.append(
            Line(
                second: second,
                text: DemonstrationLines.web(
                    day, second, address, url, size: size, user: user, took: 20 + chance.below(400))))
    }

    /// What the proxy fetches goes out through the gateway.
    private mutating func outbound(_ second: Int, bytes: Int) {
        traffic(
            second, DemonstrationAddresses.proxy, "203.0.113.\(1 + chance.below(100))", 443, sent: bytes,
            isOutside: true)
    }

    private mutating func traffic(
        _ second: Int, _ source: String, _ destination: String, _ port: Int, sent: Int, isOutside: Bool
    ) {
        gateway.append(
            Line(
                second: second,
                text: DemonstrationLines.traffic(
                    day, second, source: source, destination: destination, port: port, sent: sent,
                    received: 500 + chance.below(80_000), isOutside: isOutside,
                    session: chance.below(9_000_000))))
    }
}
