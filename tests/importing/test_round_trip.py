"""Whatever stands in a table reads back from the records as the same text, and no other row is harmed."""

import tempfile
from pathlib import Path

from claimbook.importing.names import NewIds, same, slug
from claimbook.importing.table import fault, read_table
from claimbook.knowledge import load
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.importing.tables import HEADER, NAMELESS, as_csv, files, imported, lay

WORDS = """
no 010 1e3 1:30 > | ? ~ - & * ! % @ ` ' " \\ *x &x !x {x} [x] =1+1 ../x --- null \u2026 \u200b \ufeffx a,b a:b a#b
"""
SPECIAL = [*WORDS.split(), "> 5", "- a", "a: b", "a #b", "\u2028", " "]
texts = st.one_of(st.sampled_from(SPECIAL), st.text(max_size=30))
rows = st.lists(st.tuples(texts, texts, texts, texts, st.sampled_from(["up", "down"])), min_size=1, max_size=6)


def folded(text: str) -> str:
    return " ".join(text.split())


@settings(max_examples=60)
@given(rows=rows)
@example(rows=[("1", special, special, special, "up") for special in SPECIAL])
def test_texts_read_back(rows: list[tuple[str, ...]]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        lay(folder, "", NAMELESS)
        (folder / "table.csv").write_bytes(as_csv(rows).encode("utf-8", "surrogatepass"))
        done = imported(folder)
        assert done.status in (0, 1, 2), done.err
        if done.status != 2:  # which not even decodes
            assert f"{len(rows)} row{'s' * (len(rows) > 1)} read:" in done.out
        if (folder / "into").exists():
            base = load(folder / "into")
            assert not base.broken
            said = {claim.says for claim in base.claims()}
            sound = [row for row in rows if not any(fault(cell) for cell in row[1:])]
            assert said <= {f"{folded(row[2])} on {folded(row[3])}: {row[4]}." for row in sound}
            assert {source.title for source in base.records.sources.values()} <= {folded(row[1]) for row in sound}


@given(text=texts)
def test_ids_are_valid(text: str) -> None:
    found = slug(text)
    assert found
    assert all(
        part and part.isascii() and part.isalnum() and part.islower() | part.isdigit() for part in found.split("-")
    )
    assert slug(found) == found or len(found) > 50


@given(names=st.lists(texts, unique_by=same, max_size=20), more=texts)
def test_names_are_distinct_and_stay(names: list[str], more: str) -> None:
    first, second = NewIds(), NewIds()
    ids = [first.id_of(name) for name in names]
    assert len(set(ids)) == len(ids)
    assert ids == [second.id_of(name) for name in [*names, more]][: len(names)]


@given(data=st.binary(max_size=200))
def test_any_bytes_are_a_table_or_a_call_error(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        lay(folder, "")
        (folder / "table.csv").write_bytes(data)
        assert imported(folder).status in (1, 2)


@settings(max_examples=30)
@given(rows=rows, extra=st.tuples(texts, texts, texts, texts, st.just("up")))
def test_a_row_more_changes_no_other(rows: list[tuple[str, ...]], extra: tuple[str, ...]) -> None:
    """Ids and texts of the claims that were there stay; the same table gives the same bytes."""
    claims = []
    for table in (rows, [*rows, extra], [*rows, extra]):
        with tempfile.TemporaryDirectory() as name:
            lay(Path(name), "", NAMELESS)
            (Path(name) / "table.csv").write_bytes(as_csv(table).encode("utf-8", "surrogatepass"))
            imported(Path(name))
            made = files(Path(name) / "into")
            base = load(Path(name) / "into")
            claims.append(({id_: (c.source, c.says, c.scope) for id_, c in base.records.claims.items()}, made))
    assert claims[0][0].items() <= claims[1][0].items()
    assert claims[1][1] == claims[2][1]


def test_a_row_in_between_renames_no_claim(tmp_path: Path) -> None:
    found = []
    for name, more in (("a", []), ("b", [("9", "ann2020", "milk", "sleep", "up")])):
        lay(tmp_path / name, as_csv([*more, ("1", "ann2020", "tea", "sleep", "up")]), NAMELESS)
        imported(tmp_path / name)
        found.append(set(load(tmp_path / name / "into").records.claims))
    assert found[0] < found[1]


def test_a_quote_that_is_never_closed_hides_no_row(tmp_path: Path) -> None:
    lines = [",".join(HEADER), '1,"ann2020,tea,sleep,up', *(f"{n},ben2021,tea,sleep,up" for n in range(2, 20_000))]
    lay(tmp_path, "\n".join(lines))
    table = read_table(tmp_path / "table.csv")
    assert len(table.rows) == 19_998
    assert [(r.row, r.line) for r in table.refused] == [(2, 2)]


def test_a_huge_cell_is_refused_alone(tmp_path: Path) -> None:
    lay(tmp_path, as_csv([(str(n), "ann2020", "x" * n, "sleep", "up") for n in (3, 30_000, 300_000, 4)]))
    done = imported(tmp_path)
    said = " ".join(done.out.split())
    assert done.status == 1
    assert "the cell has 30,000 characters, more than 20,000" in said
    assert "row 4: refused the row cannot be taken apart: field larger than field limit" in said
    assert "4 rows read: 2 imported, 2 refused" in said
