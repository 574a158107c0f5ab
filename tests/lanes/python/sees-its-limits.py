import resource

print(sorted((name, resource.getrlimit(getattr(resource, name))) for name in dir(resource) if name.startswith('RLIMIT')))
