"""Print or write the JSON Schemas that editors use to complete and check records.

They are made from the vocabulary: after changing it, write them again.

for example:
  claimbook schema --write                  into claims/, beside the vocabulary
  claimbook schema claims > my.schema.json
  claimbook schema                          all, by file name
"""

from argparse import ArgumentParser, Namespace

from claimbook.console import emit
from claimbook.failure import CallError
from claimbook.knowledge import load
from claimbook.layout import CLAIMS, VOCABULARY
from claimbook.reports.json import dump
from claimbook.rules import is_broken
from claimbook.schema import schemas, written
from claimbook.vocabulary.vocabulary import Vocabulary
from claimbook.writing.files import write_atomically

KINDS = ("claims", "source", "rulings", "vocabulary")


def configure(parser: ArgumentParser) -> None:
    parser.add_argument(
        "kind", metavar="KIND", nargs="?", choices=KINDS, help=f"one of {', '.join(KINDS)} (default: all)"
    )
    parser.add_argument("--write", action="store_true", help="write them into claims/")


def run(options: Namespace) -> int:
    made = schemas(_vocabulary(options))
    chosen = {name: schema for name, schema in made.items() if options.kind in (None, name.partition(".")[0])}
    if not options.write:
        emit(written(made[f"{options.kind}.schema.json"]) if options.kind else dump(made))
        return 0
    for name, schema in chosen.items():
        path = options.root / CLAIMS / name
        text = written(schema)
        current = path.is_file() and path.read_bytes() == text.encode()
        if not current:
            write_atomically(path, text)
        emit(f"{CLAIMS}/{name}: {'up to date' if current else 'written'}")
    return 0


def _vocabulary(options: Namespace) -> Vocabulary:
    """The vocabulary, sound enough to make schemas of."""
    base = load(options.root, None)
    broken = next((d for d in base.sink if is_broken(d) and d.place.file == VOCABULARY), None)
    if broken is not None:
        raise CallError(f"{broken.place}: {broken.message}", f"{broken.help} The schemas are made from the vocabulary.")
    return base.vocabulary
