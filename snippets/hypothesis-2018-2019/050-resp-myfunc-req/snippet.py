resp = myfunc(req)
