"""Anchors looked up in an archive."""

from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from claimbook.diagnostics import Place, Sink
from claimbook.records import anchors
from claimbook.records.anchors import Anchor, AnchorState, Text
from claimbook.records.archive import Archive
from claimbook.records.claims import Claim, PassageId
from claimbook.records.locations import Located, locate
from claimbook.records.sources import Source

TEXT = "Coffee lowered pressure. A dose of 80 mg is best.\nA dose of 80 mg is best."
SOURCES = {"brew": Source(key="brew", title="", kind="", authors=(), published="", place=Place("s.yml"))}


def claim(written: Iterable[Anchor], id_: str = "a", number: int = 0) -> Claim:
    place = Place("c.yml", 5, 9)
    return Claim(id=id_, source="brew", says="", at="", place=place, passage=PassageId("c.yml", number),
                 anchors=tuple(written), assertion=None, scope={})  # fmt: skip


def look_up(*claims: Claim, archive: Path | None) -> tuple[dict[str, Located], list[str]]:
    sink = Sink()
    return locate(claims, SOURCES, Archive(archive), sink), [d.code for d in sink]


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    (tmp_path / "brew.txt").write_text(TEXT)
    return tmp_path


def test_verified_with_its_span(archive: Path) -> None:
    found, codes = look_up(claim([Text(TEXT).anchor(3, 7)]), archive=archive)
    assert found["a"] == Located(AnchorState.VERIFIED, ((3, 7),), ((25, 48),), ("A dose of 80 mg is best",))
    assert codes == []


def test_a_list_has_the_worst_state_and_every_place_in_its_order(archive: Path) -> None:
    text = Text(TEXT)
    moved = Anchor(text.anchor(0, 3).digest, 3, 5)
    found, codes = look_up(claim([text.anchor(10, 7), moved]), archive=archive)
    assert (found["a"].state, found["a"].tokens) == (AnchorState.MOVED, ((10, 7), (0, 3)))
    assert found["a"].passages[1] == "Coffee lowered pressure"
    assert codes == ["CB304"]


@pytest.mark.parametrize(
    ("anchor", "state", "code"),
    [
        (Anchor("0" * 16, 3, 0), AnchorState.MISSING, "CB302"),
        (Anchor(Text(TEXT).anchor(3, 7).digest, 7, 4), AnchorState.AMBIGUOUS, "CB303"),
        (Anchor(Text(TEXT).anchor(0, 3).digest, 3, 9), AnchorState.MOVED, "CB304"),
        (Text(TEXT).anchor(2, 3), AnchorState.VERIFIED, "CB308"),
    ],
)
def test_what_is_wrong_is_told(archive: Path, anchor: Anchor, state: AnchorState, code: str) -> None:
    found, codes = look_up(claim([anchor]), archive=archive)
    assert (found["a"].state, codes) == (state, [code])


def test_members_of_one_passage_are_told_once(archive: Path) -> None:
    lost, again = (Anchor("0" * 16, 3, 0, Place("c.yml", line, 13)) for line in (4, 8))
    assert look_up(claim([lost], "a"), claim([lost], "b"), archive=archive)[1] == ["CB302"]
    assert look_up(claim([lost], "a"), claim([again], "b", 1), archive=archive)[1] == ["CB302"] * 2


def test_every_anchor_has_its_place_or_none(archive: Path) -> None:
    found, _ = look_up(claim([Anchor("0" * 16, 3, 0), Text(TEXT).anchor(0, 3)]), archive=archive)
    assert found["a"].places == (None, (0, 23))
    assert found["a"].spans == ((0, 23),)


def test_one_text_is_gone_through_for_all_its_records(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Anchors are looked for together, so that many that moved cost little more than one."""
    text, looked = Text(TEXT), list[bytes]()
    claims = [claim([Anchor(text.anchor(n, 9).digest, 9, n + 1)], str(n)) for n in range(8)]

    def counting(passage: bytes) -> Any:
        looked.append(passage)
        return sha256(passage)

    monkeypatch.setattr(anchors, "sha256", counting)
    assert set(look_up(*claims, archive=archive)[1]) >= {"CB304"}
    assert len(looked) <= len(claims) + len(text.tokens)


@pytest.mark.parametrize("there", ["nothing", "no folder", "no text"])
def test_without_a_text_nothing_is_verified_and_that_is_said(tmp_path: Path, there: str) -> None:
    archive = {"nothing": None, "no folder": tmp_path / "gone", "no text": tmp_path}[there]
    found, codes = look_up(claim([Anchor("0" * 16, 3, 0)]), archive=archive)
    assert found["a"] == Located(AnchorState.UNVERIFIABLE)
    assert codes == ["CB305"]


def test_a_claim_without_anchors_has_no_state(tmp_path: Path) -> None:
    found, codes = look_up(claim([]), archive=tmp_path)
    assert (found["a"].state, codes) == (AnchorState.NONE, [])
