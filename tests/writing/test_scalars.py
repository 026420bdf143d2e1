"""Texts as scalars: what is written reads back as the same text, alone and in brackets."""

import pytest
from claimbook.diagnostics import Sink
from claimbook.reading.nodes import Mapping, Node, Scalar, Sequence
from claimbook.reading.yamlfile import parse_yaml
from claimbook.writing.scalars import exact, in_brackets, scalar
from hypothesis import example, given
from hypothesis import strategies as st

texts = st.text(st.characters(codec="utf-8"), max_size=30)


def read(written: str) -> Node:
    sink = Sink()
    node = parse_yaml(f"key: {written}\n", "a.yml", sink)
    assert isinstance(node, Mapping)
    assert [d.message for d in sink] == []
    return node.entries["key"]


@given(text=texts)
@example(text="no")
@example(text="> 5")
@example(text=" a ")
@example(text="a\n\tb")
@example(text="50 mg, or less")
@example(text="a: b # c")
def test_what_is_written_reads_back(text: str) -> None:
    alone = read(exact(text))
    assert isinstance(alone, Scalar)
    assert alone.text == text
    listed = read(f"[{in_brackets(exact(text))}]")
    assert isinstance(listed, Sequence)
    assert [item.text for item in listed.items if isinstance(item, Scalar)] == [text]


@given(text=texts)
def test_white_space_of_a_scalar_is_one_space(text: str) -> None:
    node = read(scalar(text))
    assert isinstance(node, Scalar)
    assert node.text == " ".join(text.split())


@pytest.mark.parametrize(
    "text", ["Advises a low dose, usually at night.", "50 mg", "dose-of-tea", "0a3dd7eff042d834/7@605"]
)
def test_what_is_safe_stands_without_quotes(text: str) -> None:
    assert scalar(text) == text
