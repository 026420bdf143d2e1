"""The snapshot: what the registries answered, kept in one file beside the bibliography.

It holds facts alone (title, years, family names, where it appeared, whether it was retracted), sorted
and written the same way each time, so that a change to it can be reviewed.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

from claimbook.citations.bibliography import Bibliography
from claimbook.citations.retractions import Standing
from claimbook.diagnostics import Place, Sink
from claimbook.refreshing.registries import Query, Registry, questions
from claimbook.rules import report

VERSION = 1
LARGEST = 50_000_000  # bytes: some ten thousand works


class AnswerKind(StrEnum):
    """What came of asking."""

    FOUND = "found"
    NOT_FOUND = "not-found"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Facts:
    """What a registry says of a work. ``years`` are those of print and of first appearance, where they differ;
    ``families`` the persons' family names in order; ``retracted`` also stands for withdrawn and removed.
    """

    title: str = ""
    years: tuple[int, ...] = ()
    families: tuple[str, ...] = ()
    container: str = ""
    retracted: bool = False


@dataclass(frozen=True, slots=True)
class RegistryAnswer:
    """On which day (UTC) a question was put, and what came of it. Facts only where found."""

    on: date
    status: AnswerKind
    facts: Facts | None = None

    @property
    def retracted(self) -> bool:
        return self.facts is not None and self.facts.retracted


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What was answered; ``name`` is how diagnostics call the file."""

    name: str
    answers: Mapping[Query, RegistryAnswer] = field(default_factory=dict)


def retracted_keys(snapshot: Snapshot | None, bibliography: Bibliography) -> dict[str, Standing]:
    """Citation keys of the works that a registry says were retracted, and which registry says so.

    Answers about an identifier that the entry no longer has do not count.
    """
    found: dict[str, Standing] = {}
    if snapshot is None:
        return found
    fallen = {question for question, answer in snapshot.answers.items() if answer.retracted}
    for question in questions(bibliography) if fallen else ():
        if question in fallen:
            said_at = f"{snapshot.name}, {question.registry.title} on {question}"
            found.setdefault(question.key, Standing("retracted", said_at))
    return found


# Writing


def text_of(answers: Mapping[Query, RegistryAnswer]) -> str:
    """The file's text: the same answers give the same bytes, in whatever order they came."""
    import json

    entries: dict[str, dict[str, object]] = {}
    for question, answer in answers.items():
        entries.setdefault(question.key, {})[question.registry.value] = _data(question, answer)
    data = {"version": VERSION, "entries": entries}
    return json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _data(question: Query, answer: RegistryAnswer) -> dict[str, object]:
    data: dict[str, object] = {"asked": question.identifier, "on": answer.on.isoformat(), "status": answer.status.value}
    facts = answer.facts
    if facts is not None:
        data |= {"title": facts.title, "years": facts.years, "families": facts.families}
        data |= {"container": facts.container, "retracted": facts.retracted}
    return data


# Reading


class _ShapeError(Exception):
    """Why a snapshot is not one."""


def read_snapshot(path: Path, name: str, sink: Sink) -> Snapshot | None:
    """Read the snapshot; None where there is none, or (with a diagnostic) none that can be used."""
    if not path.exists():
        return None
    import json

    try:
        return Snapshot(name, _answers(json.loads(_content(path))))
    except json.JSONDecodeError as error:
        place, why = Place(name, error.lineno, error.colno), f"it is not JSON: {error.msg}"
    except (_ShapeError, RecursionError) as error:
        place, why = Place(name), str(error) if isinstance(error, _ShapeError) else "it is nested too deeply"
    report(sink, "CB220", place, why=why, about=[name])
    return None


def _content(path: Path) -> str:
    try:
        if not path.is_file():
            raise _ShapeError("it is not a regular file")
        if path.stat().st_size > LARGEST:
            raise _ShapeError(f"it is larger than {LARGEST // 1_000_000} MB")
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise _ShapeError(f"it is not UTF-8 (byte {error.start + 1})") from error
    except OSError as error:
        raise _ShapeError(f"it cannot be read: {error.strerror}") from error


def _answers(data: Any) -> dict[Query, RegistryAnswer]:
    version = _of(data, "version", int, "the file")
    if version != VERSION:
        raise _ShapeError(f"it is of version {version}, and this claimbook reads version {VERSION}")
    entries = _of(data, "entries", dict, "the file")
    return dict(_answer(key, name, entry[name]) for key, entry in entries.items() for name in _names(key, entry))


def _names(key: str, entry: Any) -> Iterable[str]:
    """The registries that were asked about an entry."""
    if not isinstance(entry, dict):
        raise _ShapeError(f"'{key}' has no usable answers")
    return entry


def _answer(key: str, name: str, data: Any) -> tuple[Query, RegistryAnswer]:
    where = f"'{key}', '{name}'"
    status, on = _of(data, "status", str, where), _of(data, "on", str, where)
    try:
        question = Query(key, Registry(name), _of(data, "asked", str, where))
        answer = RegistryAnswer(_day(on), AnswerKind(status))
    except ValueError as error:
        raise _ShapeError(f"{where} has an unknown registry, day or status") from error
    return question, replace(answer, facts=_facts(data, where)) if answer.status is AnswerKind.FOUND else answer


def _day(text: str) -> date:
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        raise ValueError(text)
    return date.fromisoformat(text)


def _facts(data: Any, where: str) -> Facts:
    return Facts(
        _of(data, "title", str, where),
        tuple(_list(data, "years", int, where)),
        tuple(_list(data, "families", str, where)),
        _of(data, "container", str, where),
        _of(data, "retracted", bool, where),
    )


def _list(data: Any, name: str, kind: type, where: str) -> list[Any]:
    found: list[Any] = _of(data, name, list, where)
    if not all(type(item) is kind for item in found):
        raise _ShapeError(f"{where} has no usable '{name}'")
    return found


def _of(data: Any, name: str, kind: type, where: str) -> Any:
    """A member of just this type; true is no number here."""
    if not isinstance(data, dict) or type(data.get(name)) is not kind:
        raise _ShapeError(f"{where} has no usable '{name}'")
    return data[name]
