import locale
import sys

print(locale.getpreferredencoding(), locale.setlocale(locale.LC_ALL), sys.getfilesystemencoding(), sys.stdout.encoding, sys.stderr.errors, sys.stdout.line_buffering, sys.stdout.write_through)
