from routes import Mapper, URLGenerator

m = Mapper()
m.connect("home", "/", controller="main", action="index")
url = URLGenerator(m, {"HTTP_HOST": "example.com"})
url("home")
