enum RegistersRoom {}
