"""From a claim to the study it retells, and where that chain breaks."""
