import Database

extension PostgreSQLDatabase {
    /// Makes a schema and its NOLOGIN role, owned by nobody else; does nothing where they are there. The
    /// account needs CREATEROLE, and CREATE on the database.
    ///
    /// - Parameter account: the account that the server will connect as; nil for the one of this address.
    /// - Throws: `DatabaseError.cannotOpen` where nobody answers or the name is in use for something else.
    public static func createSchema(
        _ schema: String, url: String, account: String? = nil, allowSuperuser: Bool = false
    ) throws {
        let name = try SchemaName(schema)
        let connection = try ServerConnection(ServerAddress(url), allowSuperuser: allowSuperuser)
        // The lock: two who create the same schema at once would both find it missing.
        try connection.command("BEGIN; SELECT pg_advisory_xact_lock(\(name.lockNumber))")
        var signsIn: Bool?
        try connection.forEachRow("SELECT rolcanlogin OR rolsuper FROM pg_roles WHERE rolname = \(schema)") {
            row in
            signsIn = row.integer(0) == 1
        }
        if signsIn == true {
            throw DatabaseError.cannotOpen(
                "schema \(schema)", "an account of this name may sign in; take another name")
        }
        if signsIn == nil { try connection.command("CREATE ROLE \(name.quoted) NOLOGIN") }
        let member = try account.map { try SchemaName($0).quoted } ?? "current_user"
        try connection.command(
            """
            GRANT \(name.quoted) TO current_user; GRANT \(name.quoted) TO \(member);
            CREATE SCHEMA IF NOT EXISTS \(name.quoted) AUTHORIZATION \(name.quoted);
            REVOKE ALL ON SCHEMA \(name.quoted) FROM PUBLIC; COMMIT
            """)
    }

    /// Whether the server has a schema of this name.
    ///
    /// - Throws: `DatabaseError.cannotOpen` where nobody answers.
    public static func hasSchema(_ schema: String, url: String, allowSuperuser: Bool = false) throws -> Bool {
        _ = try SchemaName(schema)
        let connection = try ServerConnection(ServerAddress(url), allowSuperuser: allowSuperuser)
        var count: Int64 = 0
        try connection.forEachRow("SELECT count(*) FROM pg_namespace WHERE nspname = \(schema)") { row in
            count = row.integer(0)
        }
        return count > 0
    }

    /// Removes a schema with all that is in it, and its role; does nothing where they are not there.
    public static func dropSchemaWithContent(_ schema: String, url: String, allowSuperuser: Bool = false)
        throws
    {
        let name = try SchemaName(schema)
        let connection = try ServerConnection(ServerAddress(url), allowSuperuser: allowSuperuser)
        try connection.command(
            "DROP SCHEMA IF EXISTS \(name.quoted) CASCADE; DROP ROLE IF EXISTS \(name.quoted)")
    }
}
