"""An example for every diagnostic: a short record that gets it, what the check then says, and how it should be.

Each is a file ``<CODE>.yml`` beside this one with the keys of ``Example``. They are read only where codes
are explained; the tests lay each over a small knowledge base and check that it says what it is said to.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Example:
    """How a rule is broken and kept.

    ``given``, ``bad`` and ``good`` are files by name with the part of them that matters; what is given
    stands beside both. A name that begins with ``$`` is a command. ``message`` is what the bad one gets.
    """

    checks: str
    fix: str
    message: str
    bad: Mapping[str, str]
    good: Mapping[str, str]
    given: Mapping[str, str] = field(default_factory=dict)


@cache
def example_of(code: str) -> Example:
    """The example of a code that has a rule."""
    return Example(**_read(f"{code}.yml"))


def _read(name: str) -> dict[str, Any]:
    import yaml

    text = (files(__name__) / name).read_text(encoding="utf-8")
    found: dict[str, Any] = yaml.safe_load(text)
    return found
