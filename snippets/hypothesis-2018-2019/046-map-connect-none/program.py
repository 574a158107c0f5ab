from routes import Mapper
from routes.middleware import RoutesMiddleware

map = Mapper()
map.connect(None, "/cards/{path_info:.*}",
    controller="main", action="cards")
print(dict(sorted(map.match("/cards/diamonds/4.png").items())))

seen = {}


def second_application(environ, start_response):
    seen.update(environ)
    return []


request = {"REQUEST_METHOD": "GET", "HTTP_HOST": "example.com", "SCRIPT_NAME": "", "PATH_INFO": "/cards/diamonds/4.png"}
RoutesMiddleware(second_application, map)(dict(request, **{"wsgi.url_scheme": "http"}), None)
