from routes import Mapper, URLGenerator

m = Mapper()
m.connect("docs", "/docs/{page}", _static=True)
url = URLGenerator(m, {"HTTP_HOST": "example.com"})
