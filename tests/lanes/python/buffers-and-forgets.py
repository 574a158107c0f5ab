import io, sys
out = io.TextIOWrapper(open(sys.stdout.fileno(), 'wb', closefd=False))
out.write('kept until the end')
