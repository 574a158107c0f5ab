import os
import sys
name = sys.argv[1]
greeting = sys.stdin.readline().strip()
print(greeting, name)
print(os.environ["MARK"])
os.mkdir("greeted")
with open(f"greeted/{name}.txt", "w") as file:
    file.write(greeting)
