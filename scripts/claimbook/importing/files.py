"""The files of an import as text, with the row and columns behind every line of them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from claimbook.importing.drafts import ClaimDraft, Draft, DraftField
from claimbook.importing.mapping import Tree
from claimbook.importing.table import Row
from claimbook.layout import BIBLIOGRAPHY, CLAIMS, SOURCE_FILE
from claimbook.writing.scalars import in_brackets, scalar
from claimbook.writing.trees import as_yaml

# A file that people and the reader of claims still take in.
CLAIMS_IN_A_FILE = 5_000
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?\Z")
_YEAR = re.compile(r"[0-9]{4}")
_FIELDS = ("title", "kind", "authors", "published", "trust", "trust_because", "note")
_BIB_FIELDS = ("doi", "url")
_BIB = str.maketrans({"{": "(", "}": ")", "\\": "/", **{sign: f"\\{sign}" for sign in "#$%&_"}})
_NO_BRACES = str.maketrans("", "", "{}\\")


class Origin(NamedTuple):
    """Where a line came from. ``empty`` names columns that said nothing although they were asked."""

    row: Row
    columns: tuple[str, ...]
    empty: tuple[str, ...] = ()


@dataclass
class Files:
    """Text by name (POSIX, under the root), and the origins of lines by file, then line from 1."""

    texts: dict[str, str] = field(default_factory=dict)
    origins: dict[str, dict[int, Origin]] = field(default_factory=dict)


def write(drafts: Iterable[Draft]) -> Files:
    """Source, claim and bibliography files of sound drafts; the same for the same drafts, byte for byte."""
    files = Files()
    by_source: dict[str, list[Draft]] = {}
    for draft in drafts:
        by_source.setdefault(draft.source, []).append(draft)
    for source, some in by_source.items():
        files.texts[f"{CLAIMS}/{source}/{SOURCE_FILE}"] = "\n".join(_source(source, some)) + "\n"
        for topic, ours in _split(some):
            _claim_file(files, f"{CLAIMS}/{source}/{topic}.yml", source, ours)
    files.texts[BIBLIOGRAPHY] = _bibliography(by_source)
    return files


def _split(drafts: list[Draft]) -> Iterator[tuple[str, list[Draft]]]:
    """The drafts of each topic, in portions; appended rows leave full portions alone."""
    topics: dict[str, list[Draft]] = {}
    for draft in drafts:
        topics.setdefault(draft.topic, []).append(draft)
    for topic, some in topics.items():
        for number, start in enumerate(range(0, len(some), CLAIMS_IN_A_FILE), 1):
            name = topic if number == 1 else f"{topic}--{number}"
            yield name, some[start : start + CLAIMS_IN_A_FILE]


# Sources


def merged(drafts: Iterable[Draft]) -> dict[str, tuple[str, Draft]]:
    """What rows say of their source: of each field the first text that is not empty, and who says it."""
    found: dict[str, tuple[str, Draft]] = {}
    for draft in drafts:
        for name, (text, _) in draft.about_source.items():
            if text:
                found.setdefault(name, (text, draft))
    return found


def _source(key: str, drafts: list[Draft]) -> Iterator[str]:
    about = {name: text for name, (text, _) in merged(drafts).items()}
    about.setdefault("title", about["key"])
    yield f"source: {key}"
    for name in _FIELDS:
        if name == "authors" and about.get(name):
            yield f"authors: [{', '.join(in_brackets(scalar(author)) for author in _authors(about[name]))}]"
        elif about.get(name):
            yield f"{name}: {scalar(about[name])}"
    yield f"archived: {'yes' if any(draft.archived for draft in drafts) else 'no'}"


def _authors(text: str) -> list[str]:
    return [name.strip() for name in text.split(";") if name.strip()]


def _bibliography(by_source: Mapping[str, list[Draft]]) -> str:
    """An entry for every source, and for every work that one of them retells; only what is known."""
    entries = {key: {name: text for name, (text, _) in merged(some).items()} for key, some in by_source.items()}
    for some in by_source.values():
        for draft in some:
            for key, text in draft.reports.items():
                entries.setdefault(key, {"key": text})
    return "\n".join(_entry(key, about) for key, about in sorted(entries.items()))


def _entry(key: str, about: Mapping[str, str]) -> str:
    year = _YEAR.match(about.get("published", ""))
    fields = {
        "author": " and ".join(map(_author, _authors(about.get("authors", "")))),
        "title": _bib(about.get("title") or about["key"]),
        "year": year[0] if year else "",
        **{name: about.get(name, "").translate(_NO_BRACES) for name in _BIB_FIELDS},
    }
    lines = [f"  {name} = {{{text}}},\n" for name, text in fields.items() if text]
    return f"@misc{{{key},\n{''.join(lines)}}}\n"


def _author(name: str) -> str:
    """A name that holds the word between names is kept together."""
    return f"{{{_bib(name)}}}" if " and " in f" {name.casefold()} " else _bib(name)


def _bib(text: str) -> str:
    """Text as BibTeX has it; braces and backslashes, which would act, become their nearest likeness."""
    return text.translate(_BIB)


# Claims


def _claim_file(files: Files, name: str, source: str, drafts: list[Draft]) -> None:
    lines = [f"source: {source}", "passages:"]
    origins: dict[int, Origin] = {}
    for draft in drafts:
        for line, origin in _passage(draft):
            lines.append(line)
            origins[len(lines)] = origin
    files.texts[name] = "\n".join(lines) + "\n"
    files.origins[name] = origins


def _passage(draft: Draft) -> Iterator[tuple[str, Origin]]:
    whole = Origin(draft.row, ())
    yield f"  - at: {scalar(draft.at)}", whole
    if draft.anchors:
        written = draft.anchors[0] if len(draft.anchors) == 1 else f"[{', '.join(draft.anchors)}]"
        yield f"    anchor: {written}", whole
    yield "    claims:", whole
    for claim in draft.claims:
        yield f"      - id: {scalar(claim.id)}", Origin(draft.row, claim.id_columns, claim.empty)
        yield from _pairs(claim, draft.row)


def _pairs(claim: ClaimDraft, row: Row) -> Iterator[tuple[str, Origin]]:
    """A line for each pair; pairs of one mapping stand together, for so they were drafted."""
    opened = ""
    for pair in _together(claim.pairs):
        head, *inner = pair.path
        if inner and head != opened:
            yield f"        {scalar(head)}:", Origin(row, pair.columns, claim.empty)
        opened = head
        indent = " " * (10 if inner else 8)
        written = _value(pair.value, numbers=head == "estimate")
        yield f"{indent}{scalar(pair.path[-1])}: {written}", Origin(row, pair.columns)


def _together(pairs: list[DraftField]) -> Iterable[DraftField]:
    """The pairs, those under one key brought together where the key first occurs."""
    first: dict[str, int] = {}
    for number, pair in enumerate(pairs):
        first.setdefault(pair.path[0], number)
    return sorted(pairs, key=lambda pair: first[pair.path[0]])


def _value(value: Tree, *, numbers: bool = False) -> str:
    """A value; the numbers of an estimate stand without quotes, as people write them."""
    if isinstance(value, list):
        return f"[{', '.join(_value(item, numbers=numbers) for item in value)}]"
    text = str(value)
    return text if numbers and _NUMBER.match(text) else in_brackets(scalar(text))


# The vocabulary


def vocabulary_text(tree: Mapping[str, Tree], table: str) -> str:
    """A vocabulary as a file."""
    return f"# Made by `claimbook import` from {scalar(table)}.\n{as_yaml({key: _folded(tree[key]) for key in tree})}"


def _folded(value: Tree) -> Tree:
    """A value whose texts stand on one line each, though cells of a table may have several."""
    if isinstance(value, dict):
        return {key: _folded(inner) for key, inner in value.items()}
    return [_folded(item) for item in value] if isinstance(value, list) else " ".join(value.split())
