"""Merging two records into one, and undoing it.

What can be merged says ``desk.kinds``. ``references`` finds by introspection all that points
at a record; ``steps`` writes and takes back single changes; ``fields`` settles the record's own
fields; ``rules`` knows what only the domain knows; ``twins`` finds rows that may be one;
``engine`` puts them together; ``undo`` takes a merge back. See docs/merging.md.
"""
