enum AuditLedgerRoom {}
