"""The operations of 0001_initial, in parts that can be read."""

from . import part1, part2, part3, part4

OPERATIONS = [*part1.OPERATIONS, *part2.OPERATIONS, *part3.OPERATIONS, *part4.OPERATIONS]
