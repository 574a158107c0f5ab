import sys
sys.stdout.write('no end')
