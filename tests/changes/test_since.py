"""``claimbook check --since``: what a change opens, worsens, makes stale and settles, and by what."""

from pathlib import Path

import pytest

from tests.changes.editing import CLAIMS, FIGURES, RULINGS, add_claim, change, codes, effects, report, since
from tests.commands.calling import call
from tests.commands.drafts import complete
from tests.repositories import commit, git


def rule(root: Path, *disputes: str) -> None:
    """Drafts, completed."""
    assert call("rule", *disputes, "--root", str(root)).status == 0
    complete(root)


def test_nothing(disputed: Path) -> None:
    """What waited before is not this change's."""
    assert call("check", "--root", str(disputed)).status == 1
    assert since(disputed).status == 0
    assert effects(disputed) == {}
    assert codes(disputed) == []


def test_places_notes_and_paraphrases_are_nothing(disputed: Path) -> None:
    change(disputed, FIGURES, "source: cup2021\n", "# moved down\n\nsource: cup2021\n")
    change(disputed, FIGURES, "Advises 150 mg daily.", "Tells to take 150 mg.\n        note: New.")
    assert effects(disputed) == {}
    assert codes(disputed) == []


def test_opened_by_a_claim(disputed: Path) -> None:
    add_claim(disputed, "one-more", "share: {is: 5 %}")
    assert effects(disputed) == {}
    commit(disputed)
    add_claim(disputed, "two-more", "share: {is: 50 %}")
    assert effects(disputed, "HEAD") == {"opened": {"share/hypertension": ["two-more"]}}
    assert codes(disputed, "HEAD") == ["CB401 error"]
    assert since(disputed, "HEAD").status == 1


def test_opened_and_ruled_in_one_change(disputed: Path) -> None:
    add_claim(disputed, "one-more", "share: {is: 5 %}")
    add_claim(disputed, "two-more", "share: {is: 50 %}")
    rule(disputed, "share/hypertension")
    assert effects(disputed) == {"opened": {"share/hypertension": ["one-more", "two-more"]}}
    assert codes(disputed) == ["CB401 note"]
    assert since(disputed).status == 0


def test_a_draft_settles_nothing(disputed: Path) -> None:
    call("rule", "dose/hypertension", "--root", str(disputed))
    assert effects(disputed) == {}
    assert codes(disputed) == ["CB505 error"]
    rule(disputed, "effect/hypertension")
    assert effects(disputed) == {"settled": {"dose/hypertension": [], "effect/hypertension": []}}
    assert codes(disputed) == ["CB401 note", "CB401 note"]
    assert since(disputed).status == 0


def test_opened_by_taking_a_ruling_away(disputed: Path) -> None:
    (disputed / RULINGS).unlink()
    assert effects(disputed) == {"opened": {"first-described": []}}
    assert "  - ruling removed\n" in since(disputed).out
    assert "(conflict, its ruling is gone)" in since(disputed).out
    assert since(disputed).status == 1


def test_worsened_by_one_more_claim(disputed: Path) -> None:
    """On a dispute that waits already; one that agrees with a side on the same terms worsens it, too."""
    add_claim(disputed, "one-more", "dose: {recommended: 2 g}")
    assert effects(disputed) == {"worsened": {"dose/hypertension": ["one-more"]}}
    assert since(disputed).status == 1


def test_worsened_and_stale(disputed: Path) -> None:
    rule(disputed, "dose/hypertension")
    commit(disputed)
    add_claim(disputed, "one-more", "dose: {recommended: 2 g}")
    by = {"dose/hypertension": ["one-more"]}
    assert effects(disputed, "HEAD") == {"worsened": by, "stale": by}
    assert codes(disputed, "HEAD") == ["CB401 error", "CB501 error"]


def test_stale_by_another_source_word(disputed: Path) -> None:
    rule(disputed, "dose/hypertension")
    commit(disputed)
    change(disputed, FIGURES, "recommended: 150 mg", "recommended: 160 mg")
    assert effects(disputed, "HEAD") == {"stale": {"dose/hypertension": ["cup-dose"]}}
    assert "- claim cup-dose changed: dose recommended 150 mg -> recommended 160 mg" in since(disputed, "HEAD").out


def test_settled_by_taking_a_claim_away(disputed: Path) -> None:
    """The dispute is gone; its claim is named although nothing of it is left."""
    text = (disputed / FIGURES).read_text()
    start, end = text.index("  - at: Sentence 2\n"), text.index("  - at: Sentence 3\n")
    (disputed / FIGURES).write_text(text[:start] + text[end:])
    assert effects(disputed) == {"settled": {"dose/hypertension": ["cup-dose"]}}
    assert codes(disputed) == ["CB403 note"]
    assert since(disputed).status == 0


def test_settled_by_superseding(disputed: Path) -> None:
    change(
        disputed, FIGURES, "dose: {recommended: 150 mg}", "dose: {recommended: 150 mg}\n        superseded_by: cup-five"
    )
    assert effects(disputed) == {"settled": {"dose/hypertension": ["cup-dose"]}}
    assert "- claim cup-dose changed: superseded_by none -> cup-five" in since(disputed).out


def test_lowered_but_still_waiting_fails_nothing(disputed: Path) -> None:
    """It waited before this change and is not as grave as it was."""
    change(disputed, FIGURES, "dose: {recommended: 150 mg}", "dose: {recommended: 150 mg}\n        wording: suggested")
    told = report(disputed)["since"]["settled"]
    assert [(item["dispute"], item["how"]) for item in told] == [("dose/hypertension", "conflict -> tension")]
    assert codes(disputed) == []
    assert since(disputed).status == 0


