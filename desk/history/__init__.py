"""The history of records, read from the tables that triggers write (lib.history), and what is done with it.

``scope`` says which tables belong to a record; ``read`` groups its changes by save;
``words`` puts values in words; ``restore`` takes a change back and brings deleted records
back; ``editors`` tells the second of two editors what the first has changed; ``views``
are the pages. See docs/history.md.
"""
