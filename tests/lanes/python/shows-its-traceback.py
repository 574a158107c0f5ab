import sys
import traceback


def f():
    print(''.join(traceback.format_stack()))
    print(sys._getframe().f_code.co_filename, sys._getframe(1).f_lineno)


f()
