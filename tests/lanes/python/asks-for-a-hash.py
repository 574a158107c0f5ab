print(hash('word'))
