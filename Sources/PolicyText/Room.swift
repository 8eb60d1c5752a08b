enum PolicyTextRoom {}
