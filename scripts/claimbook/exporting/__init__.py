"""The knowledge base for other programs: as records, as a table, as citations, as linked data."""
