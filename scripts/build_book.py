#!/usr/bin/env python3
"""Build the book: the same as ``claimbook build``, with the same options."""

import importlib.util
import sys
from pathlib import Path


def main() -> int:
    """Run the verb, with the package beside this script where none is installed."""
    if importlib.util.find_spec("claimbook") is None:
        sys.path.insert(0, str(Path(__file__).resolve().parent))
    from claimbook.cli import main as claimbook

    return claimbook(["build", *sys.argv[1:]])


if __name__ == "__main__":
    sys.exit(main())
