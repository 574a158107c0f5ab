counts = {}
for word in 'b a c a b a'.split():
    counts[word] = counts.get(word, 0) + 1
print(counts, sorted(counts), list(reversed(list(counts))))
