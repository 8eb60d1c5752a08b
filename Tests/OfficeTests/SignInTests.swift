import AuditLedger
import Database
import Foundation
import Primitives
import Registers
import Storage
import TestSupport
import Testing

@testable import Office

/// Who gets in, who waits and for how long: an office with one account, on a clock that the test holds.
@Suite struct SignInTests {
    private static let password = Secret("青い空と白い雲と緑の山と川")
    private static let wrong = Secret("海と山と川と空と星")
    private static let (desk, elsewhere) = ("192.0.2.10", "192.0.2.66")

    /// An office whose clock stands still but for what the test adds.
    private struct Door {
        let place: OfficeTests.Place
        var office: Office { place.office }
        let account: Identifier

        init(_ engine: StorageEngine) throws {
            place = try OfficeTests.Place(engine)
            account = try place.office.createAccount(
                login: "aoki", password: SignInTests.password, person: nil, role: .office,
                alsoConfigures: false, by: .console)
        }

        /// What a try is answered with: nil where it lets in.
        func answer(_ login: String, _ password: Secret, from address: String) -> Problem? {
            do {
                _ = try office.signIn(login: login, password: password, from: address)
                return nil
            } catch { return error as? Problem ?? Problem("\(error)", "") }
        }

        /// Writes refusals as if they had been tried just now, without their hashes.
        func refuse(_ login: String, times: Int, from address: (Int) -> String) throws {
            let now = office.store.surroundings.now()
            for number in 0..<times {
                let counts = SignInCounts(name: login, address: address(number))
                try office.store.database.write { try counts.refuse($0, at: now) }
            }
        }

        func pass(seconds: Int64) { place.day.move(seconds: seconds) }

        func refusalRows() throws -> Int64 {
            try office.store.database.read {
                try $0.integer("SELECT COUNT(*) FROM refused_sign_ins") ?? 0
            }
        }
    }

