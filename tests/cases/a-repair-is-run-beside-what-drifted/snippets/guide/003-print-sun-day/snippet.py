print("sun" + "day")
