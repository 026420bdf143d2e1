"""How the registries are asked: where they are, who asks, how patiently."""

import os
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from urllib.parse import urlsplit

from claimbook.failure import CallError
from claimbook.refreshing.registries import Registry

MAILTO_VARIABLE = "CLAIMBOOK_MAILTO"
# Other addresses: a mirror, a proxy of one's own, or the servers of the tests.
BASES = {
    Registry.CROSSREF: ("CLAIMBOOK_CROSSREF", "https://api.crossref.org"),
    Registry.PUBMED: ("CLAIMBOOK_PUBMED", "https://eutils.ncbi.nlm.nih.gov/entrez/eutils"),
}
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+", re.ASCII)


def _today() -> date:
    return datetime.now(UTC).date()


@dataclass(frozen=True, slots=True)
class Settings:
    """Times are in seconds.

    ``interval`` lies between two requests to one registry at least: PubMed allows three a second without a
    key, Crossref more. ``timeout`` is how long the server may be silent, ``deadline`` how long one answer may
    take, ``tries`` how often a question is put, ``backoff`` what the pauses before putting it again grow from,
    ``patience`` the longest pause that a server may ask for, ``rhythm`` how often what was answered is saved.
    """

    mailto: str
    bases: dict[Registry, str]
    interval: float = 0.4
    timeout: float = 20
    deadline: float = 60
    tries: int = 4
    backoff: float = 1
    patience: float = 120
    rhythm: float = 5
    largest: int = 5_000_000  # bytes of an answer; the longest lists of authors and references stay below
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    today: Callable[[], date] = _today


def settings_here() -> Settings:
    """The settings that the environment asks for. Raises CallError where it lacks a contact address."""
    return Settings(_mailto(), {registry: _base(registry) for registry in Registry})


def _mailto() -> str:
    given = os.environ.get(MAILTO_VARIABLE, "").strip()
    if not _ADDRESS.fullmatch(given):
        what = (
            f"{MAILTO_VARIABLE} is '{given}', which is no mail address." if given else f"{MAILTO_VARIABLE} is not set."
        )
        raise CallError(what, "Crossref and PubMed want to know whom to write to when a program troubles them: "
                              f"{MAILTO_VARIABLE}=you@example.org claimbook refresh")  # fmt: skip
    return given


def _base(registry: Registry) -> str:
    variable, usual = BASES[registry]
    given = os.environ.get(variable) or usual
    parts = urlsplit(given)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise CallError(f"{variable} is '{given}', which is no address of a registry.",
                        f"Leave it out, or give one like {usual}")  # fmt: skip
    return given.rstrip("/")
