import LogMonitoring
import Testing

@Suite struct EventFieldTests {
    @Test func `a field is found by its name`() {
        let event = LogEvent(fields: ["source.ip": .text("192.0.2.1"), "source.port": .integer(443)])
        #expect(event["source.ip"] == .text("192.0.2.1"))
        #expect(event["source.port"] == .integer(443))
        #expect(event["destination.ip"] == nil)
    }

    @Test func `a repeated field is a list in the order of the line`() {
        var fields = EventFields()
        for address in ["192.0.2.1", "192.0.2.2", "192.0.2.3"] { fields.append("host.ip", .text(address)) }
        #expect(fields.count == 1)
        #expect(fields["host.ip"] == .list([.text("192.0.2.1"), .text("192.0.2.2"), .text("192.0.2.3")]))
    }
}
