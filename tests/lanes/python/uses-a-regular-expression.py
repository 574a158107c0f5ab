import re

print(re.findall(r'(\w+)=(\d+)', 'a=1 b=22'), re.compile('a').flags)
