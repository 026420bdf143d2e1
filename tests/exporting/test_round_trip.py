"""The way there and back: files made from an export are the same knowledge base."""

import json
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from claimbook.check import Result, check
from claimbook.citations.bibliography import Bibliography
from claimbook.diagnostics import Place, Sink
from claimbook.exporting.json import claim_data, export_data
from claimbook.failure import CallError
from claimbook.importing.exported import files
from claimbook.importing.folder import fill
from claimbook.knowledge import KnowledgeBase
from claimbook.reading.nodes import Mapping, Node, Scalar, Sequence
from claimbook.reading.yamlfile import parse_yaml
from claimbook.records.archive import Archive
from claimbook.records.claims import Claim
from claimbook.records.locations import locate
from claimbook.records.reader import ClaimFileReader, Records
from claimbook.rulings.ruling import Rulings
from claimbook.vocabulary.vocabulary import Vocabulary
from claimbook.writing.trees import as_yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.commands.calling import call
from tests.conftest import MakeBase
from tests.disagreement.bases import read_claims
from tests.disagreement.strategies import STEADY, Specs, bases
from tests.exporting.bases import WHOLE, Json, every_case, of_case, plain, result

HERE = Path(__file__).parent


def again(data: Json, archive: Path | None, folder: Path) -> Result:
    """The check of what an export's files are."""
    folder.mkdir()
    fill(folder, files(data))
    return check(folder, archive)


def told(data: Json, kind: str) -> list[Json]:
    """Records without the numbers of their lines and passages, which writing them anew may change."""
    return [{k: v for k, v in record.items() if k not in ("line", "passage")} for record in data[kind]]


def together(data: Json) -> list[list[str]]:
    """The claims that share a passage."""
    found = defaultdict(list)
    for claim in data["claims"]:
        found[claim["file"], claim["passage"]].append(claim["id"])
    return sorted(found.values())


def same(before: Json, after: Json) -> None:
    for kind in ("claims", "exclusions"):
        assert told(after, kind) == told(before, kind)
    assert together(after) == together(before)
    assert after["sources"] == before["sources"]


@pytest.mark.parametrize("which", WHOLE)
def test_whole_bases(which: str, tmp_path: Path) -> None:
    found = result(which, tmp_path)
    before = plain(export_data(found))
    after = export_data(again(before, found.base.archive.folder, tmp_path / "again"))
    same(before, plain(after))
    for kind in ("vocabulary", "bibliography"):
        assert after[kind] == before[kind]
    if which != "broken":  # a ruling on a dispute that is gone is in no dispute
        assert plain(after["disputes"]) == before["disputes"]


@every_case
def test_cases(case: Path, tmp_path: Path) -> None:
    found = of_case(case, tmp_path / "base")
    before = plain(export_data(found))
    if before["vocabulary"] is None:
        with pytest.raises(CallError, match="'vocabulary'"):
            files(before)
        return
    same(before, plain(export_data(again(before, found.base.archive.folder, tmp_path / "again"))))


@given(bases())
@STEADY
def test_generated_bases(base: tuple[Vocabulary, Specs]) -> None:
    """Every claim's record, read by the reader of claim files, is the same claim."""
    vocabulary, specs = base
    before = read_claims(specs, vocabulary)
    texts = files(plain(as_data(before, vocabulary)))
    records, sink = Records(), Sink()
    reader = ClaimFileReader(vocabulary, records, sink)
    for name, text in texts.items():
        if name.startswith("claims/") and name != "claims/vocabulary.yml":
            reader.read(parse_yaml(text, name, sink), Place(name), name.split("/")[1])
    assert not list(sink)
    after = {id_: records.claims[id_] for id_ in sorted(records.claims)}
    assert plain(as_data(after.values(), vocabulary)) == plain(as_data(before, vocabulary)) | {"claims": [
        {**claim, "line": after[claim["id"]].place.line} for claim in plain(as_data(before, vocabulary))["claims"]
    ]}  # fmt: skip


def as_data(claims: Iterable[Claim], vocabulary: Vocabulary) -> Json:
    """An export of nothing but claims, each in the file of its source."""
    ordered = {claim.id: claim for claim in sorted(claims)}
    records = Records(claims=ordered)
    base = KnowledgeBase(Path(), vocabulary, records, Rulings(), Bibliography("", {}), Archive(None))
    base.located = locate(list(ordered.values()), {}, base.archive, Sink())
    told = [{**claim_data(claim, base), "file": f"claims/{claim.source}/claims.yml"} for claim in ordered.values()]
    return {"vocabulary": {"arms": {"dimension": "drink"}}, "bibliography": "", "claims": told,
            "exclusions": [], "sources": [], "disputes": []}  # fmt: skip


TREES = st.recursive(
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1) | st.text("ab ,:#-\n", min_size=1),
    lambda inner: (
        st.lists(inner, min_size=1, max_size=12)
        | st.dictionaries(st.text("abc ,-:", min_size=1), inner, min_size=1, max_size=3)
    ),
    max_leaves=20,  # so that most of what is drawn is small enough to be used
)


