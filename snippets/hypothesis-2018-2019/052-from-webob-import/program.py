from webob import Request
environ = {'wsgi.url_scheme': 'http', 'REQUEST_METHOD': 'GET', 'PATH_INFO': '/', 'HTTP_HOST': 'example.com'}
### environ 是 WSGI环境变量
req = Request(environ)
print(type(req))
