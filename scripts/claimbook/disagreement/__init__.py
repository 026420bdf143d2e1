"""When two claims disagree, how much, why, and what reviewers decided."""
