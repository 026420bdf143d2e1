"""What the book shows, in plain words and without Sphinx: views made from the check's result."""
