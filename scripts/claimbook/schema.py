"""JSON Schemas of the kinds of file, made from the vocabulary, so that editors complete and check.

Draft 2020-12. Editors read YAML's types where claimbook reads text, so a number may stand where
text is meant. The check is the authority: what spans several keys or files is not in the schemas.
"""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from claimbook.diagnostics import Place, Sink
from claimbook.knowledge import KnowledgeBase
from claimbook.layout import CLAIMS
from claimbook.records.claims import Change, Effect, ExclusionReason, Good, Reach, Wording
from claimbook.records.reader import FILE_KEYS, PASSAGE_KEYS, SHARED_KEYS
from claimbook.records.sources import REFERENCE_KEYS, SOURCE_KEYS, Depth, Design, Findability, Trust, Weakness
from claimbook.records.when import ORDERED, ORDERS
from claimbook.rules import report
from claimbook.rulings.ruling import RULING_KEYS, Verdict
from claimbook.schema_values import property_value
from claimbook.vocabulary.graphs import DIMENSION_KEYS, SIBLINGS, TERM_KEYS
from claimbook.vocabulary.naming import CLAIM_KEYS, NAME, RESERVED, SLUG, TERM
from claimbook.vocabulary.properties import PROPERTY_KEYS
from claimbook.vocabulary.reader import KEYS as VOCABULARY_KEYS
from claimbook.vocabulary.terms import ANY, TermGraph
from claimbook.vocabulary.values import Type
from claimbook.vocabulary.vocabulary import ARMS, BOUNDS, UNSTATED, Mode, Property, Scale, Vocabulary

DRAFT = "https://json-schema.org/draft/2020-12/schema"
Schema = dict[str, Any]

TEXT: Schema = {"type": ["string", "number"]}
TEXTS: Schema = {"anyOf": [TEXT, {"type": "array", "items": TEXT}]}
ANCHOR: Schema = {"type": "string", "pattern": "^[0-9a-f]{16}/[1-9][0-9]*@[0-9]+$"}
ID: Schema = {"type": ["string", "integer"], "minimum": 0, "pattern": f"^{SLUG}$"}
UNRESERVED: Schema = {"pattern": f"^{NAME}$", "not": {"enum": sorted(RESERVED)}}
YES_NO: Schema = {"enum": ["yes", "no", True, False]}


def schemas(vocabulary: Vocabulary) -> dict[str, Schema]:
    """The schema of each kind of file, by file name."""
    return {
        "claims.schema.json": claims_schema(vocabulary),
        "source.schema.json": source_schema(),
        "rulings.schema.json": rulings_schema(),
        "vocabulary.schema.json": vocabulary_schema(vocabulary),
    }


def written(schema: Schema) -> str:
    """A schema as the text of its file: a line for each definition and key, so that changes can be read."""
    return _lines(schema, 2) + "\n"


def _lines(value: object, levels: int) -> str:
    if not levels or not isinstance(value, dict) or not value:
        return json.dumps(value, ensure_ascii=False)
    members = (f"{json.dumps(key, ensure_ascii=False)}: {_lines(inner, levels - 1)}" for key, inner in value.items())
    return "{\n" + ",\n".join(members) + "\n}"


def outdated(root: Path, vocabulary: Vocabulary) -> list[str]:
    """Names of schema files that are there and differ from what the vocabulary makes."""
    there = {name: root / CLAIMS / name for name in ("claims", "source", "rulings", "vocabulary")}
    files = {f"{name}.schema.json": path.with_name(f"{path.name}.schema.json") for name, path in there.items()}
    if not any(path.is_file() for path in files.values()):
        return []
    made = schemas(vocabulary)
    return [
        name for name, path in files.items() if path.is_file() and path.read_bytes() != written(made[name]).encode()
    ]


def check_schemas(base: KnowledgeBase, sink: Sink) -> None:
    """Report schema files that are out of date; not judged while input is broken."""
    for name in outdated(base.root, base.vocabulary) if not base.broken else ():
        report(sink, "CB120", Place(f"{CLAIMS}/{name}"), name=name, about=[name])


# Parts


def _object(properties: Mapping[str, Schema], required: Iterable[str] = (), **more: Any) -> Schema:
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(required),
        "additionalProperties": False,
        **more,
    }


