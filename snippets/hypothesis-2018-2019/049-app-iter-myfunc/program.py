import webob
from webob.dec import wsgify


@wsgify
def myfunc(req):
    return webob.Response('hey there')


class Application(object):
    @wsgify
    def myfunc(self, req):
        return webob.Response('hey there from %s' % type(self).__name__)


def start_response(status, headers):
    started.append(status)


started = []
req = webob.Request.blank('/')
environ = req.environ
app_iter = myfunc(environ, start_response)
resp = myfunc(req)