@given(st.dictionaries(st.text("abc,:#", min_size=1), TREES, min_size=1, max_size=3))
@settings(max_examples=300)
def test_any_tree_is_read_back(tree: Json) -> None:
    sink = Sink()
    read = parse_yaml(as_yaml(tree), "tree.yml", sink)
    assert not list(sink)
    assert texts_of(read) == tree


def texts_of(node: Node | None) -> Any:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Mapping):
        return {key: texts_of(value) for key, value in node.entries.items()}
    assert isinstance(node, Sequence)
    return [texts_of(item) for item in node.items]


# The verb


def test_an_export_is_imported_and_exported_again(make_base: MakeBase, tmp_path: Path) -> None:
    root, printed, into = make_base(), tmp_path / "claims.json", tmp_path / "into"
    printed.write_text(call("export", "--root", str(root)).out)
    done = call("import", str(printed), "--into", str(into))
    assert (done.status, done.err) == (0, "")
    assert done.out == f"Written to {into}; next: claimbook check --root {into}\n"
    again = call("export", "--root", str(into))
    same(json.loads(printed.read_text()), json.loads(again.out))


def test_it_is_pleasant_to_go_on_writing(make_base: MakeBase) -> None:
    texts = files(plain(export_data(check(make_base()))))
    assert texts["claims/brew2020/claims.yml"] == (HERE / "brew2020.yml").read_text()


def test_what_was_edited_in_the_json_is_in_the_records(make_base: MakeBase, tmp_path: Path) -> None:
    data = plain(export_data(check(make_base())))
    added = {"id": "brew-new", "source": "brew2020", "says": "New.", "at": "Somewhere",
             "anchor": "e4d96335542522d0/6@3", "form": "statement"}  # fmt: skip
    data["claims"].append(added)
    data["claims"][0]["note"] = "Two\nlines\tand = signs, “quotes”."
    records = again(data, None, tmp_path / "again").base.records.claims
    assert records["brew-new"].place.file == "claims/brew2020/claims.yml"
    assert records[data["claims"][0]["id"]].note == data["claims"][0]["note"]


@pytest.mark.parametrize(
    ("where", "value", "said"),
    [
        (("claims",), {}, "The export has no 'claims' that is a list of objects."),
        (("claims", 0, "says"), 3, "Claim 'brew-lowers' has no 'says' that is a text."),
        (("claims", 0, "form"), "guess", "Claim 'brew-lowers' has no 'form' that is one of effect, "),
        (("claims", 0, "source"), "../../etc", "Claim 'brew-lowers' has no 'source' that is a citation key."),
        (("claims", 0, "source"), "rulings", "Claim 'brew-lowers' has no 'source' that is a citation key."),
        (("claims", 0, "file"), "claims/brew2020/../x.yml", "has no 'file' that is 'claims/brew2020/<name>.yml'."),
        (("claims", 0, "file"), "claims/brew2020/source.yml", "has no 'file' that is a file of claims."),
        (("claims", 0, "estimate"), [], "Claim 'brew-lowers' has no 'estimate' that is a mapping or null."),
        (("claims", 0, "outcome"), None, "Claim 'brew-lowers' has no 'outcome' that is a text."),
        (("sources", 0, "key"), "a/b", "A source has no 'key' that is a citation key."),
        (("vocabulary",), None, "The export has no 'vocabulary' that is a mapping."),
        (("bibliography",), None, "The export has no 'bibliography' that is a text."),
        (("version",), 2, "claims.json is no export of version 1."),
    ],
)
def test_what_is_no_export_is_refused(
    where: tuple[str | int, ...], value: Any, said: str, make_base: MakeBase, tmp_path: Path
) -> None:
    data: Any = plain(export_data(check(make_base())))
    inner = data
    for step in where[:-1]:
        inner = inner[step]
    inner[where[-1]] = value
    printed = tmp_path / "claims.json"
    printed.write_text(json.dumps(data))
    done = call("import", str(printed), "--into", str(tmp_path / "into"))
    assert done.status == 2
    assert said in done.err
    assert not (tmp_path / "into").exists()


@pytest.mark.parametrize("text", ["", "id,says\n", "[" * 100_000, "[1]", "\xff"])
def test_what_is_no_json_is_refused(text: str, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_bytes(text.encode("latin-1"))
    done = call("import", str(tmp_path / "t.csv"), "--into", str(tmp_path / "into"))
    assert done.status == 2
    assert "--map" in done.err


def test_nothing_is_replaced(make_base: MakeBase, tmp_path: Path) -> None:
    root, printed = make_base(), tmp_path / "claims.json"
    printed.write_text(call("export", "--root", str(root)).out)
    for more in ([], ["--force"]):
        done = call("import", str(printed), "--into", str(root), *more)
        assert done.status == 2
        assert "Name a folder that does not exist yet" in done.err


def test_an_export_has_no_format_to_name(make_base: MakeBase, tmp_path: Path) -> None:
    printed = tmp_path / "claims.json"
    printed.write_text(call("export", "--root", str(make_base())).out)
    done = call("import", str(printed), "--into", str(tmp_path / "into"), "--format", "csv")
    assert done.status == 2
    assert "without --map an export is read" in done.err
    assert not (tmp_path / "into").exists()
