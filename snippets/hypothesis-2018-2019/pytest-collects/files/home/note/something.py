def test_something():
    assert False
