enum StorageSQLiteRoom {}
