"""The way back: from what ``export --format json`` printed to the files of a knowledge base."""

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from claimbook.exporting.json import VERSION, Data
from claimbook.failure import CallError
from claimbook.layout import BIBLIOGRAPHY, CLAIMS, RULINGS, SOURCE_FILE, VOCABULARY
from claimbook.records.claims import Reach, Wording
from claimbook.vocabulary.vocabulary import ARMS
from claimbook.writing.trees import as_yaml

RULINGS_FILE = f"{RULINGS}/rulings.yml"
# What of a claim is not a resolved field of its assertion and scope.
_MANNER = ("note", "reach", "wording", "as_of", "study", "reports", "superseded_by", "said_by")
_PLACE = ("id", "says", "source", "at", "form", "file", "line", "passage")
_DERIVED = ("intervals", "estimate", "anchor", "anchor_state", "span", "spans")
_USUAL = {"reach": Reach.AVERAGE.value, "wording": Wording.ASSERTED.value}
_FORM_KEYS = {
    "effect": (*ARMS, "effect"),
    "value": ("property", "mode", "value"),
    "moderation": ("moderator", "when", "changes"),
    "statement": (),
}
_KEY = re.compile(r"(?!rulings\Z)[^\s./\\][^\s/\\]*\Z")
_FILE = re.compile(r"[^./\\\x00-\x1f][^/\\\x00-\x1f]*\.ya?ml\Z")
_WAY = "Give it what `claimbook export --format json` printed; docs/exporting.md describes it."


def read_export(path: Path) -> dict[str, str]:
    """The files of the knowledge base in an export, text by name (POSIX, under the root).

    Line numbers, intervals, spans and anchor states are computed anew by whoever reads the files. Raises
    CallError where it is no export.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, RecursionError) as error:
        raise CallError(f"{path.name} is not JSON: {error}.", _way()) from error
    if not isinstance(data, dict) or data.get("version") != VERSION:
        raise CallError(f"{path.name} is no export of version {VERSION}.", _way())
    return files(data)


def _way() -> str:
    return f"{_WAY} For a table, say with --map which columns hold what."


def files(data: Data) -> dict[str, str]:
    """The same from the data of an export."""
    vocabulary = data.get("vocabulary")
    if not isinstance(vocabulary, dict):
        raise _wrong("The export", "vocabulary", "a mapping")
    arms = vocabulary.get("arms")
    dimension = arms.get("dimension", "") if isinstance(arms, dict) else ""
    texts = {VOCABULARY: as_yaml(vocabulary), BIBLIOGRAPHY: _string(data, "bibliography", "The export")}
    for source in _list(data, "sources"):
        key = _source(source, "key", "A source")
        texts[f"{CLAIMS}/{key}/{SOURCE_FILE}"] = as_yaml(_source_record(source))
    for name, passages in _by_file(data, dimension).items():
        texts[name] = as_yaml({"source": name.split("/")[1], "passages": passages})
    rulings = [_given(d["ruling"]) for d in _list(data, "disputes") if isinstance(d.get("ruling"), dict)]
    return texts | ({RULINGS_FILE: as_yaml(rulings)} if rulings else {})


def _source_record(source: Data) -> Data:
    """``source.yml``: the keys of the export, but for what is not there."""
    record = {"source": source["key"], **_given(source)}
    if isinstance(record.get("references"), list):
        record["references"] = [_given(one) for one in record["references"] if isinstance(one, dict)]
    return {key: value for key, value in record.items() if key not in ("key", "file")}


def _given(data: Data) -> Data:
    """What is there: no null and no empty list."""
    return {key: value for key, value in data.items() if value is not None and value != []}


# Claim files


def _by_file(data: Data, dimension: str) -> dict[str, list[Data]]:
    """The passages of every claim file, in the order of their lines; claims of one passage together."""
    found: dict[str, dict[tuple[int, str], Data]] = {}
    for claim in _list(data, "claims"):
        what = f"Claim '{_string(claim, 'id', 'A claim')}'"
        group = str(claim.get("passage", claim["id"]))
        passages = found.setdefault(_file(claim, what), {})
        known = next((p for (_, name), p in passages.items() if name == group), None)
        if known is None:
            known = passages[_line(claim), group] = {**_passage(claim, what), "claims": []}
        known["claims"].append(_claim(claim, dimension, what))
    for exclusion in _list(data, "exclusions"):
        what = f"Exclusion '{exclusion.get('id', '')}'"
        passage = {**_passage(exclusion, what), "exclude": _string(exclusion, "reason", what)}
        found.setdefault(_file(exclusion, what), {})[_line(exclusion), what] = passage
    return {name: [passages[place] for place in sorted(passages)] for name, passages in found.items()}


def _line(record: Data) -> int:
    """Where it stood, or behind all others."""
    line = record.get("line")
    return line if isinstance(line, int) else 2**31


def _file(record: Data, what: str) -> str:
    """The file that a record goes to: the one it came from, else one for all of its source."""
    source = _source(record, "source", what)
    folder, name = f"{CLAIMS}/{source}/", record.get("file", f"{CLAIMS}/{source}/claims.yml")
    if not isinstance(name, str) or not name.startswith(folder) or not _FILE.match(name[len(folder) :]):
        raise _wrong(what, "file", f"'{folder}<name>.yml'")
    if name == folder + SOURCE_FILE:
        raise _wrong(what, "file", "a file of claims")
    return name


def _passage(record: Data, what: str) -> Data:
    anchor = record.get("anchor")
    return {"at": _string(record, "at", what), **({"anchor": anchor} if anchor else {})}


def _claim(claim: Data, dimension: str, what: str) -> Data:
    """A claim's record, with everything that it inherited written out."""
    form = _string(claim, "form", what)
    if form not in _FORM_KEYS:
        raise _wrong(what, "form", f"one of {', '.join(_FORM_KEYS)}")
    told = {key: _string(claim, key, what) for key in ("id", "says")}
    apart = {*_MANNER, *_PLACE, *_DERIVED, *_FORM_KEYS[form]}
    scope = {key: _string(claim, key, what) for key in claim if key not in apart and "." not in key}
    manner = {key: value for key in _MANNER if (value := claim.get(key)) != _USUAL.get(key)}
    return _given({**told, **_asserted(claim, form, dimension, what), **scope, **manner})


