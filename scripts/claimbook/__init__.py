"""claimbook: claims as checked records, their contradictions computed, published as a book."""

__version__ = "0.1.0"
