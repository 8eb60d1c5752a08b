import Database
import Foundation
import Office
import Primitives
import Registers
import Storage
import TestSupport
import Testing

/// What an account may do to itself and to the last of its kind, and how one ends.
@Suite struct AccountTests {
    private static let password = Secret("青い空と白い雲と緑の山と川")
    private static let register = Account.register

    private func code(_ body: () throws -> Void) -> String? {
        do { try body() } catch { return (error as? Problem)?.code ?? "\(error)" }
        return nil
    }

    private func row(_ office: Office, _ id: Identifier) throws -> RegisterRow {
        try #require(
            try office.store.database.read {
                try RecordReader($0, viewer: .console).row(Self.register.definition, id: id)
            })
    }

    /// Changes an account by the console, or by somebody.
    private func change(
        _ office: Office, _ id: Identifier, by viewer: Viewer = .console,
        _ changed: (Account) -> Account
    ) throws {
        let old = try Self.register.record(try row(office, id).values)
        try office.change(
            Self.register.definition, id: id, Self.register.values(changed(old)), expected: nil, by: viewer)
    }

    private func account(
        _ old: Account, role: SoftwareRole? = nil, alsoConfigures: Bool? = nil, endsOn: Day? = nil,
        disabled: Bool = false
    ) -> Account {
        Account(
            login: old.login, person: old.person, role: role ?? old.role,
            alsoConfigures: alsoConfigures ?? old.alsoConfigures, passwordHash: old.passwordHash,
            endsOn: endsOn, disabled: disabled)
    }

    private func add(
        _ office: Office, _ login: String, _ role: SoftwareRole, alsoConfigures: Bool = false,
        person: Identifier? = nil
    ) throws -> Identifier {
        try office.createAccount(
            login: login, password: Self.password, person: person, role: role, alsoConfigures: alsoConfigures,
            by: .console)
    }

    @Test(arguments: StorageEngine.allCases)
    func `the last who runs the office and the last who configures stay`(on engine: StorageEngine) throws {
        let office = try OfficeTests.Place(engine).office
        let only = try add(office, "aoki", .office, alsoConfigures: true)
        let yesterday = office.today.adding(days: -1)
        let ways: [(Account) -> Account] = [
            { account($0, disabled: true) }, { account($0, endsOn: yesterday) },
            { account($0, role: .staff) },
            { account($0, alsoConfigures: false) },
        ]
        for way in ways { #expect(code { try change(office, only, way) } == "account.last-one") }
        #expect(
            code { try office.close(Self.register.definition, id: only, expected: nil, by: .console) }
                == "account.last-one")
        #expect(try Self.register.record(try row(office, only).values).disabled == false)
        _ = try add(office, "ishida", .office)
        #expect(
            code { try change(office, only, ways[0]) } == "account.last-one", "nobody could let anybody in")
        _ = try add(office, "ueda", .configurator)
        try change(office, only, ways[0])
        #expect(try Self.register.record(try row(office, only).values).disabled)
    }

    @Test func `nobody changes the own role`() throws {
        let office = try OfficeTests.Place(.sqlite).office
        let people = Person.register
        func person(_ name: String) throws -> Identifier {
            try office.create(
                people.definition,
                people.values(
                    Person(
                        name: name, kana: nil, staffNumber: nil, unit: nil, employment: .regular,
                        startsOn: nil,
                        endsOn: nil, note: nil)), by: .console
            ).id
        }
        let (first, second) = (try person("青木"), try person("石田"))
        let own = try add(office, "aoki", .configurator, person: first)
        let other = try add(office, "ishida", .staff, person: second)
        _ = try add(office, "ueda", .office, alsoConfigures: true)
        let viewer = Viewer(person: first, roles: [.configurator], units: [])
        #expect(
            code { try change(office, own, by: viewer) { account($0, role: .office) } } == "account.own-role")
        #expect(
            code {
                try change(office, other, by: viewer) { old in
                    Account(
                        login: old.login, person: Link(first), role: .office, alsoConfigures: false,
                        passwordHash: old.passwordHash, disabled: false)
                }
            } == "account.own-role", "nor by taking over another account")
        try change(office, other, by: viewer) { account($0, role: .auditor) }
        try change(office, own, by: viewer) { account($0, endsOn: office.today) }
    }

    @Test func `an account that has ended lets nobody in and ends its session`() throws {
        let office = try OfficeTests.Place(.sqlite).office
        _ = try add(office, "ueda", .office, alsoConfigures: true)
        let ending = try add(office, "aoki", .office)
        let signedIn = try office.signIn(login: "aoki", password: Self.password, from: "")
        #expect(try office.viewer(signedIn)?.roles == [.office])
        try change(office, ending) { account($0, endsOn: office.today.adding(days: -1)) }
        #expect(try office.viewer(signedIn) == nil)
        #expect(
            code { _ = try office.signIn(login: "aoki", password: Self.password, from: "") }
                == "sign-in.refused")
        #expect(throws: Problems.self) {
            try office.createAccount(
                login: "short", password: Secret("短い"), person: nil, role: .office, alsoConfigures: false,
                by: .console)
        }
    }

    private func person(_ office: Office, _ name: String, endsOn: Day? = nil, startsOn: Day? = nil) throws
        -> Identifier
    {
        let register = Person.register
        return try office.create(
            register.definition,
            register.values(
                Person(
                    name: name, staffNumber: "1001", employment: .regular, startsOn: startsOn, endsOn: endsOn)
            ), by: .console
        ).id
    }

    private func end(_ office: Office, _ id: Identifier, on day: Day?) throws {
        let register = Person.register
        try office.change(
            register.definition, id: id,
            register.values(
                Person(name: "石田", staffNumber: "1001", employment: .regular, endsOn: day)), expected: nil,
            by: .console)
    }

    @Test(arguments: StorageEngine.allCases)
    func `whoever has left signs in no more and is signed out; whoever is taken on again is not`(
        on engine: StorageEngine
    ) throws {
        let place = try OfficeTests.Place(engine)
        let office = place.office
        let today = office.today
        _ = try add(office, "ueda", .office, alsoConfigures: true)
        let ishida = try person(office, "石田")
        _ = try add(office, "ishida", .staff, person: ishida)
        let signedIn = try office.signIn(login: "ishida", password: Self.password, from: "")
        try end(office, ishida, on: today)
        #expect(try office.viewer(signedIn) != nil, "the last day is a day of service")
        try end(office, ishida, on: today.adding(days: -1))
        #expect(try office.viewer(signedIn) == nil)
        #expect(
            code { _ = try office.signIn(login: "ishida", password: Self.password, from: "") }
                == "sign-in.refused")
        _ = try person(office, "石田", startsOn: today.adding(days: 1))
        #expect(try office.viewer(signedIn) == nil, "taken on again, and not yet here")
        _ = try person(office, "石田", startsOn: today)
        #expect(try office.viewer(signedIn)?.roles == [.staff])
    }

    @Test(arguments: StorageEngine.allCases)
    func `the last who runs the office cannot be sent away, by a form or by a sheet`(
        on engine: StorageEngine
    ) throws {
        let office = try OfficeTests.Place(engine).office
        let ishida = try person(office, "石田")
        _ = try add(office, "ishida", .office, alsoConfigures: true, person: ishida)
        let yesterday = office.today.adding(days: -1)
        #expect(code { try end(office, ishida, on: yesterday) } == "account.last-one")
        let sheet = SheetImportTests.words([["職員番号", "氏名", "在職の最終日"], ["1001", "石田", yesterday.iso]])
        var request = ImportRequest(sheet)
        request.meanings = [
            0: .field("staff_number"), 1: .field("name"), 2: .field("ends_on"),
        ]
        #expect(
            code { _ = try office.import(Person.register.definition, request, by: .console) }
                == "account.last-one")
        _ = try add(office, "ueda", .office, alsoConfigures: true)
        try end(office, ishida, on: yesterday)
    }

    @Test func `whoever holds the server opens an account that is shut, and nobody else does`() throws {
        let place = try OfficeTests.Place(.sqlite)
        let office = place.office
        let ishida = try person(office, "石田")
        _ = try add(office, "ishida", .office, alsoConfigures: true, person: ishida)
        try end(office, ishida, on: office.today.adding(days: 3))
        place.day.move(seconds: 10 * 86_400)
        let new = office.newPassword()
        #expect(
            code { _ = try office.signIn(login: "ishida", password: Self.password, from: "") }
                == "sign-in.refused")
        let configurator = Viewer(person: nil, roles: [.configurator], units: [])
        #expect(
            code { try office.reopenAccount(login: "ishida", new: new, by: configurator) } == "access.refused"
        )
        #expect(code { try office.reopenAccount(login: "x", new: new, by: .console) } == "account.unknown")
        try office.reopenAccount(login: "ishida", new: new, by: .console)
        let signedIn = try office.signIn(login: "ishida", password: new, from: "192.0.2.1")
        #expect(try office.viewer(signedIn)?.roles == [.office, .configurator])
    }
}
