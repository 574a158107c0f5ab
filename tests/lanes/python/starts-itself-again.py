import subprocess
import sys

print(subprocess.run([sys.executable, '-c', 'import sys; print(sys.argv, sys.flags.isolated)'], capture_output=True, text=True))
