from dataclasses import dataclass, field
from enum import Enum


class Colour(Enum):
    RED = 1


@dataclass(order=True)
class Point:
    x: int
    y: int = 0
    tags: list = field(default_factory=list)


print(Point(1), Point(1) < Point(2), Colour.RED, repr(Colour(1)))
