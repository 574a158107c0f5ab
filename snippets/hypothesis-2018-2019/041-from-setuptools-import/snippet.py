from setuptools import setup, find_packages
        'namespace': [
            'name = module:importable'
