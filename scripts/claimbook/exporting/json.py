"""All records as plain data for other programs: resolved, flattened, with the places of their passages."""

import math
from typing import Any

from claimbook.check import Result
from claimbook.diagnostics import Sink
from claimbook.exporting.bibtex import as_bibtex
from claimbook.knowledge import KnowledgeBase
from claimbook.layout import VOCABULARY
from claimbook.reading.nodes import Mapping, Node, Scalar
from claimbook.reading.yamlfile import read_yaml
from claimbook.records.claims import Claim, EffectAssertion, Estimate, Exclusion, ModerationAssertion, ValueAssertion
from claimbook.records.flat import Fields, resolved, text_of
from claimbook.records.locations import Located
from claimbook.records.sources import Reference, Source
from claimbook.reports.json import dispute_data
from claimbook.vocabulary.dates import show_day
from claimbook.vocabulary.values import Extent, Type
from claimbook.vocabulary.vocabulary import AS_OF, Vocabulary

VERSION = 1
Data = dict[str, Any]


def export_data(result: Result) -> Data:
    """``version``, ``claims``, ``exclusions``, ``sources``, ``disputes``, ``vocabulary`` and ``bibliography``."""
    base = result.base
    return {
        "version": VERSION,
        "claims": [claim_data(claim, base) for claim in base.claims()],
        "exclusions": [exclusion_data(exclusion, base) for exclusion in base.records.exclusions],
        "sources": [source_data(source) for source in base.records.sources.values()],
        "disputes": [dispute_data(reviewed, result.base.records.claims) for reviewed in result.reviewed],
        "vocabulary": vocabulary_data(base),
        "bibliography": as_bibtex(result),
    }


# Claims


def claim_data(claim: Claim, base: KnowledgeBase) -> Data:
    """One claim: its resolved fields by name, the intervals behind its numbers, and its passage."""
    fields = resolved(claim)
    return {
        **{key: text_of(value) for key, value in fields.items()},
        "intervals": _intervals(claim, fields, base.vocabulary),
        "id": claim.id,
        "source": claim.source,
        "says": claim.says,
        "at": claim.at,
        "form": claim.form.value,
        "reach": claim.reach.value,
        "wording": claim.wording.value,
        "as_of": claim.as_of or None,
        "study": claim.study or None,
        "reports": list(claim.reports),
        "superseded_by": claim.superseded_by or None,
        "said_by": claim.said_by or None,
        "note": claim.note or None,
        "estimate": _estimate(claim.assertion.estimate) if isinstance(claim.assertion, EffectAssertion) else None,
        "file": claim.place.file,
        "line": claim.place.line,
        "passage": claim.passage.number + 1,
        **_anchors(claim, base),
    }


def _estimate(estimate: Estimate | None) -> Data | None:
    if estimate is None:
        return None
    return {
        "measure": estimate.measure,
        "value": estimate.value,
        "interval": list(estimate.interval) if estimate.interval is not None else None,
        "n": estimate.n,
        "good": estimate.good,
    }


# Numbers


def _intervals(claim: Claim, fields: Fields, vocabulary: Vocabulary) -> Data:
    """The intervals of every number, by field, with the unit they are in."""
    return {
        key: _extent(value, *_measure(claim, key, vocabulary))
        for key, value in fields.items()
        if isinstance(value, Extent)
    }


def _measure(claim: Claim, key: str, vocabulary: Vocabulary) -> tuple[Type, str]:
    """Type and unit of a field's numbers."""
    name = key.rpartition(".")[2]
    if isinstance(claim.assertion, ValueAssertion) and key == "value":
        name = claim.assertion.property
    if isinstance(claim.assertion, ModerationAssertion) and key == "when":
        name = claim.assertion.moderator
    if name == AS_OF:
        return Type.DATE, ""
    measure = vocabulary.properties[name].measure
    return measure.type, "min" if measure.type is Type.SESSION_TIME else measure.unit


def _extent(extent: Extent, type_: Type, unit: str) -> Data:
    def bound(number: float) -> float | str | None:
        if math.isinf(number):
            return None
        return show_day(number) if type_ is Type.DATE else number

    return {
        "unit": unit or None,
        "intervals": [
            {"low": bound(low[0]), "low_open": low[1] != 0, "high": bound(high[0]), "high_open": high[1] != 0}
            for low, high in extent.spans.intervals
        ],
    }


# Anchors, exclusions, sources


def _anchors(record: Claim | Exclusion, base: KnowledgeBase) -> Data:
    """Anchor or list of anchors, the worst state, and the spans as code points of the archived text."""
    anchors = [str(anchor) for anchor in record.anchors]
    located = base.located[record.id]
    spans = _spans(located)
    return {
        "anchor": anchors if len(anchors) > 1 else next(iter(anchors), None),
        "anchor_state": located.state.value,
        "span": spans[0] if spans else None,
        "spans": spans,
    }


def _spans(located: Located) -> list[Data | None] | None:
    """One span for each anchor, None for one that is not found; None as a whole without a text."""
    spans = [{"start": place[0], "end": place[1]} if place is not None else None for place in located.places]
    return spans or None


def exclusion_data(exclusion: Exclusion, base: KnowledgeBase) -> Data:
    return {
        "id": exclusion.id,
        "source": exclusion.source,
        "at": exclusion.at,
        "reason": exclusion.reason.value,
        "file": exclusion.place.file,
        "line": exclusion.place.line,
        **_anchors(exclusion, base),
    }


def source_data(source: Source) -> Data:
    return {
        "key": source.key,
        "title": source.title,
        "kind": source.kind,
        "authors": list(source.authors),
        "published": source.published or None,
        "accessed": source.accessed or None,
        "archived": source.archived,
        "own_sources": source.own_sources or None,
        "interest": source.interest or None,
        "trust": source.trust.value,
        "trust_because": source.trust_because or None,
        "note": source.note or None,
        "design": source.design.value,
        "read": source.read.value,
        "data_of": list(source.data_of),
        "not_seen": list(source.not_seen),
        "seen_at": list(source.seen_at),
        "references": [reference_data(reference) for reference in source.references],
        "file": source.place.file,
    }


def reference_data(reference: Reference) -> Data:
    """One reference of a source, by the keys of its record."""
    return {
        "id": reference.id,
        "as": reference.gives,
        "at": reference.at,
        "found": reference.found.value,
        "is": list(reference.works),
        "weak": [weakness.value for weakness in reference.weak],
        "study": reference.study or None,
        "because": reference.because,
    }


# The vocabulary


def vocabulary_data(base: KnowledgeBase) -> Data | None:
    """The vocabulary as its file has it, every scalar a text; None where there is none to be read."""
    path = base.root / VOCABULARY
    node = read_yaml(path, VOCABULARY, Sink()) if path.is_file() else None
    return {key: _plain(value) for key, value in node.entries.items()} if isinstance(node, Mapping) else None


def _plain(node: Node) -> Any:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Mapping):
        return {key: _plain(value) for key, value in node.entries.items()}
    return [_plain(item) for item in node.items]
