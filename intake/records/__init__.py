"""Record files: YAML that people write, loaded through the models' own validation (docs/records.md)."""

from intake.records.loading import load
from intake.records.report import BrokenRecords, Difference, Problem, Report

__all__ = ["BrokenRecords", "Difference", "Problem", "Report", "load"]
