"""Reading files strictly: YAML with positions, and every problem reported in one run."""
