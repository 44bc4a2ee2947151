"""Review: draft → submitted → published, with who and when; see docs/review.md."""
