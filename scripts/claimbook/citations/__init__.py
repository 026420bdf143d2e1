"""Citations: the bibliography and what the records cite."""
