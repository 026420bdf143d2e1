"""``claimbook rule``: drafts that count as rulings, and rulings renewed in two places and nowhere else."""

from datetime import date
from pathlib import Path

import pytest
from claimbook.check import check
from claimbook.rulings.review import RulingStatus
from claimbook.rulings.ruling import DRAFT_MARK

from tests.commands.calling import call, tree
from tests.commands.drafts import complete
from tests.commands.transcript import lay

STALE_HASH = b"0" * 64


@pytest.fixture
def disputed(tmp_path: Path) -> Path:
    return lay(["disputed"], tmp_path / "base")


def statuses(root: Path) -> dict[str, RulingStatus]:
    return {found.dispute.id: found.status for found in check(root).reviewed}


def add_claim(root: Path, assertion: str) -> None:
    """One more claim of the second source."""
    with (root / "claims" / "cup2021" / "figures.yml").open("a", encoding="utf-8") as file:
        file.write("  - at: Elsewhere\n    anchor: 0123456789abcdef/3@0\n    claims:\n")
        file.write(f"      - {{id: one-more, says: More., {assertion}}}\n")


def test_drafts_are_to_be_written(disputed: Path) -> None:
    """A draft is an open ruling, but the check is content only once somebody has written why."""
    assert call("rule", "dose/hypertension", "effect/hypertension", "--root", str(disputed)).status == 0
    assert call("rule", "bean", "--accept", "--root", str(disputed)).status == 0
    assert set(statuses(disputed).values()) == {RulingStatus.RULED, RulingStatus.NONE}
    listed = call("rule", "--root", str(disputed))
    assert listed.out.count("CB505") == 2
    assert listed.out.endswith("\n2 rulings to complete or remove.\n")
    assert listed.status == call("check", "--root", str(disputed)).status == 1
    complete(disputed)
    assert call("rule", "--root", str(disputed)) == (0, "Nothing to rule on.\n", "")
    assert call("check", "--root", str(disputed)).status == 0


def test_drafts_stay_drafts_whatever_claims_and_words_become(disputed: Path) -> None:
    """Its words are then no longer those that a draft would begin with."""
    call("rule", "dose/hypertension", "--root", str(disputed))
    vocabulary = disputed / "claims" / "vocabulary.yml"
    vocabulary.write_text(vocabulary.read_text().replace("{label: arabica}", "{label: Arabica bean}"))
    figures = disputed / "claims" / "cup2021" / "figures.yml"
    figures.write_text(figures.read_text(encoding="utf-8").replace("recommended: 150 mg", "recommended: 160 mg"))
    listed = call("rule", "--root", str(disputed))
    assert "stale conflict  dose/hypertension" in listed.out
    assert "error CB505 The ruling on 'dose/hypertension' is still a draft." in " ".join(listed.out.split())


@pytest.mark.parametrize("dose", ["150 mg", "160 mg"], ids=["as drafted", "stale"])
def test_drafts_are_not_accepted(disputed: Path, dose: str) -> None:
    """Nor is anything else that is accepted in the same call."""
    call("rule", "dose/hypertension", "--root", str(disputed))
    figures = disputed / "claims" / "cup2021" / "figures.yml"
    figures.write_text(figures.read_text(encoding="utf-8").replace("150 mg", dose))
    before = tree(disputed)
    done = call("rule", "bean", "dose/hypertension", "--accept", "--root", str(disputed))
    assert done.status == 2
    assert "The ruling at claims/rulings/dose.yml:2:3 is still a draft." in done.err
    assert DRAFT_MARK in done.err
    assert tree(disputed) == before
    complete(disputed)
    assert call("rule", "bean", "dose/hypertension", "--accept", "--root", str(disputed)).status == 0
    assert statuses(disputed)["dose/hypertension"] is RulingStatus.RULED


def test_draft_is_appended(disputed: Path) -> None:
    rulings = disputed / "claims" / "rulings"
    before = (rulings / "all.yml").rename(rulings / "dose.yml").read_bytes()
    assert call("rule", "dose/hypertension", "--root", str(disputed)).status == 0
    after = (rulings / "dose.yml").read_bytes()
    assert after.startswith(before + b"- dispute: dose/hypertension\n")
    assert statuses(disputed)["dose/hypertension"] is RulingStatus.RULED


def test_accept_changes_only_of_and_on(disputed: Path) -> None:
    path = disputed / "claims" / "rulings" / "all.yml"
    before, others = path.read_bytes(), tree(disputed)
    assert call("rule", "bean", "--accept", "--root", str(disputed)).status == 0
    mark = next(found.fingerprint for found in check(disputed).reviewed if found.dispute.id == "bean")
    today = date.today().isoformat().encode()
    expected = before.replace(STALE_HASH, mark.encode()).replace(b"on: 2026-01-02  #", b"on: " + today + b"  #")
    assert path.read_bytes() == expected
    changed = {name for name, seen in tree(disputed).items() if others.get(name) != seen}
    assert changed == {"claims/rulings", "claims/rulings/all.yml"}


def test_accept_makes_stale_what_changes_after(disputed: Path) -> None:
    """A claim's dose makes its dispute stale; its paraphrase, place and note do not."""
    call("rule", "dose/hypertension", "--root", str(disputed))
    figures = disputed / "claims" / "cup2021" / "figures.yml"
    text = figures.read_text(encoding="utf-8")
    figures.write_text(text.replace("Advises 150 mg daily.", "Tells to take 150 mg.\n        note: New."))
    assert statuses(disputed)["dose/hypertension"] is RulingStatus.RULED
    figures.write_text(text.replace("recommended: 150 mg", "recommended: 160 mg"))
    assert statuses(disputed)["dose/hypertension"] is RulingStatus.STALE


def test_a_claim_added_elsewhere_leaves_rulings_alone(disputed: Path) -> None:
    call("rule", "dose/hypertension", "effect/hypertension", "--root", str(disputed))
    before = statuses(disputed)
    add_claim(disputed, "share: {is: 5 %}")
    assert statuses(disputed) == before


def test_a_claim_that_joins_a_ruled_dispute_reopens_it(disputed: Path) -> None:
    call("rule", "dose/hypertension", "--root", str(disputed))
    add_claim(disputed, "dose: {recommended: 2 g}")
    assert statuses(disputed)["dose/hypertension"] is RulingStatus.STALE
