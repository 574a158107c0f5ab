nextNumber := getSequence()
