"""The claims as a table: one row each, RFC 4180, the same columns for the same vocabulary."""

import csv
import re
from io import StringIO
from typing import Any

from claimbook.characters import acts
from claimbook.check import Result
from claimbook.exporting.json import Data, claim_data
from claimbook.vocabulary.vocabulary import ARMS, AS_OF, Vocabulary

JOINT = "; "
OTHER = "other"
_HEAD = ("id", "source", "form", "says", "at", "property", "mode", "value", *ARMS, "effect", "moderator", "when")
_MANNER = ("changes", "reach", "wording", AS_OF, "study", "reports", "superseded_by", "said_by", "note")
_ESTIMATE = ("measure", "value", "low", "high", "n", "good")
_TAIL = ("anchor", "anchor_state", "file", "line", "passage")
_APART = ("intervals", "estimate", "span", "spans")
# What a spreadsheet takes for the beginning of a formula, and the sign that keeps it from doing so.
_FORMULA = re.compile(r"['=+@\-\t\r\n＝＋－＠]")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e-?\d+)?\Z")
GUARD = "'"


def as_csv(result: Result) -> str:
    """All claims as CSV with a header, lines ending in CRLF.

    Items of a list are joined by ``; ``. A cell that a spreadsheet might run starts with an apostrophe,
    and so does one that starts with an apostrophe itself: reading back takes one away. Characters that would
    act on a terminal stand as escapes.
    """
    base = result.base
    names = columns(base.vocabulary)
    written = StringIO()
    writer = csv.writer(written)
    writer.writerow(names)
    for claim in base.claims():
        cells = row(claim_data(claim, base), names)
        writer.writerow([guarded(cells.get(name, "")) for name in names])
    return written.getvalue()


def columns(vocabulary: Vocabulary) -> tuple[str, ...]:
    """All columns that a vocabulary leads to, whether or not a claim fills them."""
    signatures = (vocabulary.effect, vocabulary.moderation, *(p.signature for p in vocabulary.properties.values()))
    circumstances = [key for signature in signatures for key in signature.known if key not in ARMS]
    arms = [f"{arm}.{key}" for arm in ARMS for key in vocabulary.effect.moderators]
    estimate = [f"estimate.{key}" for key in _ESTIMATE]
    names = (*_HEAD, *_MANNER, *estimate, *vocabulary.dimensions, *circumstances, *arms, OTHER, *_TAIL)
    return tuple(dict.fromkeys(names))


def row(claim: Data, names: tuple[str, ...]) -> dict[str, str]:
    """The cells of one claim by column; what no column is there for stands under ``other``."""
    flat = {key: _text(value) for key, value in claim.items() if key not in _APART}
    flat |= {f"estimate.{key}": _text(value) for key, value in _estimate(claim["estimate"] or {}).items()}
    rest = [f"{key}={text}" for key, text in flat.items() if key not in names and text]
    return {**flat, OTHER: JOINT.join(rest)}


def _estimate(estimate: Data) -> Data:
    low, high = estimate.get("interval") or (None, None)
    return {"low": low, "high": high, **{key: value for key, value in estimate.items() if key != "interval"}}


def _text(value: Any) -> str:
    if isinstance(value, list):
        return JOINT.join(map(str, value))
    return "" if value is None else str(value)


def guarded(text: str) -> str:
    """A cell that no spreadsheet runs and no terminal obeys."""
    shown = "".join(ascii(c)[1:-1] if acts(c) else c for c in text)
    return f"{GUARD}{shown}" if _FORMULA.match(shown) and not _NUMBER.match(shown) else shown
