"""Which fields of a record changed, by the names of the record format and in words."""

from pathlib import Path

import pytest
from claimbook.changes.records import claim_changes, ruling_changes
from claimbook.knowledge import load

from tests.changes.editing import CLAIMS, FIGURES, RULINGS, change
from tests.commands.transcript import lay

FIELDS = [
    (FIGURES, "cup-dose", "{recommended: 150 mg}", "{recommended: 25 mg or 50..75 mg}",
     "dose recommended 150 mg -> recommended 25 mg or 50–75 mg"),
    (FIGURES, "cup-dose", "dose: {recommended: 150 mg}", "dose: {effective: 150 mg}",
     "dose recommended 150 mg -> effective 150 mg"),
    (FIGURES, "cup-dose", "dose: {recommended: 150 mg}", "cups: {is: 3}",
     "dose recommended 150 mg -> none; intervention coffee -> unstated; cups none -> is 3"),
    (FIGURES, "cup-raises", "effect: worse\n        outcome: blood-pressure", "effect: same\n        outcome: headache",
     "effect worse -> same; outcome blood pressure -> headache"),
    (FIGURES, "cup-children", "population: children", "population: adults", "population children -> adults"),
    (FIGURES, "cup-children", "population: children", "note: For all.", "population children -> unstated"),
    (FIGURES, "cup-some-400", "reach: some", "reach: every", "reach some -> every"),
    (FIGURES, "cup-robusta", "wording: suggested", "wording: asserted", "wording suggested -> asserted"),
    (FIGURES, "cup-dose", "{recommended: 150 mg}", "{recommended: 150 mg}\n        reports: [cup2021]",
     "reports none -> cup2021"),
    (FIGURES, "cup-dose", "{recommended: 150 mg}", "{recommended: 150 mg}\n        said_by: A reader",
     "said_by none -> A reader"),
    (FIGURES, "cup-dose", "24e94344c3b4490f/6@9", "24e94344c3b4490f/7@9", "its passage"),
    (FIGURES, "cup-raises", "effect: worse",
     "effect: worse\n        estimate: {measure: smd, value: 0.4, interval: [0.1, 0.7], good: higher}",
     "estimate none -> smd, value 0.4, interval [0.1, 0.7], good higher"),
    (CLAIMS, "brew-lowers", "intervention: coffee, comparator: water", "intervention: coffee, comparator: unstated",
     "comparator water -> unstated"),
]  # fmt: skip
# What is written otherwise and means the same.
SAME = [
    (FIGURES, "{recommended: 150 mg}", "{recommended: 0.15 g}"),
    (FIGURES, "Advises 150 mg daily.", "Tells to take 150 mg."),
    (FIGURES, "24e94344c3b4490f/6@9", "24e94344c3b4490f/6@99"),
    (FIGURES, "at: Sentence 2", "at: The second sentence"),
]


@pytest.mark.parametrize(("name", "id_", "old", "new", "told"), FIELDS)
def test_fields(name: str, id_: str, old: str, new: str, told: str, tmp_path: Path) -> None:
    before, after = (lay(["disputed"], tmp_path / when) for when in ("before", "after"))
    change(after, name, old, new)
    changes = claim_changes(load(before), load(after))
    assert "; ".join(map(str, changes[id_].fields)) == told


@pytest.mark.parametrize(("name", "old", "new"), SAME)
def test_same(name: str, old: str, new: str, tmp_path: Path) -> None:
    before, after = (lay(["disputed"], tmp_path / when) for when in ("before", "after"))
    change(after, name, old, new)
    assert claim_changes(load(before), load(after)) == {}


def test_a_tolerance_changes_no_record(tmp_path: Path) -> None:
    """Every number means something else, but nobody touched the claims."""
    before, after = (lay(["disputed"], tmp_path / when) for when in ("before", "after"))
    for root in (before, after):
        change(root, FIGURES, "{recommended: 150 mg}", "{recommended: ~ 150 mg}")
    change(after, "claims/vocabulary.yml", "tolerance: 20 %", "tolerance: 50 %")
    assert claim_changes(load(before), load(after)) == {}


def test_rulings(tmp_path: Path) -> None:
    before, after = (lay(["disputed"], tmp_path / when) for when in ("before", "after"))
    change(after, RULINGS, "verdict: one-side", "verdict: open")
    change(after, RULINGS, "Nobody has looked into the sack.", "Somebody has looked into the sack.")
    changes = ruling_changes(load(before).rulings, load(after).rulings)
    told = {id_: (found.what.value, "; ".join(map(str, found.fields))) for id_, found in changes.items()}
    assert told == {"bean": ("changed", "its reason"), "first-described": ("changed", "verdict one-side -> open")}
