"""The whole record as one Frictionless data package: tables with keys, their schemas, licence and version."""

from intake.package.writing import stream, version_of, write

__all__ = ["stream", "version_of", "write"]
