# Without the logs, which have the time in them, and sorted: a report says the same twice.
tempest init workdir >/dev/null 2>&1
cd workdir
tempest run --list-tests 2>/dev/null | grep '^tempest\.' | LC_ALL=C sort
