from routes import Mapper, URLGenerator

m = Mapper()
### id 作为额外参数
m.connect("archives", "/archives/{id}",
    controller="archives", action="view", id=1)
url = URLGenerator(m, {"HTTP_HOST": "example.com"})
### id作为路径参数
url("archives", id=123)
url("archives")
