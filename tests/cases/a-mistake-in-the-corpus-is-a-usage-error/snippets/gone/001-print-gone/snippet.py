print("gone")
