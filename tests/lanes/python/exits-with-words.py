raise SystemExit('words')
