"""What the book's authors write, as it is read: pages of Markdown, and drawings as data."""
