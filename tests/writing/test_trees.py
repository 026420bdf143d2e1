"""Plain data as YAML."""

from claimbook.writing.trees import as_yaml

LONG = "a text that is far too long to share a line with another"


def test_what_is_short_stands_on_one_line() -> None:
    tree = {"title": "Tea", "arms": {"dimension": "drink", "controls": ["water"]}, "good": True, "n": 3, "none": []}
    assert as_yaml(tree) == ("title: Tea\narms: {dimension: drink, controls: [water]}\ngood: yes\nn: 3\nnone: []\n")


def test_what_is_long_or_nested_stands_on_lines_of_its_own() -> None:
    tree = {"terms": {"tea": {"label": LONG, "note": LONG}, "all": {"one": {"label": "One"}}}, "list": [{"a": "b"}]}
    assert as_yaml(tree) == (
        "terms:\n"
        "  tea:\n"
        "    label: a text that is far too long to share a line with another\n"
        "    note: a text that is far too long to share a line with another\n"
        "  all:\n"
        "    one: {label: One}\n"
        "list:\n"
        "  - a: b\n"
    )


def test_commas_have_no_meaning_in_texts_within_brackets() -> None:
    assert as_yaml({"a, b": "c, d"}) == "a, b: c, d\n"
    assert as_yaml({"key": {"a, b": ["c, d"]}}) == 'key: {"a, b": ["c, d"]}\n'
