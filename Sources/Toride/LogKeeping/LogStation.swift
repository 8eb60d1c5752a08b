import Foundation
import LogArchive
import Office
import Primitives
import Registers
import Storage
import Synchronization

/// The kept logs of one organization, with the registers that know their sources and hours.
final class LogStation: Sendable {
    let office: Office
    let archive: LogArchive
    private let book = Mutex(SourceBook())

    /// Senders that nobody has registered get a record of their own, so that they are seen; no more than
    /// this, because whoever can send datagrams could make up any number.
    private static let newSourceLimit = 50

    private struct SourceBook {
        var byAddress: [String: String] = [:]
        var byName: [String: String] = [:]
        var made = 0
    }

    /// The organization that a command names.
    convenience init(_ invocation: Invocation) throws {
        try self.init(try Wiring.office(invocation), folder: try invocation.place().folder)
    }

    /// - Parameter folder: the organization's.
    init(_ office: Office, folder: String) throws {
        self.office = office
        archive = LogArchive(folder: folder + "/logs")
        try readSources()
    }

    /// Reads the register of sources again.
    func readSources() throws {
        let register = LogOrigin.register
        let rows = try office.store.database.read { connection in
            try RecordReader(connection, viewer: .console).current(register.definition)
        }
        var found = SourceBook()
        for row in rows {
            let source = try register.record(row.values)
            guard source.isInUse(on: office.today) else { continue }
            found.byName[source.name] = row.id.text
            for address in Self.addresses(source.address ?? "") { found.byAddress[address] = row.id.text }
        }
        let made = found
        book.withLock { ($0.byName, $0.byAddress) = (made.byName, made.byAddress) }
    }

    private static func addresses(_ text: String) -> [String] {
        text.split { $0.isWhitespace || $0 == "," || $0 == "、" || $0 == ";" }.map { $0.lowercased() }
    }

    /// The folder of the source that sends from an address. A sender that is not registered is registered as
    /// such.
    func folder(sender address: String) -> String {
        let address = address.hasPrefix("::ffff:") ? String(address.dropFirst(7)) : address.lowercased()
        if let known = book.withLock({ $0.byAddress[address] }) { return known }
        let folder = unregistered(address)
        book.withLock { $0.byAddress[address] = folder }
        return folder
    }

    /// The folder of the source with this name.
    ///
    /// - Throws: `Problem` `logs.source` where there is none.
    func folder(named name: String) throws -> String {
        if let known = book.withLock({ $0.byName[name] }) { return known }
        if book.withLock({ $0.byName.values.contains(name) }) { return name }
        throw Problem("logs.source", "「\(name)」というログの送信元はありません。台帳「ログの送信元」に登録するか、名称を確かめてください。")
    }

    /// The name of a source for people; the folder where no record has it.
    func name(folder: String) -> String {
        book.withLock { $0.byName.first { $0.value == folder }?.key ?? folder }
    }

    /// Registers a source under a name and returns its folder.
    func register(_ name: String, address: String?) throws -> String {
        let register = LogOrigin.register
        let today = office.today
        let row = try office.create(
            register.definition,
            register.values {
                $0.name = name
                $0.address = address
                $0.startsOn = today
            }, by: .console)
        book.withLock { $0.byName[name] = row.id.text }
        return row.id.text
    }

    private func unregistered(_ address: String) -> String {
        let isFull = book.withLock { book in
            book.made += 1
            return book.made > Self.newSourceLimit
        }
        let name = isFull ? "登録していない送信元（その他）" : "登録していない送信元 \(address)"
        if let known = book.withLock({ $0.byName[name] }) { return known }
        return (try? register(name, address: isFull ? nil : address)) ?? "unregistered"
    }

    // MARK: The ledger

    /// Writes sealed segments into the ledger: one leaf each.
    func record(_ sealed: [LogArchive.Sealed]) throws {
        try office.recordLogHours(
            sealed.compactMap { each -> LogHour? in
                guard let source = Identifier(each.name.source) else { return nil }
                let said = each.statement
                let moment = { (value: Int64) in value == 0 ? nil : Instant(microseconds: value).iso }
                return LogHour(
                    hour: said.hour, source: Link(source), lineCount: said.records, byteCount: said.bytes,
                    notUnderstood: each.notUnderstood, dropped: said.dropped, firstAt: moment(said.first),
                    lastAt: moment(said.last), blockCount: said.blocks, root: said.root,
                    segment: each.name.path)
            }, by: .console)
    }

    /// The hours that the ledger has.
    func recordedHours() throws -> [(row: RegisterRow, hour: LogHour)] {
        let register = LogHour.register
        return try office.store.database.read { connection in
            try RecordReader(connection, viewer: .console).current(register.definition).map {
                ($0, try register.record($0.values))
            }
        }
    }

    /// Seals what another run left open and is over, and records what is sealed and not in the ledger.
    func catchUp() throws {
        let now = SegmentName.hour(of: office.store.surroundings.now())
        for place in archive.places() where !place.isSealed && place.name.hour < now {
            do throws(LogArchiveError) {
                _ = try archive.seal(place.name)
            } catch {
                // Another program still writes it, or it is damaged: verify names it.
                continue
            }
        }
        let known = Set(try recordedHours().map(\.hour.segment))
        var missing: [LogArchive.Sealed] = []
        for place in archive.places() where place.isSealed && !known.contains(place.name.path) {
            if let sealed = try? archive.seal(place.name) { missing.append(sealed) }
        }
        if !missing.isEmpty { try record(missing) }
    }
}
