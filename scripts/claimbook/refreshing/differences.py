"""Where the bibliography differs from what the registries answered, field by field."""

from collections.abc import Iterator
from typing import NamedTuple

from claimbook.citations.bibliography import OTHERS, Bibliography, Entry
from claimbook.diagnostics import Place, Sink
from claimbook.refreshing.likeness import first_difference, plain, same_title
from claimbook.refreshing.registries import Query, questions
from claimbook.refreshing.snapshot import AnswerKind, Facts, Snapshot
from claimbook.rules import report

MOST_NAMED = 6  # entries in a message


class FieldDifference(NamedTuple):
    """The field in which an entry differs, where it stands, and what stands against what."""

    field: str
    place: Place
    what: str


def check_registries(snapshot: Snapshot | None, bibliography: Bibliography, sink: Sink) -> None:
    """Hold the bibliography against the snapshot. Without one, or with no whole bibliography, nothing is said."""
    if snapshot is None or not bibliography.complete:
        return
    unanswered: list[Query] = []
    for question in questions(bibliography):
        answer = snapshot.answers.get(question)
        if answer is None or answer.status is AnswerKind.FAILED:
            unanswered.append(question)
        elif answer.facts is None:
            _report_unknown(question, bibliography, sink)
        else:
            _compare(question, answer.facts, bibliography, sink)
    if unanswered:
        _report_unanswered(unanswered, snapshot, bibliography, sink)


def _report_unknown(question: Query, bibliography: Bibliography, sink: Sink) -> None:
    registry = question.registry
    place = bibliography.entries[question.key].place_of(registry.field)
    report(sink, "CB219", place, about=[question.key, registry.value],
           what=f"'{question.key}': {registry.title} knows no work with the {question}.",
           way=f"Look for a slip in the {registry.identifier}; other registries than {registry.title} are not asked.",
           )  # fmt: skip


def _compare(question: Query, facts: Facts, bibliography: Bibliography, sink: Sink) -> None:
    registry = question.registry
    for field, place, what in differences(bibliography.entries[question.key], facts):
        report(sink, "CB219", place, about=[question.key, registry.value, field],
               what=f"'{question.key}': {what} ({registry.title}, {question}).",
               way=f"Look at the work itself, then correct the entry, or the {registry.identifier} if it leads to "
                   "another work.",
               )  # fmt: skip


def _report_unanswered(unanswered: list[Query], snapshot: Snapshot, bibliography: Bibliography, sink: Sink) -> None:
    first, count = unanswered[0], len(unanswered)
    told = ", ".join(f"{question} of '{question.key}'" for question in unanswered[:MOST_NAMED])
    rest = f" and {count - MOST_NAMED:,} more" if count > MOST_NAMED else ""
    report(sink, "CB221", bibliography.entries[first.key].place_of(first.registry.field), name=snapshot.name,
           told=told + rest, about=[f"{q.key} {q}" for q in unanswered])  # fmt: skip


# Comparing


def differences(entry: Entry, facts: Facts) -> Iterator[FieldDifference]:
    """What an entry states otherwise than the registry; what either leaves out is no difference."""
    yield from filter(None, (_title(entry, facts), _year(entry, facts), _authors(entry, facts)))


def _title(entry: Entry, facts: Facts) -> FieldDifference | None:
    """A title in brackets is a translation or a description, not the work's own."""
    ours = plain(entry.fields.get("title", ""))
    if not ours or not facts.title or "[" in (ours[0], facts.title[0]) or same_title(ours, facts.title):
        return None
    what = f"the title is '{ours}' here, but '{facts.title}' there"
    return FieldDifference("title", entry.place_of("title"), what)


def _year(entry: Entry, facts: Facts) -> FieldDifference | None:
    field = "year" if "year" in entry else "date"
    ours = entry.fields.get(field, "")[:4]
    if not ours.isdecimal() or not facts.years or int(ours) in facts.years:
        return None
    what = f"the year is {ours} here, but {' or '.join(map(str, facts.years))} there"
    return FieldDifference(field, entry.place_of(field), what)


def _authors(entry: Entry, facts: Facts) -> FieldDifference | None:
    """Only persons are compared: whether a group is named beside them is handled in many ways."""
    names = [name for name in entry.names.get("author", ()) if not name.braced]
    persons = [name for name in names if name.text != OTHERS]
    ours, theirs = [plain(name.family) for name in persons], facts.families
    index = first_difference(ours, theirs, cut=len(persons) < len(names)) if ours and theirs else None
    if index is None:
        return None
    if index < min(len(ours), len(theirs)):
        what = f"author {index + 1} is '{ours[index]}' here, but '{theirs[index]}' there"
        return FieldDifference("author", persons[index].place, what)
    what = f"the number of authors is {len(ours)} here, but {len(theirs)} there"
    return FieldDifference("author", entry.place_of("author"), what)