def _only(keys: Iterable[str], properties: Mapping[str, Schema], required: Iterable[str] = (), **more: Any) -> Schema:
    """An object with exactly the keys that the reader knows."""
    return _object({key: properties.get(key, TEXT) for key in keys}, required, **more)


def _words(words: Iterable[str], description: str = "") -> Schema:
    return {"enum": [str(word) for word in words], **({"description": description} if description else {})}


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _map(values: Schema) -> Schema:
    return {"type": "object", "additionalProperties": values}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _schema(name: str, title: str, body: Schema) -> Schema:
    return {"$schema": DRAFT, "$id": name, "title": title, **body}


def _terms(graph: TermGraph, extra: Mapping[str, str]) -> Schema:
    """Every way to write a term, each with its label."""
    spellings: dict[str, str] = {}
    for entry in graph.entries.values():
        for spelling in (entry.id, *entry.aliases, entry.label):
            spellings.setdefault(spelling, entry.label)
    for word, meaning in extra.items():
        spellings.setdefault(word, meaning)
    return {"enum": list(spellings), "enumDescriptions": list(spellings.values()), "description": graph.label}


# Claim files


def claims_schema(vocabulary: Vocabulary) -> Schema:
    """A claim file: its source, defaults and passages."""
    inherited = _object({key: _bare(key, vocabulary) for key in (*SHARED_KEYS, *_scope_keys(vocabulary))})
    anchors = {
        "anyOf": [ANCHOR, {"type": "array", "items": ANCHOR, "minItems": 1}],
        "description": "`claimbook anchor` prints it",
    }
    passage = _only(
        PASSAGE_KEYS,
        {
            "at": {**TEXT, "description": "where it stands in the source, for people"},
            "anchor": anchors,
            "about": _ref("inherited"),
            "claims": _list(_ref("claim")),
            "exclude": _words(ExclusionReason, "why the passage asserts nothing that is kept"),
        },
        ["at"],
        oneOf=[{"required": ["claims"]}, {"required": ["exclude"]}],
    )
    body = _only(
        FILE_KEYS,
        {"defaults": _ref("inherited"), "passages": _list(_ref("passage"))},
        ["source", "passages"],
    )
    definitions = {"passage": passage, "inherited": inherited, "claim": _claim(vocabulary), **_definitions(vocabulary)}
    return _schema("claims.schema.json", f"Claims: {vocabulary.title}", {**body, "$defs": definitions})


def _scope_keys(vocabulary: Vocabulary) -> tuple[str, ...]:
    return (*ARMS, *vocabulary.dimensions, *vocabulary.properties)


def _definitions(vocabulary: Vocabulary) -> dict[str, Schema]:
    """Terms of dimensions and values of properties, each once."""
    words = {ANY: "not limited", UNSTATED: "the source does not say"}
    terms = {f"term-{name}": _terms(vocabulary.graphs[name], words) for name in vocabulary.dimensions}
    values = {f"value-{name}": _value(prop, vocabulary) for name, prop in vocabulary.properties.items()}
    return {**terms, **values, **{f"claimed-{name}": _claimed(prop) for name, prop in vocabulary.properties.items()}}


def _value(prop: Property, vocabulary: Vocabulary) -> Schema:
    if prop.type is Type.CATEGORY:
        return _terms(vocabulary.graphs[prop.id], {ANY: "not limited", UNSTATED: "the source does not say"})
    return property_value(prop, vocabulary.units)


def _bare(key: str, vocabulary: Vocabulary) -> Schema:
    """What a key takes where it says what a claim is about."""
    if key in vocabulary.properties:
        return _ref(f"value-{key}")
    if key in vocabulary.dimensions:
        return _ref(f"term-{key}")
    if key in ARMS:
        return _arm(vocabulary)
    return _claim_keys(vocabulary).get(key, TEXT)


def _arm(vocabulary: Vocabulary) -> Schema:
    """A term, or a mapping with what the arm alone is given."""
    name = vocabulary.arm_dimension
    if not name:
        return TEXT
    given = {key: _bare(key, vocabulary) for key in vocabulary.effect.moderators}
    term = _ref(f"term-{name}")
    return {"anyOf": [term, _object({name: term, **given}, [name])]}


