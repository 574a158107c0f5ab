from routes import Mapper

map = Mapper()
map.connect(None, "/error/{action}/{id}", controller="error")
