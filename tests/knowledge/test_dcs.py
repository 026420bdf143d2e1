"""What the knowledge base of this repository has to hold, whatever is still added to it."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from claimbook.check import Result, check
from claimbook.disagreement.disagreements import Disagreement
from claimbook.disagreement.disputes import Dispute
from claimbook.disagreement.grade import Grade
from claimbook.records.anchors import AnchorState
from claimbook.records.claims import Claim, ValueAssertion
from claimbook.records.flat import resolved, text_of
from claimbook.records.sources import Depth, Design, Findability
from claimbook.reports.counts import typed_share
from claimbook.rules import RULES
from claimbook.rulings.review import RulingStatus
from claimbook.vocabulary.vocabulary import Mode

from tests.commands.calling import REPO

SOURCES = {"anxietydcs2025": 843, "benchchem2025": 1470, "cyclofuture2025": 1361}  # tokens of their texts
TYPED = 0.75
EXPECTED = yaml.safe_load((Path(__file__).parent / "expected.yml").read_text(encoding="utf-8"))
MISREPORTS = yaml.safe_load((Path(__file__).parent / "misreports.yml").read_text(encoding="utf-8"))
STUDIES = sorted(folder.parent.name for folder in (REPO / "claims").glob("*/results.yml"))


@pytest.fixture(scope="session")
def result() -> Result:
    """The check without the archive, as most readers can run it."""
    return check(REPO)


@pytest.fixture(scope="session")
def archived(real_archive: Path) -> Result:
    return check(REPO, real_archive)


# Records


def test_no_record_is_broken(result: Result) -> None:
    assert [f"{d.place} {d.message}" for d in result.diagnostics if RULES[d.code].broken] == []


def test_all_sources_have_claims(result: Result) -> None:
    assert set(SOURCES) <= {claim.source for claim in result.base.claims()}


def test_typed_share(result: Result) -> None:
    """Statements are shown and never compared, so there are to be few of them; in every source."""
    assert typed_share(result.base) >= TYPED
    for key in SOURCES:
        forms = [claim.assertion is not None for claim in result.base.claims() if claim.source == key]
        assert sum(forms) / len(forms) >= TYPED, key


def test_nothing_but_disputes_to_act_on(result: Result) -> None:
    """Citations, schemas and whatever else there is are in order."""
    allowed = ("CB215", "CB216", "CB217", "CB305", "CB401", "CB402", "CB403", "CB404", "CB501", "CB605", "CB606")
    assert [f"{d.place} {d.message}" for d in result.diagnostics if d.code not in allowed] == []


# Anchors and coverage


def test_every_anchor_is_verified(archived: Result) -> None:
    states = {
        record.id: archived.base.located[record.id].state for record in archived.base.anchored() if record.anchors
    }
    assert len(states) > 400
    assert [id_ for id_, state in states.items() if state is not AnchorState.VERIFIED] == []


@pytest.mark.parametrize("key", SOURCES)
def test_coverage_is_complete(key: str, archived: Result) -> None:
    coverage = archived.coverage[key]
    assert coverage.complete
    assert coverage.loose == ()
    assert coverage.tokens == SOURCES[key]


# Studies


@pytest.mark.parametrize("key", STUDIES)
def test_studies_are_read_in_part_and_say_so(key: str, result: Result) -> None:
    source = result.base.records.sources[key]
    claims = [claim for claim in result.base.claims() if claim.source == key]
    assert source.is_study
    assert not source.archived
    assert source.read is not Depth.FULL_TEXT
    assert claims
    assert key in result.base.bibliography.entries


@pytest.mark.parametrize("expected", MISREPORTS, ids=lambda expected: expected["why"])
def test_expected_misreport(expected: dict[str, Any], result: Result) -> None:
    """What readers of the sources and of the studies found told otherwise."""
    found = {
        (result.base.records.claims[id_].source, retelling.study, difference.about)
        for id_, traced in result.traces.items()
        for retelling in traced.retellings
        for difference in retelling.differences
    }
    assert (expected["source"], expected["study"], expected["about"]) in found


def test_what_cannot_be_traced_is_said(result: Result) -> None:
    """Both documents without a reference list rest on studies that nobody could find."""
    for key in ("anxietydcs2025", "cyclofuture2025"):
        found = [reference.found for reference in result.base.records.sources[key].references]
        assert Findability.UNTRACEABLE in found
        assert found.count(Findability.RESOLVABLE) <= 1


COMPARED = ("anxiety-disorders", "ocd", "ptsd")  # the conditions whose trials the tables compare


@pytest.mark.parametrize(
    ("page", "name"), [("dose", "dose"), ("timing", "dose-timing"), ("sessions", "augmented-sessions")]
)
def test_tables_of_trials_leave_none_out(page: str, name: str, result: Result) -> None:
    """A table of some trials says by its choice what none of them does."""
    text = (REPO / "book" / f"{page}.md").read_text(encoding="utf-8")
    table = re.search(r"^## What trials (?:gave|did)\n(.*?)^## ", text, re.M | re.S)
    assert table is not None
    given = trials_that_gave(name, result)
    assert len(given) > 20
    assert [claim.id for claim in given if not re.search(rf"\b{claim.source}\b|`{claim.source}-", table[1])] == []


def trials_that_gave(name: str, result: Result) -> list[Claim]:
    """What trials of these conditions gave of a property."""
    graph = result.base.vocabulary.graphs["condition"]
    conditions = {term for wider in COMPARED for term in (wider, *graph.descendants(wider))}
    return [
        claim
        for claim in result.base.claims()
        if result.base.records.sources[claim.source].design is Design.PRIMARY_STUDY
        and isinstance(claim.assertion, ValueAssertion)
        and (claim.assertion.property, claim.assertion.mode) == (name, Mode.STUDIED)
        and getattr(claim.scope.get("condition"), "id", "") in conditions
    ]


# Disputes


def is_held(wanted: dict[str, str], ids: tuple[str, ...], result: Result) -> bool:
    """Whether one of the claims has the fields wanted."""
    return any(has(result.base.records.claims[id_], wanted) for id_ in ids)


def has(claim: Claim, wanted: dict[str, str]) -> bool:
    fields = {"source": claim.source, **{key: text_of(value) for key, value in resolved(claim).items()}}
    return all(re.fullmatch(pattern, fields.get(key, "")) for key, pattern in wanted.items())


def between(found: Disagreement, wanted: list[dict[str, str]], result: Result) -> bool:
    """Whether a disagreement joins what is wanted, in either order."""
    return any(
        all(is_held(fields, ids, result) for fields, ids in zip(wanted, members, strict=True))
        for members in (found.members, found.members[::-1])
        if len(members) == len(wanted)
    )


def candidates(pattern: str, result: Result) -> Iterator[Dispute]:
    return (r.dispute for r in result.reviewed if re.fullmatch(pattern, r.dispute.id))


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda expected: expected["why"])
def test_expected_contradiction(expected: dict[str, Any], result: Result) -> None:
    disputes = list(candidates(expected["dispute"], result))
    assert disputes, f"no dispute {expected['dispute']}"
    worst = Grade(expected["at_least"]).rank
    found = [d for dispute in disputes for d in dispute.disagreements if between(d, expected["between"], result)]
    assert any(disagreement.grade.rank <= worst for disagreement in found), found


def test_ten_are_expected() -> None:
    assert len(EXPECTED) == 10


def test_disagreements_know_their_sources(result: Result) -> None:
    """Within one source means that one voice contradicts itself; a quoted reader is another voice."""
    claims = result.base.records.claims
    for reviewed in result.reviewed:
        for found in reviewed.dispute.disagreements:
            voices = {claims[id_].voice for id_ in found.claims}
            assert found.within_source == (len(voices) == 1), (reviewed.dispute.id, found.members)


@pytest.mark.parametrize(
    ("dispute", "within"),
    [
        ("effect/ptsd", False),
        ("origin", False),
        ("approval-date/.*", True),
        ("steady-state-from-half-life/.*", True),
        ("author/cyclofuture2025", True),
    ],
)
def test_self_contradictions(dispute: str, within: bool, result: Result) -> None:
    assert [found.within_source for found in candidates(dispute, result)] == [within]


def test_every_conflict_and_tension_is_ruled_on(result: Result) -> None:
    waiting = [r.dispute.id for r in result.reviewed if r.status in (RulingStatus.NEW, RulingStatus.STALE)]
    assert waiting == [], "read them again, then `claimbook rule DISPUTE --accept`"


def test_rulings_give_reasons(result: Result) -> None:
    """A reason takes more than a word, and a decision for one side names claims of it."""
    assert any(reviewed.ruling is not None for reviewed in result.reviewed)
    for reviewed in result.reviewed:
        ruling = reviewed.ruling
        if ruling is not None:
            assert len(ruling.because.split()) >= 10, ruling.dispute
            assert ruling.verdict != "one-side" or ruling.prefers, ruling.dispute
            assert not ruling.prefers or set(ruling.prefers) & set(reviewed.dispute.claims), ruling.dispute
