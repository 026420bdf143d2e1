"""The command line: reads what was typed, hands it to a verb, and decides the exit status."""

import os
import sys
from argparse import SUPPRESS, ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NoReturn, cast

from claimbook import __version__
from claimbook.commands import VERBS, load
from claimbook.console import silence, tell
from claimbook.failure import CallError
from claimbook.layout import VOCABULARY, archive_folder

CLEAN, BROKEN, FAULT, INTERRUPTED = 0, 2, 3, 130
DEBUG_VARIABLE = "CLAIMBOOK_DEBUG"

_ABOUT = """\
Claims as checked records, their contradictions computed, published as a book.
"""
_EXAMPLES = "for example:\n"
_EPILOG = """\
exit status:
  0    clean
  1    something to act on: unruled or stale disputes, citations, coverage
  2    broken input, or a call that cannot be carried out
  3    a fault of claimbook's own
  130  interrupted

for example:
  claimbook check
  claimbook check --select CB4 --verbose
  claimbook rule dose/migraine
  claimbook explain CB302

`claimbook VERB --help` tells more about one verb.
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line. Never raises; everything ends in an exit status."""
    try:
        return _run(arguments)
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else CLEAN
    except KeyboardInterrupt:
        tell("claimbook: interrupted")
        return INTERRUPTED
    except CallError as error:
        return _refuse(str(error), error.way)
    except BrokenPipeError:
        silence()
        return CLEAN
    except OSError as error:
        return _refuse(f"{error.filename or 'standard output'}: {error.strerror or error}")
    except ModuleNotFoundError as error:
        package = (error.name or "").partition(".")[0]
        return _refuse(
            f"the Python package '{package}' is missing.", "`make check` and `make book` install all that is needed."
        )
    except Exception as error:
        return _apologise(error)


def script() -> NoReturn:
    """The command line as a program of its own. It ends without taking apart what it leaves behind.

    The system reclaims memory at once; to take a hundred thousand records apart first takes seconds.
    """
    status = main()
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):  # closed, or never there
            stream.flush()
    os._exit(status)


def _run(arguments: Sequence[str] | None) -> int:
    options = _parser().parse_args(arguments)
    given = getattr(options, "root", None)
    options.root, options.root_given = _root(given), given is not None
    options.archive = _archive(getattr(options, "archive", None))
    return load(options.verb).run(options)


def _refuse(what: str, way: str = "") -> int:
    from claimbook.reports.terminal import plain

    tell(f"claimbook: {plain(what)}" + (f"\n  {plain(way)}" if way else ""))
    return BROKEN


def _apologise(error: Exception) -> int:
    """Our own fault: say what to report; the traceback only for those who asked for it."""
    if os.environ.get(DEBUG_VARIABLE) == "1":
        import traceback

        traceback.print_exc()
    from claimbook.reports.terminal import plain

    tell(
        "claimbook: this is a fault of claimbook itself, not of your input.\n"
        f"  {type(error).__name__}: {plain(str(error))}\n"
        f"  Please report it with these two lines and what you ran; {DEBUG_VARIABLE}=1 shows where it happened.\n"
        f"  claimbook {__version__}, Python {sys.version.split()[0]}, {sys.platform}"
    )
    return FAULT


# What was typed


class _VerbParser:
    """Stands for a verb's parser, which is made when the verb is typed; only then is its module imported."""

    def __init__(self, **given: Any) -> None:
        self._given = given

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        command = load(self._given["prog"].rpartition(" ")[2])
        about, mark, examples = (command.__doc__ or "").partition(_EXAMPLES)
        parser = ArgumentParser(description=about, epilog=mark + examples, **self._given)
        command.configure(parser)
        return parser.parse_known_args(args, namespace)


def _parser() -> ArgumentParser:
    shared = _shared()
    parser = ArgumentParser(
        "claimbook",
        description=_ABOUT,
        epilog=_EPILOG,
        formatter_class=RawDescriptionHelpFormatter,
        parents=[shared],
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"claimbook {__version__}")
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True, parser_class=cast(Any, _VerbParser))
    for verb, summary in VERBS.items():
        verbs.add_parser(
            verb, help=summary, parents=[shared], allow_abbrev=False, formatter_class=RawDescriptionHelpFormatter
        )
    return parser


def _shared() -> ArgumentParser:
    """Options that may stand before the verb or after it."""
    shared = ArgumentParser(add_help=False, argument_default=SUPPRESS)
    group = shared.add_argument_group("knowledge base")
    group.add_argument(
        "--root", metavar="FOLDER", help=f"its root (default: the nearest folder upwards that holds {VOCABULARY})"
    )
    group.add_argument(
        "--archive", metavar="FOLDER", help="the sources' texts, <citation key>.txt (default: CLAIMBOOK_ARCHIVE)"
    )
    return shared


def _root(given: str | None) -> Path:
    """As given, else the nearest folder upwards with a vocabulary, else the current one."""
    if given is not None:
        return _folder(given, "--root")
    here = _here()
    return next((folder for folder in (here, *here.parents) if (folder / VOCABULARY).is_file()), here)


def _here() -> Path:
    try:
        return Path.cwd()
    except FileNotFoundError as error:
        raise CallError("The current folder is gone.", "Go to one that exists: `cd` there again.") from error


def _archive(given: str | None) -> Path | None:
    """As given, else from the environment; a folder that was named on the call must be there."""
    if given is not None:
        return _folder(given, "--archive")
    found = archive_folder(None)
    return found.absolute() if found is not None else None


def _folder(given: str, option: str) -> Path:
    folder = Path(given)
    if not given or not folder.is_dir():
        raise CallError(f"{option} names '{given}', which is not a folder.", "Give the path of a folder that exists.")
    return folder.absolute()
