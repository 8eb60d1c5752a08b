import Foundation
import Primitives

@testable import Registers

/// Makes registers as an earlier release declared them, for data that an upgrade meets: today's without what
/// came since. It serves as long as what came since is additive; anything else is a numbered migration with
/// a test of its own.
enum EarlierRelease {
    /// The release before the inventory: what each register held. Twenty of them and no more.
    static let beforeInventory = """
        acknowledgements title notice revision text_hash person acknowledged_on
        staff-notices title text purpose unit clause starts_on due_on ends_on text_hash
        event-reports what happened place reporter unit told_on state taken_up_by note
        information-assets name kind keeper system network personal_information confidentiality \
        confidentiality_reason integrity integrity_reason availability availability_reason classified_on \
        place note
        information-systems name owner network contract purpose renews_on in_service_before_20270701 note
        networks name exposure tier manager internet_exits logically_separated physically_separated \
        relays_listed separation_confirmed_on diagram_confirmed_on note
        accounts login person role also_configures password_hash ends_on disabled
        appointments role person unit starts_on ends_on deputy double_role_reason note
        organization-profile name kind note
        organization-units name parent site keeps_assets note
        people name kana staff_number unit employment starts_on ends_on leave_from leave_to note
        sites name address note
        contracts title contractor section handles_information starts_on ends_on security_clauses \
        clauses_place subcontracting checked_on check_result erasure_proved_on in_force_before_20270701 note
        contractors name corporate_number address contact note
        clause-bindings requirement revision clause state score explanation
        policy-adoptions organ revision decided_on published_on published_at note
        policy-revisions title text file_name file_hash decided_on in_force_on note text_hash
        answers requirement outcome done_on answered_by unit valid_until reason evidence
        evidence title file_name file_hash byte_count period_from period_to collected_on owner place note
        unit-reviews list unit reviewed_on reviewed_by confirmed_count left_count
        """

    /// - Parameter text: a register and its columns in each line.
    /// - Throws: `Missing` for what no longer exists, and so needs a migration.
    static func registers(_ text: String) throws -> [RegisterDefinition] {
        try text.split(separator: "\n").map { line in
            let words = line.split(separator: " ").map(String.init)
            guard let today = AllRegisters.named(words[0]) else { throw Missing(name: words[0]) }
            let fields = try words.dropFirst().map { column in
                guard let index = today.index(of: column) else {
                    throw Missing(name: words[0] + "." + column)
                }
                return today.fields[index]
            }
            // Nobody is asked who may do what: the rows are written under every act.
            return RegisterDefinition(
                name: today.name, title: today.title, purpose: today.purpose, clauses: today.clauses,
                fields: fields, grants: [], validate: { _ in [] })
        }
    }

    struct Missing: Error { let name: String }

    /// A value for each field, as an office may have written it; links lead to what is given.
    static func values(
        _ register: RegisterDefinition, _ source: SeededSource, _ number: Int, links: [String: [Identifier]]
    ) -> [StoredValue] {
        register.fields.map { field in
            if !field.isRequired, source.below(3) == 0 { return .null }
            switch field.kind {
            case .text: return .text(source.pick(words) + (field.isUnique ? " \(number)" : ""))
            case .longText: return .text(source.pick(words) + "\n" + source.pick(words))
            case .integer: return .integer(Int64(source.below(40)))
            case .flag: return .integer(Int64(source.below(2)))
            case .day: return .text(Day(daysSince1970: 20_000 + source.below(700)).iso)
            case .choice(let options): return .text(source.pick(options).code)
            case .link(let name):
                let known = links[name] ?? []
                return known.isEmpty ? .null : .text(source.pick(known).text)
            }
        }
    }

    private static let words = ["総務課", "辻\u{E0100}子", "﨑 ①", "=1+1", "車庫😀", "Ａ棟 2階", "a"]
}
