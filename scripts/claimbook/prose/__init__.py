"""The book's pages: what their prose says, and whether what it cites says so too."""
