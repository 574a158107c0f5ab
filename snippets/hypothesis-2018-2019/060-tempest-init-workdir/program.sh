tempest init workdir
cd workdir
tempest run --list-tests
