"""What two states had to do with each other: meetings, visits, outcomes (docs/decisions/0064-relations.md)."""
