#!/usr/bin/env python3
"""Check the citations: the same as ``claimbook check --select CB2``, with the same options."""

import importlib.util
import sys
from pathlib import Path


def main() -> int:
    """Run the verb, with the package beside this script where none is installed."""
    if importlib.util.find_spec("claimbook") is None:
        sys.path.insert(0, str(Path(__file__).resolve().parent))
    from claimbook.cli import main as claimbook

    return claimbook(["check", "--select", "CB2", *sys.argv[1:]])


if __name__ == "__main__":
    sys.exit(main())
