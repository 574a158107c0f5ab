class AnimalApplication(object):
    @classmethod
    def factory(cls, global_conf, **kwargs):
        print cls
        return cls()


AnimalApplication.factory({})
