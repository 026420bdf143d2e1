"""Writing files that people go on editing."""
