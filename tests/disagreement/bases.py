"""Tiny knowledge bases for tests: a vocabulary about coffee, and claims given as a few keys each."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from claimbook.diagnostics import Place, Sink
from claimbook.disagreement.disputes import Dispute
from claimbook.reading.yamlfile import parse_yaml
from claimbook.records.claims import Claim
from claimbook.records.reader import ClaimFileReader, Records
from claimbook.vocabulary.reader import read_vocabulary
from claimbook.vocabulary.vocabulary import Vocabulary

HERE = Path(__file__).parent
DEFAULTS = {"intervention": "coffee", "comparator": "water", "condition": "hypertension", "outcome": "blood-pressure"}
Spec = Mapping[str, Any]


def parse_vocabulary(text: str) -> Vocabulary:
    """A vocabulary; it must be free of diagnostics."""
    sink = Sink()
    vocabulary = read_vocabulary(parse_yaml(text, "vocabulary.yml", sink), Place("vocabulary.yml"), sink)
    assert vocabulary is not None
    assert not list(sink), list(sink)
    return vocabulary


def coffee() -> Vocabulary:
    return parse_vocabulary((HERE / "vocabulary.yml").read_text())


def read_claims(
    specs: Mapping[str, Spec], vocabulary: Vocabulary, defaults: Mapping[str, str] | None = None
) -> list[Claim]:
    """Claims by id. ``source`` and ``passage`` (a name) say where one stands; the rest is the record's own."""
    records, sink = Records(), Sink()
    reader = ClaimFileReader(vocabulary, records, sink)
    for source, passages in _filed(specs).items():
        members = [_passage(group) for group in passages]
        document = {"source": source, "defaults": dict(defaults or {}), "passages": members}
        name = f"{source}.yml"
        reader.read(parse_yaml(json.dumps(document), name, sink), Place(name), source)
    assert not list(sink), "\n".join(f"{found.message} {found.help}" for found in sink)
    return list(records.claims.values())


def _filed(specs: Mapping[str, Spec]) -> dict[str, list[dict[str, Spec]]]:
    """Claims by source, each in a passage of its own unless it names one."""
    found: dict[str, dict[str, dict[str, Spec]]] = {}
    for id_, spec in specs.items():
        passages = found.setdefault(spec.get("source", "smith"), {})
        passages.setdefault(spec.get("passage", f"of {id_}"), {})[id_] = spec
    return {source: list(passages.values()) for source, passages in found.items()}


def _passage(group: Mapping[str, Spec]) -> dict[str, Any]:
    claims = [{"id": id_, "says": "Says so.", **_without_place(spec)} for id_, spec in group.items()]
    return {"at": "somewhere", "anchor": "0123456789abcdef/3@1", "claims": claims}


def _without_place(spec: Spec) -> dict[str, Any]:
    return {key: value for key, value in spec.items() if key not in ("source", "passage")}


def told(disputes: Iterable[Dispute]) -> list[dict[str, Any]]:
    """Every disagreement as plain data, its members in order."""
    return [
        {
            "dispute": dispute.id,
            "question": dispute.question,
            "members": sorted(list(member) for member in found.members),
            "grade": found.grade.value,
            "within": found.within_source,
            "why": list(found.why),
            "unstated": sorted(found.unstated),
            "explained_by": sorted(found.explained_by),
        }
        for dispute in disputes
        for found in dispute.disagreements
    ]
