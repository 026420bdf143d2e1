"""Rulings: how they stand to their disputes, and what is wrong with them."""

from pathlib import Path

import pytest
from claimbook.diagnostics import Sink
from claimbook.disagreement.disputes import find_disputes
from claimbook.rulings.problems import check_rulings
from claimbook.rulings.review import Reviewed, RulingStatus, Step, review
from claimbook.rulings.ruling import Rulings, Verdict, read_rulings

from tests.disagreement.bases import DEFAULTS, coffee, read_claims
from tests.disagreement.strategies import Specs

COFFEE = coffee()
SPECS: Specs = {"a": {"dose": {"is": "50 mg"}}, "b": {"dose": {"is": "60 mg"}, "source": "jones"}}
GUESS: Specs = {"c": {"dose": {"is": "70 mg"}, "wording": "hypothesised", "condition": "migraine"},
         "d": {"dose": {"is": "80 mg"}, "condition": "migraine"}}  # fmt: skip


def as_text(of: str, **changes: str) -> str:
    keys = {"dispute": "dose/hypertension", "verdict": "explained", "because": "Better trials.", "by": "editors",
            "on": "2026-11-21", "of": of, **changes}  # fmt: skip
    lines = [f"{key}: {value}" for key, value in keys.items() if value]
    return "- " + "\n  ".join(lines) + "\n"


def read(tmp_path: Path, text: str) -> tuple[Rulings, Sink]:
    path = tmp_path / "dose.yml"
    path.write_text(text)
    sink = Sink()
    return read_rulings([path], tmp_path, sink), sink


def reviewed(rulings: Rulings, specs: Specs = SPECS) -> list[Reviewed]:
    claims = read_claims(specs, COFFEE, DEFAULTS)
    return review(find_disputes(claims, COFFEE), rulings, {claim.id: claim for claim in claims})


def mark() -> str:
    return reviewed(Rulings())[0].fingerprint


def complaints(tmp_path: Path, text: str, specs: Specs = SPECS, *, complete: bool = True) -> list[tuple[str, str]]:
    rulings, sink = read(tmp_path, text)
    check_rulings(reviewed(rulings, specs), rulings.sound, specs, complete, sink)
    return [(found.code, found.message) for found in sink]


def test_new_without_a_ruling() -> None:
    assert [(r.status, r.ruling) for r in reviewed(Rulings())] == [(RulingStatus.NEW, None)]


def test_ruled_with_its_fingerprint(tmp_path: Path) -> None:
    rulings, sink = read(tmp_path, as_text(mark(), verdict="one-side", prefers="[a]", cites="[brew1999]"))
    assert not list(sink)
    (found,) = reviewed(rulings)
    assert found.status is RulingStatus.RULED
    (ruling,) = rulings.sound
    assert found.ruling == ruling
    assert (ruling.verdict, ruling.prefers, ruling.cites) == (Verdict.ONE_SIDE, ("a",), ("brew1999",))


def test_stale_when_its_claims_changed(tmp_path: Path) -> None:
    rulings, _ = read(tmp_path, as_text(mark()))
    changed = {**SPECS, "a": {"dose": {"is": "55 mg"}}}
    assert [r.status for r in reviewed(rulings, changed)] == [RulingStatus.STALE]


def test_still_ruled_with_an_unrelated_exception(tmp_path: Path) -> None:
    rulings, _ = read(tmp_path, as_text(mark()))
    guess = {"c": {"dose": {"is": "70 mg"}, "wording": "hypothesised"}}
    assert [r.status for r in reviewed(rulings, {**SPECS, **guess})] == [RulingStatus.RULED]


def test_nothing_to_rule_on(tmp_path: Path) -> None:
    """An exception has neither status nor ruling, even when somebody ruled on it."""
    rulings, _ = read(tmp_path, as_text("0" * 64, dispute="dose/migraine"))
    assert [(r.status, r.ruling) for r in reviewed(rulings, GUESS)] == [(RulingStatus.NONE, None)]


def test_good_rulings_are_not_complained_of(tmp_path: Path) -> None:
    assert complaints(tmp_path, as_text(mark(), prefers="[a, b]")) == []


def test_stale_is_cb501(tmp_path: Path) -> None:
    assert [code for code, _ in complaints(tmp_path, as_text("0" * 64))] == ["CB501"]


@pytest.mark.parametrize("specs", [{"a": SPECS["a"]}, GUESS], ids=["gone", "only an exception"])
def test_no_dispute_is_cb502(tmp_path: Path, specs: Specs) -> None:
    text = as_text("0" * 64, dispute="dose/migraine")
    assert [code for code, _ in complaints(tmp_path, text, specs)] == ["CB502"]


def test_a_second_ruling_is_cb503_and_the_first_holds(tmp_path: Path) -> None:
    text = as_text(mark()) + as_text("0" * 64, verdict="open")
    assert [code for code, _ in complaints(tmp_path, text)] == ["CB503"]
    rulings, _ = read(tmp_path, text)
    assert [r.status for r in reviewed(rulings)] == [RulingStatus.RULED]


def test_unknown_claims_are_not_preferred(tmp_path: Path) -> None:
    found = complaints(tmp_path, as_text(mark(), prefers="[a, bb]"))
    assert [code for code, _ in found] == ["CB116"]
    assert "'bb'" in found[0][1]


def test_while_records_are_missing_a_ruling_stands(tmp_path: Path) -> None:
    rulings, _ = read(tmp_path, as_text("0" * 64))
    claims = {claim.id: claim for claim in read_claims(SPECS, COFFEE, DEFAULTS)}
    found = review(find_disputes(claims.values(), COFFEE), rulings, claims, complete=False)
    assert [r.status for r in found] == [RulingStatus.RULED]


def test_missing_records_hide_disputes(tmp_path: Path) -> None:
    """While input is broken a dispute may only seem to be gone or changed."""
    assert complaints(tmp_path, as_text("0" * 64), complete=False) == []
    assert complaints(tmp_path, as_text("0" * 64), {"a": SPECS["a"]}, complete=False) == []


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"verdict": "maybe"}, "CB115"),
        ({"verdict": ""}, "CB107"),
        ({"because": ""}, "CB107"),
        ({"of": ""}, "CB107"),
        ({"on": "yesterday"}, "CB109"),
        ({"prefer": "[a]"}, "CB106"),
    ],
    ids=str,
)
def test_broken_rulings_are_reported_and_left_out(tmp_path: Path, changes: dict[str, str], code: str) -> None:
    rulings, sink = read(tmp_path, as_text(**{"of": mark(), **changes}))
    assert [found.code for found in sink] == [code]
    assert rulings.sound == ()


def test_a_dispute_whose_ruling_is_broken_waits_for_nothing_else(tmp_path: Path) -> None:
    rulings, _ = read(tmp_path, as_text(mark(), because=""))
    (found,) = reviewed(rulings)
    assert (found.status, found.waits, str(found.broken)) == (RulingStatus.NEW, False, "dose.yml:1:3")
    assert reviewed(Rulings())[0].waits


def test_a_draft_is_to_be_written(tmp_path: Path) -> None:
    """Whatever else it says; once its claims have changed it is to be renewed as well."""
    draft = {"because": '"DRAFT: Better trials."'}
    assert [code for code, _ in complaints(tmp_path, as_text(mark(), **draft))] == ["CB505"]
    assert [code for code, _ in complaints(tmp_path, as_text("0" * 64, **draft))] == ["CB501", "CB505"]
    steps = [reviewed(read(tmp_path, as_text(of, **draft))[0])[0].step for of in (mark(), "0" * 64)]
    assert steps == [Step.WRITE, Step.RENEW]
