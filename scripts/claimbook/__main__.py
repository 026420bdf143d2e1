"""``python -m claimbook``."""

from claimbook.cli import script

if __name__ == "__main__":
    script()
