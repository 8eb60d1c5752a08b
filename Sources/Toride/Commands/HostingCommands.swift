import Foundation
import Primitives
import Storage
import WebServer

/// `organization add`, `organization list`: many organizations that one server has.
enum HostingCommands {
    static let all = [add, list]

    private static let organizations = Command.Option(
        name: "organizations", value: Words("フォルダー", "DIR"),
        about: Words("団体ごとのフォルダーを集めたフォルダー。", "The folder that holds a folder for each organization."),
        isRequired: true)

    private static let add = Command(
        "organization add",
        Words("一つのサーバーで受け持つ団体を、新しく加えます。", "Add an organization to those that one server has."),
        arguments: [Words("短い名前", "SHORT-NAME")],
        options: [
            organizations,
            .init(
                name: "name", value: Words("団体名", "NAME"), about: Words("団体の名称。", "Its name."),
                isRequired: true),
            .init(
                name: "kind", value: Words("種類", "KIND"),
                about: Words("association（一部事務組合）など。", "association, union, municipality, prefecture, other.")
            ),
            .init(
                name: "host", value: Words("ホスト名", "HOST"),
                about: Words(
                    "この団体だけのホスト名。付けないと、アドレスの /短い名前/ の下に置きます。",
                    "A host name of its own; without one it is beneath /SHORT-NAME/.")),
            .database,
            .init(
                name: "schema", value: Words("名前", "NAME"),
                about: Words("PostgreSQL のスキーマ（初期値は短い名前）。", "PostgreSQL schema (default SHORT-NAME).")),
        ]
    ) { invocation in
        let name = invocation.arguments[0]
        guard OrganizationDeclaration.isName(name) else {
            throw WrongUse.unusableValue(
                option: "organization add", value: name,
                wanted: Words(
                    "小文字の英数字とハイフンで、40字までで書いてください。", "Up to 40 small letters, digits and hyphens."))
        }
        let host = invocation.options["host"]?.lowercased()
        let database = invocation.options["database"]
        let declaration = OrganizationDeclaration(
            host: host, path: host == nil ? name : nil, database: database,
            schema: database == nil
                ? nil : invocation.options["schema"] ?? name.replacing("-", with: "_"))
        let place = try declaration.place
        let all = OrganizationFolder(path: try invocation.required("organizations"))
        try DurableFile.makeFolder(all.path)
        for other in try all.entries() where other.name != name {
            guard let taken = try? other.declaration.get().place, taken == place else { continue }
            throw Problem("organization.place-taken", "そのアドレスは、団体「\(other.name)」が使っています。別の名前を指定してください。")
        }
        let folder = all.path + "/" + name
        try OrganizationCommands.make(
            OrganizationPlace(
                folder: folder, database: database, schema: declaration.schema,
                environment: invocation.environment), invocation)
        // Last, so that a server never sees one that is half made.
        try declaration.write(folder)
        invocation.console.say(
            Words(
                "加えました：\(name)（\(shown(place))）。動いている serve は、はじめて開かれたときに気づき、最初の設定のアドレスを表示します。",
                "Added \(name) (\(shown(place))). A running server notices it when it is first asked for, "
                    + "and prints the address of the first setup."))
        return .done
    }

    private static let list = Command(
        "organization list", Words("受け持つ団体の一覧を出します。", "List the organizations that one server has."),
        options: [organizations, .json]
    ) { invocation in
        let entries = try OrganizationFolder(path: try invocation.required("organizations")).entries()
        if invocation.has("json") {
            invocation.console.write(try JSON.bytes(entries.map(Listed.init)))
            return .done
        }
        for entry in entries {
            switch entry.declaration {
            case .success(let declaration):
                let place = (try? declaration.place).map(shown) ?? "?"
                let engine = declaration.database == nil ? "SQLite" : "PostgreSQL \(declaration.schema ?? "")"
                invocation.console.say("\(entry.name)\t\(place)\t\(engine)")
            case .failure(let problem):
                invocation.console.say(
                    "\(entry.name)\t" + EnglishSentences.sentence(problem, invocation.language))
            }
        }
        let isWhole = entries.allSatisfy { (try? $0.declaration.get().place) != nil }
        return isWhole ? .done : .no
    }

    /// One organization of the list for machines; the address of a database may hold a password and is not
    /// told.
    private struct Listed: Encodable {
        let name: String
        let host: String?
        let path: String?
        let engine: String?
        let schema: String?
        let problem: String?

        init(_ entry: OrganizationFolder.Entry) {
            let declaration = try? entry.declaration.get()
            name = entry.name
            host = declaration?.host
            path = declaration?.path
            engine = declaration.map { $0.database == nil ? "sqlite" : "postgresql" }
            schema = declaration?.schema
            switch entry.declaration {
            case .success(let declaration):
                problem = (try? declaration.place) == nil ? "organization.declaration" : nil
            case .failure(let failure): problem = failure.code
            }
        }
    }

    private static func shown(_ place: HostedOrganization.Place) -> String {
        switch place {
        case .host(let host): host
        case .path(let path): "/" + path + "/"
        }
    }
}
