"""The verbs, one module each. A module is imported only when its verb is typed."""

from argparse import ArgumentParser, Namespace
from importlib import import_module
from keyword import iskeyword
from typing import Protocol, cast

VERBS = {
    "check": "find what is broken, missing or contradictory",
    "build": "check, then build the book",
    "explain": "say what a code means, or why claims do or do not disagree",
    "new": "start a passage entry with its anchor",
    "anchor": "print, show or repair anchors",
    "coverage": "list what no record covers",
    "diff": "say in Markdown what a change does to the disputes",
    "rule": "start or renew a ruling on a dispute",
    "export": "print everything for other programs",
    "import": "turn a table into a knowledge base of its own",
    "refresh": "ask registries about the bibliography, over the network",
    "schema": "print or write the JSON Schemas that editors use",
    "init": "start an empty knowledge base with an example",
}


class Command(Protocol):
    """What a verb's module offers. Its docstring is the help text, examples included."""

    __doc__: str | None

    def configure(self, parser: ArgumentParser, /) -> None:
        """Declare the arguments of the verb."""

    def run(self, options: Namespace, /) -> int:
        """Do it; the exit status. ``options`` has ``root`` (a folder) and ``archive`` (one, or None)."""


def load(verb: str) -> Command:
    """The module of a verb; that of a Python keyword has an underscore at its end."""
    name = f"{verb}_" if iskeyword(verb) else verb
    return cast(Command, import_module(f"{__name__}.{name}"))
