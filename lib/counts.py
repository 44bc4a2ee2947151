"""Numbers with nouns."""


def counted(number, one, many=""):
    """``1 row``, ``22 rows``, ``1,200 rows``; ``many`` is an irregular plural."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"
