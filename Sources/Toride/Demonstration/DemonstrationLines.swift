import Primitives

/// Lines of logs as the devices of the demonstration write them.
enum DemonstrationLines {
    static let leaseHeading =
        "ID,Date,Time,Description,IP Address,Host Name,MAC Address,User Name, TransactionID, QResult"

    static func lease(_ day: Day, _ second: Int, address: String, host: String, card: String) -> String {
        let parts = day.components
        let date = "\(two(parts.month))/\(two(parts.day))/\(two(parts.year % 100))"
        return
            "10,\(date),\(clock(second)),Assign,\(address),\(host).mizukage-kouiki.example,"
            + "\(card),,\(second),0"
    }

    static func signIn(
        _ day: Day, _ second: Int, login: String, address: String, kind: String, isRefused: Bool
    ) -> String {
        let code = isRefused ? 4_625 : 4_624
        let utc = Instant(microseconds: microseconds(day, second)).iso
        return
            "{\"@timestamp\":\"\(utc)\",\"event\":{\"code\":\(code),"
            + "\"provider\":\"Microsoft-Windows-Security-Auditing\","
            + "\"outcome\":\"\(isRefused ? "failure" : "success")\"},"
            + "\"host\":{\"name\":\"MZ-DC1\"},\"winlog\":{\"event_id\":\(code),"
            + "\"channel\":\"Security\",\"computer_name\":\"MZ-DC1.mizukage-kouiki.example\","
            + "\"record_id\":\(second),"
            + "\"keywords\":[\"Audit \(isRefused ? "Failure" : "Success")\"],"
            + "\"event_data\":{\"TargetUserName\":\"\(login)\","
            + "\"TargetDomainName\":\"MIZUKAGE\",\"IpAddress\":\"\(address)\",\"LogonType\":\"\(kind)\"}},"
            + "\"message\":\"An account was \(isRefused ? "refused" : "signed in").\"}"
    }

    static func question(_ day: Day, _ second: Int, _ address: String, _ name: String) -> String {
        let parts = day.components
        let date = "\(two(parts.day))-\(months[parts.month - 1])-\(parts.year)"
        return
            "\(date) \(clock(second)).\(three(second * 7 % 1_000)) queries: info: client"
            + " @0x7f0012345678 \(address)"
            + "#\(40_000 + second % 20_000) (\(name)): query: \(name) IN A +E(0)K"
            + " (\(DemonstrationAddresses.nameServer))"
    }

    static func web(
        _ day: Day, _ second: Int, _ address: String, _ url: String, size: Int, user: String, took: Int
    ) -> String {
        "\(microseconds(day, second) / 1_000_000).\(three(took)) \(took) \(address)"
            + " TCP_MISS/200 \(size) GET \(url) \(user)"
            + " HIER_DIRECT/203.0.113.\(1 + size % 100) text/html"
    }

    static func traffic(
        _ day: Day, _ second: Int, source: String, destination: String, port: Int, sent: Int, received: Int,
        isOutside: Bool, session: Int
    ) -> String {
        let isUDP = port == 123
        return head(day, second, "0000000013", "traffic", "forward", "notice")
            + " srcip=\(source) srcport=\(40_000 + session % 20_000) srcintf=\"lan\""
            + " srcintfrole=\"lan\" dstip=\(destination)"
            + " dstport=\(port) dstintf=\"\(isOutside ? "wan1" : "closed")\""
            + " sessionid=\(session) proto=\(isUDP ? 17 : 6)"
            + " action=\"\(isUDP ? "accept" : "close")\" policyid=\(isOutside ? 1 : 12)"
            + " policytype=\"policy\""
            + " service=\"\(service(port))\""
            + (isOutside
                ? " trandisp=\"snat\" transip=\(DemonstrationAddresses.exit)"
                    + " transport=\(40_000 + session % 20_000)"
                : " trandisp=\"noop\"")
            + " duration=\(1 + session % 60) sentbyte=\(sent) rcvdbyte=\(received)"
            + " sentpkt=\(1 + sent / 1_200)"
            + " rcvdpkt=\(1 + received / 1_200) appcat=\"unscanned\""
    }

    static func refused(_ day: Day, _ second: Int, source: String, destination: String, port: Int) -> String {
        head(day, second, "0000000013", "traffic", "local", "notice")
            + " srcip=\(source) srcport=\(40_000 + second % 20_000) srcintf=\"wan1\""
            + " srcintfrole=\"wan\" dstip=\(destination)"
            + " dstport=\(port) dstintf=\"root\" sessionid=\(second) proto=6 action=\"deny\" policyid=0"
            + " policytype=\"local-in-policy\" service=\"\(service(port))\" sentbyte=0 rcvdbyte=0"
    }

    static func ruleChange(_ day: Day, _ second: Int, user: String) -> String {
        head(day, second, "0100044547", "event", "system", "information")
            + " logdesc=\"Object attribute configured\" user=\"\(user)\" ui=\"GUI(10.20.0.9)\""
            + " action=\"Edit\" cfgtid=\(second)"
            + " cfgpath=\"firewall.policy\" cfgobj=\"12\" cfgattr=\"service[HTTPS->ALL]\""
            + " msg=\"Edit firewall.policy 12\""
    }

    private static func head(
        _ day: Day, _ second: Int, _ number: String, _ kind: String, _ subkind: String, _ level: String
    ) -> String {
        "date=\(day.iso) time=\(clock(second)) devname=\"MZ-UTM1\" devid=\"FGT60FTK20020001\""
            + " eventtime=\(microseconds(day, second) * 1_000)"
            + " tz=\"+0900\" logid=\"\(number)\" type=\"\(kind)\" subtype=\"\(subkind)\""
            + " level=\"\(level)\" vd=\"root\""
    }

    private static func service(_ port: Int) -> String {
        [25: "SMTP", 80: "HTTP", 123: "NTP", 443: "HTTPS", 445: "SMB"][port] ?? "tcp/\(port)"
    }

    /// Of the second of the day in Japan.
    private static func microseconds(_ day: Day, _ second: Int) -> Int64 {
        (Int64(day.daysSince1970) * 86_400 + Int64(second) - 9 * 3_600) * 1_000_000
    }

    private static func clock(_ second: Int) -> String {
        [second / 3_600, second / 60 % 60, second % 60].map(two).joined(separator: ":")
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }

    private static func three(_ number: Int) -> String { String(String(1_000 + number % 1_000).dropFirst()) }

    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
}
