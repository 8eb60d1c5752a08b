enum StoragePostgreSQLRoom {}
