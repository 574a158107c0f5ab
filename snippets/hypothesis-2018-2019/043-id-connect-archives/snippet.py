### id 作为额外参数
m.connect("archives", "/archives/{id}",
    controller="archives", action="view", id=1)
### id作为路径参数
url("archives", id=123)  =>  "/archives/123"
url("archives")  =>  "/archives/1"
