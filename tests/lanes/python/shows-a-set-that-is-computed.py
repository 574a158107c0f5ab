print({word[0] for word in 'some words of mine'.split()})
