"""The migrations of this app; those that a squashed one replaces stand in ``earlier/`` (decision 0058)."""

from pathlib import Path

__path__.append(str(Path(__file__).parent / "earlier"))
