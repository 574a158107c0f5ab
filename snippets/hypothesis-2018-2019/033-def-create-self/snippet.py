def create(self, req, body):
