"""Our reader takes a sound bibliography as pybtex itself does, which is what the book is set from."""

from pathlib import Path

import pytest
from claimbook.citations.bibliography import OTHERS, read_bibliography
from claimbook.diagnostics import Sink
from hypothesis import given, settings
from hypothesis import strategies as st
from pybtex.database import Entry as PybtexEntry
from pybtex.database.input.bibtex import Parser

REPO = Path(__file__).parents[2]
BOOKS = sorted(p for p in (*REPO.glob("book/*.bib"), *REPO.glob("scripts/claimbook/starter/book/*.bib")))

_TEXT = st.text(st.sampled_from("ab Z9,;#@=%'\\é\n\t-."), max_size=20).filter(lambda text: not text.endswith("\\"))
_NESTED = st.recursive(
    _TEXT, lambda inner: st.lists(inner, max_size=3).map(lambda some: f"{{{''.join(some)}}}"), max_leaves=5
)
_VALUE = st.one_of(
    _NESTED.map(lambda text: f"{{{text}}}"), _NESTED.map(lambda text: f'"{text}"'), st.just("2020"), st.just("may")
)
_NAME = st.from_regex(r"[A-Z][a-z]{0,6}(, [A-Z]\.)?", fullmatch=True)


@st.composite
def bibliographies(draw: st.DrawFn) -> str:
    blank = draw(st.sampled_from(["", " ", "\n", "\r\n  "]))
    entries = []
    for number in range(draw(st.integers(0, 4))):
        values = draw(
            st.dictionaries(st.sampled_from(["title", "year", "Note", "URL"]), st.lists(_VALUE, min_size=1, max_size=3))
        )
        names = draw(st.lists(_NAME, max_size=4))
        fields = [f"{name}{blank}={blank}{' # '.join(parts)}" for name, parts in values.items()]
        fields += [f"author = {{{' and '.join(names)}}}"] if names else []
        entries.append(f"@misc{blank}{{k{number},{blank}" + f",{blank}".join(fields) + f"{blank}}}")
    return "\n".join(entries)


def plain(entry: PybtexEntry) -> tuple[str, dict[str, str], tuple[str, ...]]:
    fields = {name.lower(): value for name, value in dict(entry.fields).items()}
    return entry.type.lower(), fields, tuple(str(person) for person in entry.persons.get("author", ()))


def agree(text: str, folder: Path) -> None:
    path = folder / "r.bib"
    path.write_bytes(text.encode())
    sink = Sink()
    ours = read_bibliography(path, "r.bib", sink)
    theirs = Parser().parse_string(text)
    assert not list(sink)
    assert {key: (e.type, dict(e.fields), e.authors) for key, e in ours.entries.items()} == {
        key: plain(entry) for key, entry in theirs.entries.items()
    }


@pytest.mark.parametrize("book", BOOKS, ids=lambda path: path.parts[-3])
def test_real_ones(book: Path, tmp_path: Path) -> None:
    agree(book.read_text(encoding="utf-8"), tmp_path)


@given(text=bibliographies())
@settings(max_examples=150, deadline=None)
def test_made_up_ones(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    agree(text, tmp_path_factory.getbasetemp())


def test_others_are_named_as_pybtex_does() -> None:
    assert plain(Parser().parse_string("@misc{a, author = {Lee, A. and others}}").entries["a"])[2][-1] == OTHERS
