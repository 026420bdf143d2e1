"""What the options of a directive choose: claims, disputes, or a question to the studies."""
