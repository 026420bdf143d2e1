"""What changed since an earlier revision, for readers: disputes first, then claims by source."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

from claimbook.capitals import uncapitalised
from claimbook.changes.compare import Changes, compare
from claimbook.changes.effects import DisputeChange
from claimbook.changes.records import RecordChange, What
from claimbook.changes.repository import Repository
from claimbook.changes.revision import HEAD, SHORT
from claimbook.changes.words import NOTHING_CHANGED, Cause, caveats, headline, lines_of, verbs
from claimbook.check import Result
from claimbook.failure import CallError
from claimbook.layout import CLAIMS
from claimbook.plurals import plural
from claimbook.telling.labels import SourceNames

_RECORDS = f":(glob){CLAIMS}/*/**"  # claims, sources and rulings, not the vocabulary
_FIRST = "The records are as they were first put in: there is no earlier state to compare them with yet."
_CANNOT = "This copy of the book cannot tell what changed: {}"


class ChangeLine(NamedTuple):
    """One thing that changed, and how; ``claim`` is the id of a claim that is on record, else ''."""

    claim: str
    text: str
    how: str = ""


class TouchedView(NamedTuple):
    """A dispute that changed: what became of it, and by what. ``here`` tells whether it still exists."""

    dispute: str
    question: str
    here: bool
    verbs: str
    how: str
    lines: tuple[ChangeLine, ...]


class ChangedClaims(NamedTuple):
    """Claims of one source with the same fate."""

    source: str
    lines: tuple[ChangeLine, ...]


class Fate(NamedTuple):
    """Claims that were added, changed or removed, by source."""

    what: str
    claims: int
    sources: tuple[ChangedClaims, ...]


@dataclass(frozen=True, slots=True)
class ChangesView:
    """All that changed. Where that cannot be told, ``lead`` says why and the rest is empty."""

    lead: str
    caveats: tuple[str, ...] = ()
    disputes: tuple[TouchedView, ...] = ()
    claims: tuple[Fate, ...] = ()


def changes(since: str, result: Result, names: SourceNames) -> ChangesView:
    """What changed since a revision; where none is named, since the last tag, else by the last change of records."""
    repository = Repository(result.base.root)
    try:
        repository.require()
        name = since or _last_tag(repository) or _before_last_change(repository)
        if not name:
            return ChangesView(_FIRST)
        return _view(compare(result, name, None), repository, names)
    except CallError as error:
        return ChangesView(_CANNOT.format(uncapitalised(str(error))))


def _last_tag(repository: Repository) -> str:
    """The latest tag before the present state; '' where there is none."""
    for start in (HEAD, f"{HEAD}^"):
        answer = repository.ask("describe", "--tags", "--abbrev=0", start)
        tag = answer.out.decode().strip() if answer.status == 0 else ""
        if tag and repository.commit(tag) != repository.commit(HEAD):
            return tag
    return ""


def _before_last_change(repository: Repository) -> str:
    """The commit before the latest that touched records; '' where there is none."""
    latest = repository.ask("rev-list", "--max-count=1", HEAD, "--", _RECORDS).out.decode().strip()
    return (repository.commit(f"{latest}^") or "") if latest else ""


def _view(comparison: Changes, repository: Repository, names: SourceNames) -> ChangesView:
    commit = comparison.revision.commit
    day = repository.ask("show", "--no-patch", "--no-show-signature", "--format=%cs", commit).out.decode().strip()
    name = comparison.revision.name
    short = f"commit {commit[:SHORT]}"
    known = short if commit.startswith(name) else f"{name} ({short})"
    told = headline(comparison).partition(";")[0]
    disputes = "no dispute changed" if told == NOTHING_CHANGED else f"disputes: {told}"
    found = tuple(_fates(comparison, names))
    records = [f"{plural(fate.claims, 'claim')} {fate.what}" for fate in found]
    return ChangesView(
        f"Since {known} of {in_words(day)}: {', '.join(records) or 'no claim changed'}; {disputes}.",
        tuple(caveats(comparison)),
        tuple(_touched(effect, comparison, names) for effect in comparison.effects),
        found,
    )


def in_words(day: str) -> str:
    """``2026-11-22`` as ``22 November 2026``; anything else as it is."""
    try:
        found = date.fromisoformat(day)
    except ValueError:
        return day
    return f"{found.day} {found:%B %Y}"


def _touched(effect: DisputeChange, comparison: Changes, names: SourceNames) -> TouchedView:
    lines = tuple(_cause(line, comparison, names) for line in lines_of(effect, comparison))
    dispute = effect.dispute
    return TouchedView(dispute.id, dispute.question, effect.now is not None, verbs(effect), effect.how, lines)


def _cause(line: Cause, comparison: Changes, names: SourceNames) -> ChangeLine:
    claim = comparison.after.base.records.claims.get(line.id)
    if claim is not None:
        return ChangeLine(claim.id, claim.says, _told(line.says, names))
    return ChangeLine("", _told(" ".join(filter(None, (line.kind, line.id, line.says))), names))


def _told(text: str, names: SourceNames) -> str:
    return names.within(text).replace(" -> ", " → ")


def _fates(comparison: Changes, names: SourceNames) -> Iterable[Fate]:
    """The claims by what became of them, then by source."""
    for what in What:
        members = [change for change in comparison.claims if change.what is what]
        if members:
            by_source: dict[str, list[RecordChange]] = {}
            for change in members:
                by_source.setdefault(Path(change.place.file).parent.name, []).append(change)
            yield Fate(what.value, len(members), tuple(
                ChangedClaims(names.get(key, key), tuple(_line(change, comparison, names) for change in own))
                for key, own in sorted(by_source.items())
            ))  # fmt: skip


def _line(change: RecordChange, comparison: Changes, names: SourceNames) -> ChangeLine:
    claim = comparison.after.base.records.claims.get(change.id)
    if claim is None:
        return ChangeLine("", change.id)
    return ChangeLine(change.id, claim.says, _told("; ".join(map(str, change.fields)), names))
