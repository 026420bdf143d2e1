"""What a change does to a knowledge base: its state at a git revision held against the files as they are now."""
