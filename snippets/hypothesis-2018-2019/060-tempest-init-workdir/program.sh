tempest init workdir
cd workdir
# In an order of its own each time: sorted, a report says the same twice.
tempest run --list-tests | LC_ALL=C sort
