class Mapper(SubMapperParent):
    def __init__(self, 
### Create and connect a new 
### Route to the Mapper
    def connect(self, 
