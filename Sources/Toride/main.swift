print("toride")
