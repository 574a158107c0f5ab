import os

child = os.fork()
if child == 0:
    print('child', flush=True)
    os._exit(4)
print('parent', os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
