"""The names that a vocabulary may give: in keys of claims and in the ids of disputes no two things share one."""

import re
from collections.abc import Collection, Mapping
from typing import NamedTuple

from claimbook.vocabulary.terms import ANY
from claimbook.vocabulary.vocabulary import ARMS, UNSTATED

SLUG = "[a-z0-9]+(?:-[a-z0-9]+)*"  # what claims are called, since their ids become addresses
# What the vocabulary may call things: ids of disputes join names by other signs, and a dot leads to an arm's own dose.
NAME = "[A-Za-z0-9_]+(?:-[A-Za-z0-9_]+)*"
TERM = "[A-Za-z0-9_.]+(?:-[A-Za-z0-9_.]+)*"
# What a claim may say of itself, whatever the vocabulary.
CLAIM_KEYS = (
    "id",
    "says",
    "note",
    "reach",
    "wording",
    "as_of",
    "study",
    "reports",
    "superseded_by",
    "said_by",
    "estimate",
    "effect",
    "moderator",
    "when",
    "changes",
)
# Keys of passages and of exported claims, which stand beside the vocabulary's, and first words of dispute ids.
_BESIDE = ("source", "at", "anchor", "about", "claims", "exclude", "form", "property", "mode", "value", "passage")
_FILED = ("moderation", "effect-order")
RESERVED = frozenset((*CLAIM_KEYS, *ARMS, *_BESIDE, *_FILED, ANY, UNSTATED))
_ORDER = "-order"


class Misnomer(NamedTuple):
    """Why a name cannot stand for what it was given to, and what to do."""

    what: str
    way: str


def matches(name: str, pattern: str) -> bool:
    """Whether a name is all of one pattern."""
    return re.fullmatch(pattern, name) is not None


def slug_like(name: str) -> str:
    """A name that may be given, made of one that may not."""
    return "-".join(re.findall(r"[a-z0-9]+", name.casefold())) or "name-1"


def clash(name: str, kind: str, taken: Mapping[str, str], properties: Collection[str]) -> Misnomer | None:
    """What stands against calling something so; ``taken`` are names that things of other kinds have."""
    if name in RESERVED:
        return Misnomer(f"'{name}' has a meaning of its own and cannot name a {kind}", "Give it another name.")
    if name in taken:
        return Misnomer(f"'{name}' is both a {taken[name]} and a {kind}", "Rename one of them.")
    ordered = name.removesuffix(_ORDER)
    if ordered != name and ordered in properties:
        what = f"disputes about the order of '{ordered}' are filed under '{name}', so it cannot name a {kind}"
        return Misnomer(what, "Give it another name.")
    return None
