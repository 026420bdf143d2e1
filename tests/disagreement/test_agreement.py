"""How many independent sources hold a position: claims of one voice or study count once."""

import random
from collections.abc import Sequence
from time import process_time

from claimbook.diagnostics import Place
from claimbook.disagreement.agreement import Agreement, agreement
from claimbook.records.claims import Claim, PassageId
from hypothesis import given
from hypothesis import strategies as st

from tests.disagreement.strategies import STEADY

STUDIES = ("hofmann2006", "ressler2004", "smith")


def claim(id_: str, source: str, *, said_by: str = "", study: str = "", reports: Sequence[str] = ()) -> Claim:
    return Claim(id_, source, "Says so.", "somewhere", Place("claims.yml"), PassageId("claims.yml", 0), (), None, {},
                 said_by=said_by, study=study, reports=tuple(reports))  # fmt: skip


def counts(*claims: Claim) -> tuple[int, list[tuple[str, ...]]]:
    found = agreement(claims)
    return found.independent, [group.claims for group in found.groups]


def test_claims_of_one_source_count_once() -> None:
    assert counts(claim("a", "smith"), claim("b", "jones"), claim("c", "smith")) == (2, [("a", "c"), ("b",)])


def test_who_is_quoted_counts_as_another_source() -> None:
    assert counts(claim("a", "smith"), claim("b", "smith", said_by="a reader"))[0] == 2


def test_claims_that_retell_one_study_count_once() -> None:
    found = agreement([claim("a", "smith", reports=["ressler2004"]), claim("b", "jones", reports=["ressler2004"])])
    assert found.independent == 1
    assert found.groups[0].studies == ("ressler2004",)
    assert found.groups[0].voices == ("smith", "jones")


def test_a_study_and_who_retells_it_count_once() -> None:
    assert counts(claim("a", "ressler2004"), claim("b", "jones", reports=["ressler2004"]))[0] == 1


def test_a_local_study_ties_only_within_its_source() -> None:
    assert counts(claim("a", "smith", study="trial"), claim("b", "jones", study="trial"))[0] == 2
    assert counts(claim("a", "smith", study="trial"), claim("b", "smith", study="trial", said_by="a reader"))[0] == 1


def test_ties_are_followed_on() -> None:
    both = claim("c", "review", reports=["hofmann2006", "ressler2004"])
    one, two = claim("a", "smith", reports=["hofmann2006"]), claim("b", "jones", reports=["ressler2004"])
    assert counts(one, two)[0] == 2
    assert counts(one, two, both) == (1, [("a", "b", "c")])


def test_words() -> None:
    def told(*claims: Claim) -> str:
        return agreement(claims).held_by

    assert told(claim("a", "smith")) == "held by 1 source (1 claim)"
    assert told(claim("a", "smith"), claim("b", "smith")) == "held by 1 source (2 claims)"
    assert told(claim("a", "smith"), claim("b", "jones")) == "held by 2 independent sources (2 claims)"
    assert agreement(()) == Agreement(())


@st.composite
def several(draw: st.DrawFn) -> list[Claim]:
    number = draw(st.integers(0, 8))
    return [draw(one(f"c{index}")) for index in range(number)]


@st.composite
def one(draw: st.DrawFn, id_: str) -> Claim:
    return claim(
        id_,
        draw(st.sampled_from(["smith", "jones", "ressler2004", "lee"])),
        said_by=draw(st.sampled_from(["", "", "a reader"])),
        study=draw(st.sampled_from(["", "", "trial"])),
        reports=draw(st.lists(st.sampled_from(STUDIES), max_size=2, unique=True)),
    )


@STEADY
@given(several(), st.randoms(use_true_random=False))
def test_order_does_not_matter(claims: list[Claim], random_: random.Random) -> None:
    assert agreement(random_.sample(claims, len(claims))) == agreement(claims)


@STEADY
@given(several())
def test_no_more_than_voices_and_every_claim_in_one_group(claims: list[Claim]) -> None:
    found = agreement(claims)
    assert found.independent <= len({claim.voice for claim in claims})
    assert sorted(id_ for group in found.groups for id_ in group.claims) == [claim.id for claim in claims]
    assert found.claims == len(claims)


@STEADY
@given(several())
def test_groups_are_what_nothing_ties_together(claims: list[Claim]) -> None:
    """Slowly once more: two claims count once when a chain of shared names leads from one to the other."""
    names = {claim.id: {claim.voice, *claim.studies} for claim in claims}
    left, groups = set(names), []
    while left:
        group = {left.pop()}
        while more := {id_ for id_ in left if any(names[id_] & names[other] for other in group)}:
            group |= more
            left -= more
        groups.append(tuple(sorted(group)))
    assert sorted(groups) == sorted(group.claims for group in agreement(claims).groups)


@STEADY
@given(several(), one("new"))
def test_another_claim_of_a_known_source_or_study_never_raises_the_count(claims: list[Claim], new: Claim) -> None:
    known = {name for claim in claims for name in (claim.voice, *claim.studies)}
    before, after = agreement(claims).independent, agreement([*claims, new]).independent
    assert after <= before + 1
    if known & {new.voice, *new.studies}:
        assert after <= before


def test_cost_grows_with_the_claims() -> None:
    """A chain of studies that ties everybody together, and nobody tied to anybody."""

    def seconds(size: int) -> float:
        chain = [claim(f"c{n:06}", f"s{n}", reports=[f"t{n}", f"t{n + 1}"]) for n in range(size)]
        random.Random(1).shuffle(chain)
        started = process_time()
        assert agreement(chain).independent == 1
        assert agreement([claim(f"c{n:06}", f"s{n}") for n in range(size)]).independent == size
        return process_time() - started

    assert seconds(40_000) < 32 * max(seconds(5_000), 0.02)  # the square of 8 is 64
