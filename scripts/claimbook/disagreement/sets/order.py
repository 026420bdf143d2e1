"""What comparisons of one property in one dimension are held against, and how what they break is told."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from claimbook.disagreement.filing import in_order
from claimbook.disagreement.grade import ScopeComparison
from claimbook.disagreement.opposition import Opposition
from claimbook.disagreement.positions import Position, Scope
from claimbook.disagreement.sets.paths import Link, Node
from claimbook.disagreement.sets.readings import Readings
from claimbook.disagreement.sets.ties import Factors
from claimbook.disagreement.sets.violation import Violation
from claimbook.disagreement.steps import Step
from claimbook.disagreement.wording import show_value
from claimbook.vocabulary.values import Term, Value
from claimbook.vocabulary.vocabulary import Vocabulary

OrderLink = Link[Scope]
OrderLinks = tuple[OrderLink, ...]
Named = Mapping[str, tuple[Value, ...]]


class Order(NamedTuple):
    """An order of subjects, such as those of doses by condition."""

    name: str
    dimension: str
    vocabulary: Vocabulary
    readings: Readings
    tied: Factors

    def term(self, node: Node[Scope]) -> str:
        value = dict(node.about)[self.dimension]
        assert isinstance(value, Term)
        return value.id

    def violation(
        self, positions: tuple[Position, ...], why: Step, subjects: ScopeComparison, named: Named
    ) -> Violation:
        """What is compared, beside what else names disputes about the property."""
        first, *others = (show_value(value, self.vocabulary) for value in named[self.dimension])
        name = self.vocabulary.name(self.name)
        question = f"How does the {name} for {first} compare with that for {' and '.join(others) or first}?"
        keys = dict.fromkeys((*self.vocabulary.properties[self.name].signature.id_from, self.dimension))
        subject = tuple((key, named[key]) for key in keys if key in named)
        return Violation(f"{self.name}-order", positions, Opposition((why,)), subjects, subject, question)

    def named(self, ends: Sequence[Scope]) -> Named:
        """The values of subjects that differ only in the dimension of the order."""
        named = {key: (value,) for key, value in ends[0]}
        return named | {self.dimension: in_order(dict(end)[self.dimension] for end in ends)}

    def told(self, links: OrderLinks, why: str) -> str:
        """Comparisons in words, and what is wrong with them."""
        return f"{self.words(links)}: {why}"

    def words(self, links: OrderLinks) -> str:
        """``depression above anxiety, anxiety above phobia``."""
        return ", ".join(f"{self.place(link.high)} above {self.place(link.low)}" for link in links)

    def place(self, node: Node[Scope]) -> str:
        return show_value(dict(node.about)[self.dimension], self.vocabulary)


def beside(near: ScopeComparison, far: ScopeComparison) -> ScopeComparison:
    """What holds at both ends, as one."""
    return ScopeComparison((*near.met, *far.met), tuple(sorted({*near.unstated, *far.unstated})))
