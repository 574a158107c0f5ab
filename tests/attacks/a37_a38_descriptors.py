"""A37 and A38: read what is typed, or use what the tool has open."""
import os
from attack import end

entered = os.read(0, 1)
inherited = []
for descriptor in range(3, 1024):
    try:
        os.fstat(descriptor)
        inherited.append(descriptor)
    except OSError:
        pass
end(entered == b"" and not inherited, f"{entered!r} {inherited}")