def test_by_the_vocabulary(disputed: Path) -> None:
    robusta = "robusta: {label: robusta}"
    change(disputed, "claims/vocabulary.yml", robusta, "robusta: {label: robusta, broader: arabica}")
    assert effects(disputed) == {"settled": {"bean": []}}
    out = since(disputed).out
    assert "settled: bean (gone)\n  - none of its claims changed, but the vocabulary did" in out
    assert codes(disputed) == ["CB502 error"]


def test_by_passages_that_part(disputed: Path) -> None:
    """Claims of one passage are not lowered for being suggested; once they stand in two, they are."""
    change(disputed, FIGURES, "        wording: hypothesised", "        wording: suggested")
    commit(disputed)
    change(disputed, FIGURES, "      - id: cup-five\n", "  - at: Last line\n    anchor: 836cbc15217fb1f8/8@52\n"
           "    claims:\n      - id: cup-five\n")  # fmt: skip
    assert "which of them share a passage did" in since(disputed, "HEAD").out
    assert effects(disputed, "HEAD") == {"settled": {"cups/hypertension": []}}


def test_other_findings_count_when_they_are_new(disputed: Path) -> None:
    change(disputed, CLAIMS, "recommended: 80 mg}", "recommended: 80 mg}\n        reports: [nobody1999]")
    assert "CB202 error" in codes(disputed)
    commit(disputed)
    assert codes(disputed, "HEAD") == []
    change(disputed, CLAIMS, "  - at: Heading", "  # Moved down.\n  - at: Heading")
    assert codes(disputed, "HEAD") == []


def test_broken_input_is_always_shown(disputed: Path) -> None:
    change(disputed, FIGURES, "recommended: 150 mg", "recommended: 150 mgg")
    commit(disputed)
    assert codes(disputed, "HEAD") == ["CB109 error"]
    done = since(disputed, "HEAD", "--select", "CB2")
    assert done.status == 2
    assert "Some input is broken now" in done.out
    assert "Some input was broken then" in done.out


def test_while_broken_nothing_is_settled_or_removed(disputed: Path) -> None:
    change(disputed, FIGURES, "recommended: 150 mg", "recommended: 150 mgg")
    assert effects(disputed) == {}
    assert call("diff", "main", "--root", str(disputed)).status == 2
    assert "1 claim removed" not in call("diff", "main", "--root", str(disputed)).out


def test_mended(disputed: Path) -> None:
    """Where the other side was broken, all that can be compared is."""
    change(disputed, FIGURES, "recommended: 150 mg", "recommended: 150 mgg")
    commit(disputed)
    change(disputed, FIGURES, "recommended: 150 mgg", "recommended: 150 mg")
    assert effects(disputed, "HEAD") == {"opened": {"dose/hypertension": ["cup-dose"]}}
    assert report(disputed, "HEAD")["since"]["caveats"] == [
        "Some input was broken then and could not be compared, so more may seem new than is."
    ]


@pytest.mark.parametrize("form", ["sarif", "github", "gitlab", "junit"])
def test_formats_for_programs_have_what_is_new(form: str, disputed: Path) -> None:
    add_claim(disputed, "one-more", "cups: {is: 9}")
    done = since(disputed, "main", "--format", form)
    assert done.status == 1
    assert "cups/hypertension" in done.out
    assert "dose/hypertension" not in done.out


def test_chosen_codes(disputed: Path) -> None:
    add_claim(disputed, "one-more", "cups: {is: 9}")
    assert since(disputed, "main", "--ignore", "CB401").status == 0
    assert "no dispute changed" in since(disputed, "main", "--ignore", "CB401").out


def test_what_others_did_meanwhile_does_not_count(disputed: Path) -> None:
    """Held against where the branches parted, not against the tip of the other."""
    git(disputed, "checkout", "--quiet", "-b", "mine")
    add_claim(disputed, "my-own", "share: {is: 5 %}")
    commit(disputed)
    git(disputed, "checkout", "--quiet", "main")
    change(disputed, FIGURES, "recommended: 150 mg", "recommended: 80 mg")
    commit(disputed)
    git(disputed, "checkout", "--quiet", "mine")
    assert effects(disputed) == {}
    assert "Since main (where HEAD left it, " in since(disputed).out


def test_same_whatever_the_order(disputed: Path) -> None:
    """Twice the same output, byte by byte."""
    add_claim(disputed, "one-more", "cups: {is: 9}")
    change(disputed, FIGURES, "wording: suggested", "wording: asserted")
    assert since(disputed).out == since(disputed).out
    assert call("diff", "main", "--root", str(disputed)) == call("diff", "main", "--root", str(disputed))


def test_a_dispute_is_reported_at_the_claim_that_did_it(disputed: Path) -> None:
    """Not at the first of its claims, which nobody has touched; the others stand against it."""
    add_claim(disputed, "one-more", "share: {is: 50 %}")
    commit(disputed)
    add_claim(disputed, "two-more", "share: {is: 5 %}")
    (found,) = report(disputed, "HEAD")["diagnostics"]
    line = next(n for n, text in enumerate((disputed / FIGURES).read_text().splitlines(), 1) if "id: two-more" in text)
    assert found["line"] == line
    told = since(disputed, "HEAD", "--format", "github").out
    assert f"file={FIGURES},line={line}," in told
    assert "against one-more: " in told
    assert "against two-more: " not in told
    place = {"line": line, "claims": found["claims"], "id": found["id"]}
    (whole,) = [d for d in report(disputed, "HEAD~1")["diagnostics"] if d["dispute"] == found["dispute"]]
    assert {**place, "line": whole["line"]} == {key: whole[key] for key in place}, "its id is that of a whole check"
