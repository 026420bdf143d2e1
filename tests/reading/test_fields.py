"""Taking mappings apart."""

from claimbook.diagnostics import Place, Sink
from claimbook.reading.fields import Fields, fields_of
from claimbook.reading.yamlfile import parse_yaml


def of(text: str) -> tuple[Fields, Sink]:
    sink = Sink()
    fields = fields_of(parse_yaml(text, "a.yml", sink), "the thing", sink, Place("a.yml"))
    assert fields is not None
    return fields, sink


def test_texts_are_trimmed_and_lists_of_one_may_be_bare() -> None:
    fields, sink = of("one: '  a  '\nmany: [a, b]\nbare: a\n")
    assert fields.text("one") == "a"
    assert fields.texts("many") == ("a", "b")
    assert fields.texts("bare") == ("a",)
    assert [s.place for s in fields.scalars("many")] == [Place("a.yml", 2, 8), Place("a.yml", 2, 11)]
    assert fields.texts("missing") == ()
    assert fields.text("missing") == ""
    assert len(sink) == 0


def test_a_word_out_of_a_closed_list() -> None:
    fields, sink = of("good: yes\nbad: perhaps\n")
    assert fields.word("good", ("yes", "no")) == "yes"
    assert fields.word("missing", ("yes", "no"), default="no") == "no"
    assert fields.word("bad", ("yes", "no"), default="no") == "no"
    assert [d.code for d in sink] == ["CB115"]


def test_a_key_one_slip_away_is_read_as_meant() -> None:
    fields, sink = of("titel: a\nbodies: b\nid: c\nidd: d\nspared: e\n")
    fields.only(("title", "body", "id"), spared=("spared",))
    assert (fields.text("title"), fields.text("body"), fields.text("id")) == ("a", "", "c")
    assert fields.key_place("title") == Place("a.yml", 1, 1)
    assert [d.help for d in sink] == ["Did you mean 'title'?", "Did you mean 'body'?", "Did you mean 'id'?"]


def test_shapes() -> None:
    fields, sink = of("text: a\nlist: [a]\nmapping: {a: b}\n")
    assert fields.text("list") == ""
    assert fields.mapping("list") is None
    assert fields.members("text") == []
    assert fields.texts("mapping") == ()
    assert [d.message.split(",")[0] for d in sink] == [
        "'list' must be a single value",
        "'list' must be a mapping",
        "'text' must be a list",
        "'mapping' must be a single value",
    ]


def test_places() -> None:
    fields, _ = of("one: a\ntwo:   b\n")
    assert fields.place_of("two") == Place("a.yml", 2, 8)
    assert fields.key_place("two") == Place("a.yml", 2, 1)
    assert fields.place_of("missing") == Place("a.yml", 1, 1)


def test_the_same_slip_is_told_once_but_counted_each_time() -> None:
    fields, sink = of("bad: perhaps\n")
    for _ in range(3):
        fields.word("bad", ("yes", "no"))
    assert (len(list(sink)), len(sink)) == (1, 3)


def test_the_allowed_words_of_a_list() -> None:
    fields, sink = of("some: [red, bleu, green]\n")
    assert fields.words("some", ("red", "blue", "green")) == ["red", "green"]
    assert fields.words("missing", ("red",)) == []
    assert [(d.code, d.place, d.help) for d in sink] == [("CB115", Place("a.yml", 1, 13), "Did you mean 'blue'?")]


def test_where_there_is_nothing_to_choose_from_it_is_said_why() -> None:
    fields, sink = of("one: a\n")
    assert fields.word("one", (), nothing="Declare some first.") == ""
    assert [d.help for d in sink] == ["Declare some first."]


def test_flags() -> None:
    fields, sink = of("good: yes\nbad: no\n")
    assert (fields.flag("good"), fields.flag("bad"), fields.flag("missing")) == (True, False, False)
    assert fields.flag("missing", default=True)
    assert len(sink) == 0
