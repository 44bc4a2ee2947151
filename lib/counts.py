"""Numbers of things in words."""


def counted(number, one, many=""):
    """``1 row``, ``22 rows``, ``1,200 rows``; ``many`` where the plural is not made with an s."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"
