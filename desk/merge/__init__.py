"""Merging two records into one, and undoing it.

``desk.kinds`` says what can be merged. ``references`` finds unique keys that may collide; ``steps`` writes single changes
with a log; ``fields`` settles the record's own fields; ``rules`` has the rules of the domain; ``twins`` finds rows that
may be one; ``engine`` combines them; ``undo`` takes a merge back. See docs/merging.md.
"""