def _asserted(claim: Data, form: str, dimension: str, what: str) -> Data:
    texts = {key: _string(claim, key, what) for key in _FORM_KEYS[form]}
    if form == "value":
        return {texts["property"]: {texts["mode"]: texts["value"]}}
    if form == "effect":
        texts |= {arm: _arm(claim, arm, dimension) for arm in ARMS}
        return {**texts, "estimate": _estimate(claim, what)}
    return texts


def _arm(claim: Data, arm: str, dimension: str) -> Any:
    """An arm: its term, or a mapping where it has a dose or timing of its own."""
    given = {key.partition(".")[2]: value for key, value in claim.items() if key.startswith(f"{arm}.")}
    return {dimension: claim[arm], **given} if given else claim[arm]


def _estimate(claim: Data, what: str) -> Data | None:
    estimate = claim.get("estimate")
    if estimate is None:
        return None
    if not isinstance(estimate, dict):
        raise _wrong(what, "estimate", "a mapping or null")
    return {key: _number(value) for key, value in estimate.items() if value is not None}


def _number(value: Any) -> Any:
    """Digits as people write them: never with an exponent."""
    if isinstance(value, list):
        return [_number(item) for item in value]
    return Decimal(format(Decimal(repr(value)), "f")) if isinstance(value, float) else value


# What an export must hold


def _list(data: Data, key: str) -> Iterator[Data]:
    found = data.get(key)
    if not isinstance(found, list) or not all(isinstance(item, dict) for item in found):
        raise _wrong("The export", key, "a list of objects")
    yield from found


def _string(data: Data, key: str, what: str) -> str:
    found = data.get(key)
    if not isinstance(found, str):
        raise _wrong(what, key, "a text")
    return found


def _source(data: Data, key: str, what: str) -> str:
    """A citation key that may name a folder."""
    found = _string(data, key, what)
    if not _KEY.match(found):
        raise _wrong(what, key, "a citation key")
    return found


def _wrong(what: str, key: str, wanted: str) -> CallError:
    return CallError(f"{what} has no '{key}' that is {wanted}.", _WAY)
