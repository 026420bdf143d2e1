"""Choosing among the findings by code, as ``--select`` and ``--ignore`` do.

What was typed is looked at before anything is read, so the check itself is not imported for that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from claimbook.failure import CallError
from claimbook.reading.spelling import suggestion
from claimbook.rules import RULES, is_broken

if TYPE_CHECKING:
    from claimbook.check import Result
    from claimbook.rulings.review import Reviewed

Chosen = Callable[[str], bool]


def prefixes(given: Iterable[str]) -> tuple[str, ...]:
    """Codes or beginnings of codes, separated by commas. Raises CallError for one that no rule has."""
    found = [code.strip().upper() for text in given for code in text.split(",") if code.strip()]
    for code in found:
        if not any(known.startswith(code) for known in RULES):
            raise CallError(f"'{code}' is not a code.", suggestion(code, RULES))
    return tuple(found)


def chosen(select: Sequence[str], ignore: Sequence[str]) -> Chosen:
    """Whether a code is among those asked for, by its beginning."""
    return lambda code: (not select or code.startswith(tuple(select))) and not code.startswith(tuple(ignore))


def choose(result: Result, select: Sequence[str], ignore: Sequence[str]) -> Result:
    """The result with only the findings chosen; they decide its exit status.

    Broken input is always kept: what else is found cannot be trusted without a look at it.
    """
    wanted = chosen(select, ignore)
    return replace(result, diagnostics=tuple(d for d in result.diagnostics if is_broken(d) or wanted(d.code)))


def shown(result: Result) -> list[Reviewed]:
    """The disputes whose findings were chosen, worst first."""
    from claimbook.check import DISPUTE_CODES

    ids = {d.dispute for d in result.diagnostics if d.code in DISPUTE_CODES.values()}
    return [reviewed for reviewed in result.reviewed if reviewed.dispute.id in ids]
