import Database

/// The tables that no register owns. One list for both engines; `blob` and `text` differ in name only.
enum EngineSchema {
    /// Statements that make every engine table where it is missing.
    static func statements(for dialect: Dialect) -> [SQL] {
        definitions.map { statement(dialect, $0) }
    }

    /// Their names, in the order in which they are made.
    static let tableNames: [String] = definitions.map { String($0.prefix { $0 != " " }) }

    private static let definitions = [
        "schema_steps (step INTEGER PRIMARY KEY, name TEXT NOT NULL)",
        """
        ledger_entries (seq INTEGER PRIMARY KEY, header TEXT NOT NULL, salt BLOB, body TEXT,
            leaf BLOB NOT NULL,
            disposed_by INTEGER)
        """,
        """
        ledger_nodes (level INTEGER NOT NULL, idx INTEGER NOT NULL, hash BLOB NOT NULL,
            PRIMARY KEY (level, idx))
        """,
        """
        ledger_head (one INTEGER PRIMARY KEY, size INTEGER NOT NULL, at INTEGER NOT NULL,
            frontier BLOB NOT NULL)
        """,
        """
        ledger_checkpoints (size INTEGER NOT NULL, key_id TEXT NOT NULL, note TEXT NOT NULL,
            PRIMARY KEY (size, key_id))
        """,
        "ledger_keys (key_id TEXT PRIMARY KEY, vkey TEXT NOT NULL, from_seq INTEGER NOT NULL)",
        """
        ledger_shapes (register TEXT NOT NULL, shape INTEGER NOT NULL, columns TEXT NOT NULL,
            PRIMARY KEY (register, shape))
        """,
        """
        register_heads (register TEXT PRIMARY KEY, changed_seq INTEGER NOT NULL,
            current_count INTEGER NOT NULL)
        """,
        """
        verifications (at INTEGER PRIMARY KEY, size INTEGER NOT NULL, findings INTEGER NOT NULL,
            summary TEXT NOT NULL)
        """,
        "settings (name TEXT PRIMARY KEY, value TEXT NOT NULL)",
        """
        imports (seq INTEGER PRIMARY KEY, register TEXT NOT NULL, actor TEXT NOT NULL, at INTEGER NOT NULL,
            first_seq INTEGER NOT NULL, created INTEGER NOT NULL, changed INTEGER NOT NULL,
            undone_by INTEGER)
        """,
        "last_looks (person TEXT PRIMARY KEY, seq INTEGER NOT NULL)",
        // Names as typed may be passwords in the wrong field, so a hash of the name stands for it.
        """
        refused_sign_ins (name_hash TEXT NOT NULL, address TEXT NOT NULL, hour INTEGER NOT NULL,
            count INTEGER NOT NULL, last_at INTEGER NOT NULL, PRIMARY KEY (name_hash, address, hour))
        """,
        """
        sign_in_places (name_hash TEXT NOT NULL, address TEXT NOT NULL, last_at INTEGER NOT NULL,
            PRIMARY KEY (name_hash, address))
        """,
    ]

    private static func statement(_ dialect: Dialect, _ table: String) -> SQL {
        SQL(unboundText: "CREATE TABLE IF NOT EXISTS " + table.typed(for: dialect))
    }
}

extension String {
    /// The column types of the portable subset in the words of the engine.
    func typed(for dialect: Dialect) -> String {
        switch dialect {
        case .sqlite: self + " STRICT"
        case .postgresql:
            split(separator: " ", omittingEmptySubsequences: false).map { word in
                if word.hasPrefix("INTEGER") { return "BIGINT" + word.dropFirst(7) }
                if word.hasPrefix("BLOB") { return "BYTEA" + word.dropFirst(4) }
                if word.hasPrefix("TEXT") { return "TEXT COLLATE \"C\"" + word.dropFirst(4) }
                return String(word)
            }.joined(separator: " ")
        }
    }
}
