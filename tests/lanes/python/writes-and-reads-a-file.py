import os
import pathlib

path = pathlib.Path("notes.txt")
path.write_text("a\nb\n")
with path.open() as file:
    print([line.rstrip() for line in file], path.stat().st_size, oct(path.stat().st_mode))
os.remove(path)
print(path.exists(), pathlib.Path.home(), pathlib.Path.cwd())
