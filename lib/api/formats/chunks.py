"""Reading a whole list in chunks of constant size."""

CHUNK = 1000


def chunks(rows, ordering, size=CHUNK):
    """The ids of a whole queryset in order, in lists of at most ``size``, by a server-side cursor."""
    sign = "-" if ordering.startswith("-") else ""
    ids = rows.order_by(ordering, f"{sign}pk").values_list("pk", flat=True).iterator(chunk_size=size)
    chunk = []
    for pk in ids:
        chunk.append(pk)
        if len(chunk) == size:
            yield chunk
            chunk = []
    if chunk:
        yield chunk
