### environ 是 WSGI环境变量
req = Request(environ)
