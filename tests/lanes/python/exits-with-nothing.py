print('before')
raise SystemExit
