def test_something():
    assert True


def something():
    assert False
