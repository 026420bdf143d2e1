"""Records that a change added, changed or removed, field by field and in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from claimbook.diagnostics import Place
from claimbook.disagreement.wording import show_key, show_value
from claimbook.knowledge import KnowledgeBase
from claimbook.records.claims import Claim, EffectAssertion, Estimate, ValueAssertion
from claimbook.records.flat import resolved, text_of
from claimbook.rules import hides_records
from claimbook.rulings.ruling import Ruling, Rulings
from claimbook.vocabulary.values import Value
from claimbook.vocabulary.vocabulary import UNSTATED

NOTHING = "none"
# Fields of which only that they changed is worth saying.
_UNREAD = {"anchor": "its passage", "because": "its reason", "of": "the state that it was decided on"}


class What(StrEnum):
    """What became of a record."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field, by its name in the record format, and its values in words; both '' where no one would read them."""

    name: str
    old: str
    new: str

    def __str__(self) -> str:
        return f"{self.name} {self.old} -> {self.new}" if self.old or self.new else _UNREAD.get(self.name, self.name)


@dataclass(frozen=True, slots=True)
class RecordChange:
    """A claim or ruling (``kind``) that differs; ``place`` is where it stands now, or where it stood."""

    kind: str
    id: str
    what: What
    place: Place
    fields: tuple[FieldChange, ...] = ()


@dataclass(frozen=True, slots=True)
class _Field:
    """A field's meaning, which is compared, with its text in the record and in words.

    ``absent`` says what it means that a record does not have it.
    """

    meaning: object
    text: str
    words: str
    absent: str = NOTHING


Fields = dict[str, _Field]


# Claims


def claim_changes(before: KnowledgeBase | None, after: KnowledgeBase) -> dict[str, RecordChange]:
    """The claims that differ in anything that is compared, by id; all are new where there was no base."""
    old = before.records.claims if before is not None else {}
    new = after.records.claims
    found: dict[str, RecordChange] = {}
    for id_ in sorted({*old, *new}):
        if id_ not in old:
            what = What.CHANGED if before is not None and _may_hold(before, id_) else What.ADDED
            found[id_] = RecordChange("claim", id_, what, new[id_].place)
        elif id_ not in new:
            if not _may_hold(after, id_):
                found[id_] = RecordChange("claim", id_, What.REMOVED, old[id_].place)
        elif before is not None and (fields := _differing(_claim(old[id_], before), _claim(new[id_], after))):
            found[id_] = RecordChange("claim", id_, What.CHANGED, new[id_].place, fields)
    return found


def _may_hold(base: KnowledgeBase, id_: str) -> bool:
    """Whether a claim that was not read is there all the same, broken or in a file that is."""
    return id_ in base.records.known_ids or hides_records(base.sink)


def _differing(old: Fields, new: Fields) -> tuple[FieldChange, ...]:
    """The fields of which both the meaning and the text differ.

    The same text may mean something else under another vocabulary: that is no change of the record.
    """
    pairs = [(name, _held(name, old, new), _held(name, new, old)) for name in dict.fromkeys([*old, *new])]
    return tuple(FieldChange(name, was.words, now.words) for name, was, now in pairs if _differ(was, now))


def _held(name: str, fields: Fields, others: Fields) -> _Field:
    """The field, or what stands for it in a record that does not have it."""
    return fields[name] if name in fields else _Field(None, "", others[name].absent)


def _differ(one: _Field, other: _Field) -> bool:
    return one.meaning != other.meaning and one.text != other.text


def _claim(claim: Claim, base: KnowledgeBase) -> Fields:
    """Every field of a claim that takes part in a comparison, named as in a claim file."""
    return {**_asserted(claim, base), **_scope(claim, base), **_manner(claim)}


