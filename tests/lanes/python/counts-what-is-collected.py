import gc

print(gc.isenabled(), gc.get_threshold(), gc.get_count(), len(gc.get_objects()))
print(gc.collect(), gc.garbage, len(gc.get_stats()))
