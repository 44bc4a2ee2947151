"""The limit: bare psycopg with hand-written SQL behind the thinnest WSGI application.

It answers the work items only, each in two ways: JSON built in SQL (`sql`), and rows put
together in Python and written by orjson (`rows`). The faster of the two counts.
"""