def _asserted(claim: Claim, base: KnowledgeBase) -> Fields:
    """What it asserts. A value stands under its property, with the source's own word for it."""
    assertion = claim.assertion
    if isinstance(assertion, ValueAssertion):
        shown = f"{assertion.mode} {show_value(assertion.value, base.vocabulary)}"
        text = f"{assertion.mode} {text_of(assertion.value)}"
        return {assertion.property: _Field((assertion.mode, assertion.value), text, shown)}
    asserted = {key: value for key, value in resolved(claim).items() if key not in claim.scope}
    found = {_name(key, base): _field(value, base) for key, value in asserted.items()}
    if isinstance(assertion, EffectAssertion) and assertion.estimate is not None:
        found["estimate"] = _plain(_estimate(assertion.estimate))
    return found


def _scope(claim: Claim, base: KnowledgeBase) -> Fields:
    """What it is about, by dimension; one that is not stated is absent."""
    return {key: replace(_field(value, base), absent=UNSTATED) for key, value in claim.scope.items()}


def _name(key: str, base: KnowledgeBase) -> str:
    return show_key(key, base.vocabulary) if "." in key else key


def _field(value: Value | str, base: KnowledgeBase) -> _Field:
    return _Field(value, text_of(value), show_value(value, base.vocabulary))


def _plain(text: str) -> _Field:
    return _Field(text, text, text or NOTHING)


def _silent(text: str) -> _Field:
    """A field whose text no one would read."""
    return _Field(text, text, "", "")


def _manner(claim: Claim) -> Fields:
    """How it is said, where, and of which study."""
    return {
        "anchor": _silent(", ".join(f"{anchor.digest}/{anchor.count}" for anchor in claim.anchors)),
        "source": _plain(claim.source),
        "reach": _plain(claim.reach.value),
        "wording": _plain(claim.wording.value),
        "as_of": _plain(claim.as_of),
        "study": _plain(claim.study),
        "reports": _plain(", ".join(sorted(claim.reports))),
        "said_by": _plain(claim.said_by),
        "superseded_by": _plain(claim.superseded_by),
    }


def _estimate(estimate: Estimate) -> str:
    """An estimate as it is written in a record, what it leaves out left out."""
    interval = f"[{estimate.interval[0]:g}, {estimate.interval[1]:g}]" if estimate.interval is not None else None
    given = {"value": estimate.value, "interval": interval, "n": estimate.n, "good": estimate.good}
    return ", ".join([estimate.measure, *(f"{key} {value}" for key, value in given.items() if value is not None)])


# Rulings


def ruling_changes(before: Rulings, after: Rulings) -> dict[str, RecordChange]:
    """The rulings that differ, by dispute; one that is broken is neither new nor gone."""
    old, new = _by_dispute(before.sound), _by_dispute(after.sound)
    found: dict[str, RecordChange] = {}
    for id_ in sorted({*old, *new}):
        if id_ not in old:
            what = What.CHANGED if id_ in before.broken else What.ADDED
            found[id_] = RecordChange("ruling", id_, what, new[id_].place)
        elif id_ not in new:
            what, place = (What.CHANGED, after.broken[id_]) if id_ in after.broken else (What.REMOVED, old[id_].place)
            found[id_] = RecordChange("ruling", id_, what, place)
        elif fields := _differing(_ruling(old[id_]), _ruling(new[id_])):
            found[id_] = RecordChange("ruling", id_, What.CHANGED, new[id_].place, fields)
    return found


def _by_dispute(rulings: Sequence[Ruling]) -> Mapping[str, Ruling]:
    """The first ruling on each dispute, which is the one that counts."""
    return {ruling.dispute: ruling for ruling in reversed(rulings)}


def _ruling(ruling: Ruling) -> Fields:
    shown = {key: _plain(_shown(getattr(ruling, key))) for key in ("verdict", "prefers", "cites", "by", "on")}
    return {**shown, "because": _silent(ruling.because), "of": _silent(ruling.of)}


def _shown(value: object) -> str:
    return ", ".join(value) if isinstance(value, tuple) else str(value)
