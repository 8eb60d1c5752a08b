enum DutiesRoom {}
