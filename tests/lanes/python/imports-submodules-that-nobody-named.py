import os

print(os.path.join('a', 'b'))
import xml

print(hasattr(xml, 'dom'), hasattr(xml, 'etree'))
import concurrent

print(hasattr(concurrent, 'futures'))