def _claim(vocabulary: Vocabulary) -> Schema:
    properties = {
        **_claim_keys(vocabulary),
        **{key: _bare(key, vocabulary) for key in (*ARMS, *vocabulary.dimensions)},
        **{name: {"anyOf": [_bare(name, vocabulary), _ref(f"claimed-{name}")]} for name in vocabulary.properties},
    }
    return _object(
        properties,
        ["id", "says"],
        dependentRequired={"moderator": ["when", "changes"], "when": ["moderator"], "changes": ["moderator"]},
        allOf=[
            {"not": {"required": ["effect", "moderator"]}},
            *(_given_to_no_arm(key) for key in vocabulary.effect.moderators),
            *_orders(vocabulary),
        ],
    )


def _given_to_no_arm(key: str) -> Schema:
    """Beside what a claim says of itself, no arm has its own."""
    said = {"properties": {key: {"not": {"const": UNSTATED}}}, "required": [key]}
    return {"if": said, "then": {"properties": {arm: {"not": {"type": "object", "required": [key]}} for arm in ARMS}}}


def _orders(vocabulary: Vocabulary) -> Iterable[Schema]:
    """Each word of an order goes with some moderators only."""
    for word in ORDERED:
        ordered = [name for name, prop in vocabulary.properties.items() if word in ORDERS.get(prop.type, ())]
        said = {"properties": {"when": {"const": word}}, "required": ["when"]}
        yield {"if": said, "then": {"properties": {"moderator": _words(ordered)}}}


def _claimed(prop: Property) -> Schema:
    """``{MODE: value}``, which makes the claim one about the property."""
    value = _ref(f"value-{prop.id}")
    if prop.type not in (Type.CATEGORY, Type.IDENTIFIER):
        comparison = {"type": "string", "pattern": f"^(above|below) +{prop.id} +of +\\S"}
        value = {"anyOf": [value, comparison]}
    modes = {mode: _ref(f"claimed-{prop.id}/$defs/value") for mode in prop.modes}
    return {**_object(modes, minProperties=1, maxProperties=1, description=prop.label), "$defs": {"value": value}}


def _claim_keys(vocabulary: Vocabulary) -> dict[str, Schema]:
    number = {"anyOf": [{"type": "number"}, {"type": "string", "pattern": "^-?[0-9][0-9,]*(\\.[0-9]+)?$"}]}
    estimate = _object(
        {
            "measure": _words(vocabulary.measures),
            "good": _words(Good, "which is better for the patient"),
            "value": number,
            "interval": {"type": "array", "items": number, "minItems": 2, "maxItems": 2},
            "n": number,
        },
        ["measure", "good"],
        **_ratios(vocabulary),
    )
    known = {
        "id": ID,
        "says": {**TEXT, "description": "the assertion in our own words, hedged as the source hedges"},
        "reach": _words(Reach, "for whom it is said to hold"),
        "wording": _words(Wording, "how firmly the source says it"),
        "reports": TEXTS,
        "superseded_by": ID,
        "estimate": estimate,
        "effect": _words(Effect, "intervention against comparator on the outcome"),
        "moderator": _words((*vocabulary.dimensions, *vocabulary.properties), "what changes the effect"),
        "when": {**TEXT, "description": f"a value of the moderator, or {', '.join(ORDERED)}"},
        "changes": _words(Change, "what it does to the effect"),
    }
    return {key: known.get(key, TEXT) for key in CLAIM_KEYS}


def _ratios(vocabulary: Vocabulary) -> Schema:
    """Numbers of ratio measures are above zero; of those given as text only the sign is seen."""
    ratios = [name for name, scale in vocabulary.measures.items() if scale is Scale.RATIO]
    above = {"exclusiveMinimum": 0, "not": {"type": "string", "pattern": "^-"}}
    numbers = {"value": above, "interval": {"items": above}}
    return {"if": {"properties": {"measure": {"enum": ratios}}}, "then": {"properties": numbers}} if ratios else {}


# Source files, rulings, vocabulary


