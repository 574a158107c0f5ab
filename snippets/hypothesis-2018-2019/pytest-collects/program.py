import pytest


class Collected:
    def pytest_collection_finish(self, session):
        self.names = [item.nodeid for item in session.items]


collected = Collected()
pytest.main(["-p", "no:cacheprovider"], plugins=[collected])
