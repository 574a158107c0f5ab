import weakref


class Node:
    pass


node = Node()
weakref.finalize(node, print, "finalised")
reference = weakref.ref(node, lambda _: print("dead"))
print(reference() is node)
