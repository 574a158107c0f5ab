import sys

print(sorted(sys.modules))
print(len(sys.modules), [name for name in sys.builtin_module_names][:3])
print(sorted(sys.path_importer_cache), [getattr(finder, "__name__", type(finder)) for finder in sys.meta_path])
