import os

for place in ('.', '/tmp', '/dev/shm'):
    with open(os.path.join(place, 'left'), 'w') as file:
        file.write('x')
print(sorted(os.listdir('.')))
