"""Claims of others: a table becomes the claim files of a knowledge base of its own."""