def source_schema() -> Schema:
    """``source.yml``."""
    reference = _only(
        REFERENCE_KEYS,
        {"found": _words(Findability), "is": TEXTS, "weak": _list(_words(Weakness))},
        ["id", "as", "at", "found", "because"],
    )
    known = {
        **dict.fromkeys(("authors", "data_of", "seen_at", "not_seen"), TEXTS),
        "archived": YES_NO,
        "design": _words(Design, "what it is in the chain of evidence"),
        "read": _words(Depth, "how much of it was read"),
        "trust": _words(Trust, "how far to trust it"),
        "references": _list(reference),
    }
    required = ["source", "title", "kind", "trust", "trust_because"]
    return _schema("source.schema.json", "A source of claims", _only(SOURCE_KEYS, known, required))


def rulings_schema() -> Schema:
    """A file of ``claims/rulings``."""
    known = {
        "verdict": _words(Verdict),
        "prefers": TEXTS,
        "cites": TEXTS,
        "of": {"type": "string", "pattern": "^[0-9a-f]{64}$", "description": "`claimbook rule` writes it"},
    }
    required = ["dispute", "verdict", "because", "by", "on", "of"]
    return _schema("rulings.schema.json", "Rulings on disputes", _list(_only(RULING_KEYS, known, required)))


def vocabulary_schema(vocabulary: Vocabulary) -> Schema:
    """``vocabulary.yml`` itself."""
    siblings = _words(SIBLINGS, "whether terms that share a parent exclude each other")
    term = _only(
        TERM_KEYS, {"aliases": TEXTS, "broader": TEXTS, "narrower": siblings, "ids": _map(TEXT), "benefit": YES_NO}
    )
    terms = {**_map(_ref("term")), "propertyNames": {"pattern": f"^{TERM}$"}}
    dimension = _only(DIMENSION_KEYS, {"siblings": siblings, "terms": terms}, ["terms"])
    names = _list(_words((*ARMS, *vocabulary.dimensions, *vocabulary.properties)))
    signature = {"subject": names, "moderators": names, "id_from": names, "question": TEXT}
    prop = _only(
        PROPERTY_KEYS,
        {
            **signature,
            "type": _words(Type),
            "siblings": siblings,
            "terms": terms,
            "modes": _list(_words(vocabulary.modes)),
            "time_varying": YES_NO,
            "ranges": _map(TEXT),
        },
        ["type"],
        **_unbounded(vocabulary),
    )
    body = _only(VOCABULARY_KEYS, _vocabulary_keys(signature, vocabulary), ["title", "modes"])
    definitions = {"term": term, "dimension": dimension, "property": prop}
    return _schema("vocabulary.schema.json", "The words of a knowledge base", {**body, "$defs": definitions})


def _unbounded(vocabulary: Vocabulary) -> Schema:
    """Words for bounds do not go with times around a session."""
    bounds = [word for word, mode in vocabulary.modes.items() if mode in BOUNDS]
    times = {"properties": {"type": {"const": Type.SESSION_TIME.value}}}
    return {"if": times, "then": {"properties": {"modes": {"items": {"not": _words(bounds)}}}}} if bounds else {}


def _vocabulary_keys(signature: Mapping[str, Schema], vocabulary: Vocabulary) -> dict[str, Schema]:
    form = _object(signature)
    category, properties = _map(TEXT), _words(vocabulary.properties)
    times = _object({"of": properties, "by": TEXT}, ["of", "by"])
    taken = _words((*sorted(RESERVED), *vocabulary.dimensions, *vocabulary.properties))
    constraint = _object(
        {"says": TEXT, "quantity": properties, "times": times, "having": category, "never": category}, ["says"]
    )
    return {
        "arms": _object({"dimension": _words(vocabulary.dimensions), "controls": TEXTS}, ["dimension"]),
        "units": _map(TEXT),
        "dimensions": {**_map(_ref("dimension")), "propertyNames": UNRESERVED},
        "modes": _map(_words(Mode, "the class that decides when two values disagree")),
        "forms": _object({"effect": form, "moderation": form}),
        "properties": {**_map(_ref("property")), "propertyNames": UNRESERVED},
        "measures": _map(_object({"label": TEXT, "scale": _words(Scale)})),
        "constraints": {**_map(constraint), "propertyNames": {**UNRESERVED, "not": taken}},
        "studies": _object({"fixed": signature["subject"], "size": properties}),
    }
