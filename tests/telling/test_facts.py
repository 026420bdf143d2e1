"""What a claim is about, in words."""

from pathlib import Path

from claimbook.disagreement.wording import show_key
from claimbook.knowledge import load
from claimbook.telling.phrases import Fact, facts

from tests.book.building import change, copy_coffee

PRICE = """\
  price:
    label: Price
    type: count
    subject: [intervention]
    time_varying: yes
    id_from: [intervention]
measures:
"""
LAST = "        arrival: {is: 188X}\n"
CLAIMS = """\
      - {id: press-price, says: "Costs three.", price: {is: 3}, as_of: 2002}
      - {id: press-date, says: "Said then.", as_of: 2002}
"""


def test_a_date_is_told_once_whatever_varies_in_time(tmp_path: Path) -> None:
    root = copy_coffee(tmp_path / "coffee")
    change(root, "claims/vocabulary.yml", "measures:\n", PRICE)
    change(root, "claims/press2021/column.yml", LAST, LAST + CLAIMS)
    base = load(root)
    assert not [found for found in base.sink if found.place.file.endswith(("column.yml", "vocabulary.yml"))]
    for id_ in ("press-price", "press-date"):
        told = facts(base.records.claims[id_], base.vocabulary)
        assert [fact for fact in told if fact.text == "2002"] == [Fact("Date it holds for", "2002")]
    assert show_key("as_of", base.vocabulary) == "date it holds for"
