def addition_tests():
    assert 1 + 1 == 2


def addition():
    assert False