    @Test(arguments: StorageEngine.allCases)
    func `an unknown name and a wrong password are answered alike, pauses and all`(on engine: StorageEngine)
        throws
    {
        let door = try Door(engine)
        func answers(_ login: String, _ address: String) -> [Problem?] {
            (0..<SignInPauses.freeTries + 1).map { _ in door.answer(login, Self.wrong, from: address) }
        }
        let known = answers("aoki", Self.desk)
        #expect(known == answers("nobody", Self.elsewhere))
        let codes = known.map { $0?.code ?? "let in" }
        #expect(
            codes == Array(repeating: "sign-in.refused", count: SignInPauses.freeTries) + [
                "sign-in.too-often"
            ])
    }

    @Test func `an unknown name costs the same work`() throws {
        let door = try Door(.sqlite)
        let clock = ContinuousClock()
        func seconds(_ login: String) -> Double {
            let tries = (0..<3).map { number in
                clock.measure { _ = door.answer(login, Self.wrong, from: "\(number)") } / .seconds(1)
            }
            return tries.min() ?? 0
        }
        let (known, unknown) = (seconds("aoki"), seconds("nobody"))
        // A hash takes a quarter of a second; whoever skipped it would be a hundred times as fast.
        #expect(unknown > known / 10 && known > unknown / 10, "known \(known) s, unknown \(unknown) s")
    }

    @Test func `a pause grows, ends, and never becomes a lock`() {
        let pauses = (0...14).map { SignInPauses.pause(here: $0) }
        #expect(pauses == [0, 0, 0, 0, 0, 5, 10, 20, 40, 80, 160, 300, 300, 300, 300])
        #expect(SignInPauses.pause(here: .max) == SignInPauses.longestSeconds)
        #expect([0, 99, 100, 250, 1_000_000].map { SignInPauses.pause(crowd: $0) } == [0, 0, 2, 4, 10])
        let now = Instant(microseconds: 1_780_000_000_000_000)
        var counts = SignInPauses.Counts(here: 7, lastHere: now.microseconds)
        #expect(SignInPauses.secondsToWait(counts, now: now) == 20)
        #expect(SignInPauses.secondsToWait(counts, now: now.adding(seconds: 19)) == 1)
        #expect(SignInPauses.secondsToWait(counts, now: now.adding(seconds: 20)) == 0)
        counts.lastHere = now.adding(seconds: 86_400).microseconds
        #expect(
            SignInPauses.secondsToWait(counts, now: now) == 20, "a clock that was set back locks nobody out")
    }

    @Test(arguments: StorageEngine.allCases)
    func `the right password waits for the pause and is let in after it`(on engine: StorageEngine) throws {
        let door = try Door(engine)
        try door.refuse("aoki", times: 7) { _ in Self.desk }
        let told = door.answer("aoki", Self.password, from: Self.desk)
        #expect(told?.code == "sign-in.too-often" && told?.sentence.contains("秒ほど待って") == true)
        let rows = try door.refusalRows()
        for _ in 0..<5 { _ = door.answer("aoki", Self.wrong, from: Self.desk) }
        #expect(try door.refusalRows() == rows)
        door.pass(seconds: 20)
        #expect(
            door.answer("AOKI ", Self.password, from: Self.desk) == nil, "tries in a pause do not feed it")
        #expect(try door.refusalRows() == 0, "who is let in begins anew")
    }

    @Test func `whoever hammers a name from another address locks nobody out`() throws {
        let door = try Door(.sqlite)
        #expect(door.answer("aoki", Self.password, from: Self.desk) == nil)
        try door.refuse("aoki", times: 60) { _ in Self.elsewhere }
        #expect(door.answer("aoki", Self.password, from: Self.elsewhere)?.code == "sign-in.too-often")
        #expect(door.answer("aoki", Self.password, from: Self.desk) == nil)
        #expect(
            door.answer("aoki", Self.password, from: "192.0.2.11") == nil, "nor at a desk that is new to her")
        // A whole network of addresses: strange desks wait for seconds, her own does not.
        try door.refuse("aoki", times: 1200) { "198.51.100.\($0 % 250)" }
        #expect(door.answer("aoki", Self.password, from: "192.0.2.12")?.code == "sign-in.too-often")
        #expect(door.answer("aoki", Self.password, from: Self.desk) == nil)
        door.pass(seconds: Int64(SignInPauses.longestCrowdSeconds))
        #expect(door.answer("aoki", Self.password, from: "192.0.2.12") == nil)
    }

    @Test func `one address that tries many names slows down`() throws {
        let door = try Door(.sqlite)
        for number in 0..<SignInPauses.crowd {
            try door.refuse("name\(number)", times: 1) { _ in Self.elsewhere }
        }
        #expect(door.answer("aoki", Self.password, from: Self.elsewhere)?.code == "sign-in.too-often")
        #expect(door.answer("aoki", Self.password, from: Self.desk) == nil)
    }

    @Test func `a full hour gives no new allowance and two do`() throws {
        let door = try Door(.sqlite)
        door.place.day.set("2026-06-01T09:59:50")
        try door.refuse("aoki", times: 12) { _ in Self.desk }
        door.place.day.set("2026-06-01T10:00:10")
        #expect(door.answer("aoki", Self.password, from: Self.desk)?.code == "sign-in.too-often")
        door.place.day.set("2026-06-01T11:00:10")
        #expect(door.answer("aoki", Self.wrong, from: Self.desk)?.code == "sign-in.refused")
        door.place.day.set("2026-06-04T11:00:10")
        #expect(door.answer("aoki", Self.wrong, from: Self.desk)?.code == "sign-in.refused")
        #expect(try door.refusalRows() == 1, "counts go after two days")
    }

    @Test func `refusals are counted by the hour and write no entry`() throws {
        let door = try Door(.sqlite)
        let before = try door.office.store.database.read { try LedgerReader($0).size }
        try door.refuse("aoki", times: 40) { _ in Self.desk }
        #expect(door.answer("secret-typed-as-name", Self.wrong, from: Self.desk)?.code == "sign-in.refused")
        #expect(try door.refusalRows() == 2)
        #expect(try door.office.store.database.read { try LedgerReader($0).size } == before)
        let kept = try door.office.store.database.read { connection in
            try connection.rows("SELECT name_hash FROM refused_sign_ins") { $0.text(0) }
        }
        #expect(kept.allSatisfy { $0.count == 64 }, "what was typed is not kept")
    }

    @Test func `guessing the old password is guessing a password`() throws {
        let door = try Door(.sqlite)
        let signedIn = try door.office.signIn(login: "aoki", password: Self.password, from: Self.desk)
        func change() -> String? {
            do {
                try door.office.changePassword(
                    signedIn, old: Self.wrong, new: Secret("新しい海と新しい山と新しい川"), from: Self.desk)
            } catch { return (error as? Problems)?.all.first?.code }
            return nil
        }
        for _ in 0..<SignInPauses.freeTries { #expect(change() == "password.wrong") }
        #expect(change() == "sign-in.too-often")
    }

    @Test(arguments: [
        ("192.0.2.7", "192.0.2.7"), ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"), ("fe80::1", "fe80::/64"), ("::1", "::1"),
        ("::ffff:192.0.2.7", "192.0.2.7"), ("", ""),
    ])
    func `an IPv6 network counts as one address`(address: String, counted: String) {
        #expect(SignInCounts.network(address) == counted)
    }
}
