import webob
from webob.dec import wsgify

@wsgify
def myfunc(req): return webob.Response('hey there')

print(type(myfunc.func))
print(type(myfunc))
