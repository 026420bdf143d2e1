"""What a change did, in words: shared by the terminal, Markdown and JSON."""

from collections.abc import Iterator
from typing import NamedTuple

from claimbook.changes.compare import STALE, Changes
from claimbook.changes.effects import ChangeKind, DisputeChange, Story
from claimbook.changes.history import Past
from claimbook.changes.records import RecordChange, What
from claimbook.check import DISPUTE_CODES
from claimbook.diagnostics import Diagnostic, Place
from claimbook.layout import VOCABULARY
from claimbook.plurals import plural

KINDS = {
    ChangeKind.OPENED: "opened",
    ChangeKind.WORSENED: "worsened",
    ChangeKind.STALE: "made stale",
    ChangeKind.SETTLED: "settled",
}
NOTHING_CHANGED = "no dispute changed"
UNCHANGED = "none of its records differs: the ruling was out of date already, or claimbook compares otherwise now"


class Cause(NamedTuple):
    """One thing that did it: what kind of record and which, what became of it, and where it stands."""

    kind: str
    id: str
    says: str
    place: Place | None = None

    def __str__(self) -> str:
        where = f" ({self.place.file}:{self.place.line})" if self.place is not None else ""
        return " ".join(filter(None, (self.kind, self.id, self.says))) + where


def headline(comparison: Changes) -> str:
    """How many disputes the change touches, by kind, and what else is new."""
    counts = [(KINDS[kind], len(comparison.of(kind))) for kind in ChangeKind]
    told = ", ".join(f"{count:,} {word}" for word, count in counts if count)
    others = len(others_of(comparison))
    rest = f"; {plural(others, 'other finding')}" if others else ""
    return (told or NOTHING_CHANGED) + rest


def others_of(comparison: Changes) -> list[Diagnostic]:
    """The findings that are not told of with a dispute."""
    return [found for found in comparison.diagnostics if found.code not in (*DISPUTE_CODES.values(), STALE)]


def caveats(comparison: Changes) -> list[str]:
    """What makes the comparison less than whole."""
    found = []
    if comparison.absent:
        found.append("There was no knowledge base at this place then, so everything counts as new.")
    if comparison.broken:
        found.append("Some input was broken then and could not be compared, so more may seem new than is.")
    if comparison.after.base.broken:
        found.append("Some input is broken now: until it is corrected, nothing is said to be settled or made stale.")
    return found


def verbs(effect: DisputeChange) -> str:
    """What became of the dispute."""
    return ", ".join(KINDS[kind] for kind in effect.kinds)


def lines_of(effect: DisputeChange, comparison: Changes) -> list[Cause]:
    """What did it: records first, then how that shows in the dispute."""
    lines = list(story_lines(effect.story))
    marks = [reviewed.fingerprint if reviewed is not None else "" for reviewed in (effect.before, effect.now)]
    if marks[0] != marks[1] and not effect.by:
        lines.insert(0, unexplained(vocabulary_changed=comparison.vocabulary_changed))
    return lines


def lines_since(past: Past) -> list[Cause]:
    """What changed since a ruling; where nothing did, that."""
    lines = list(story_lines(past.story))
    if not past.story.records and (lines or past.exact or past.vocabulary_changed):
        lines.insert(0, unexplained(vocabulary_changed=past.vocabulary_changed))
    return lines or [Cause("", "", UNCHANGED)]


def unexplained(*, vocabulary_changed: bool) -> Cause:
    """What did it where no claim of the dispute changed."""
    if vocabulary_changed:
        return Cause("", "", "none of its claims changed, but the vocabulary did", Place(VOCABULARY))
    return Cause("", "", "none of its claims changed in itself, but which of them share a passage did")


def story_lines(story: Story) -> Iterator[Cause]:
    """A story, one line a thing."""
    yield from map(_record, story.records)
    for id_ in story.came:
        yield Cause("claim", id_, "is as it was, and now disagrees")
    for id_ in story.went:
        yield Cause("claim", id_, "is as it was, and disagrees no more")
    for change in story.regraded:
        yield Cause("", "", f"{_named(change.claims)}: {change.old} -> {change.new}")


def _record(record: RecordChange) -> Cause:
    fields = "; ".join(map(str, record.fields))
    says = f"{record.what}: {fields}" if fields else str(record.what)
    return Cause(record.kind, record.id if record.kind == "claim" else "", says,
                record.place if record.what is not What.REMOVED else None)  # fmt: skip


def _named(ids: tuple[str, ...]) -> str:
    shown = 4
    return ", ".join(ids[:shown]) + (f" and {len(ids) - shown} more" if len(ids) > shown else "")
