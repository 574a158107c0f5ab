from routes import Mapper, URLGenerator

m = Mapper()
m.connect("blog", "/blog/{year}/{month}/{day}", controller="blog", action="view")
url = URLGenerator(m, {"HTTP_HOST": "example.com"})
url("blog", year=2008, month=10, day=2)
