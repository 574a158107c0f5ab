class AnimalApplication(object):
    def factory(cls, global_conf, **kwargs):
        print cls
        return cls()
