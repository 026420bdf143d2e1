"""How far a search for sets of claims goes.

A few dozen comparisons can contain more irreducible sets than anybody could list. Each search
goes from small sets to large ones, does so much work at most, and says where it stopped: the last
set that it found says so, and whoever asked is told even when it found none.
"""

from collections.abc import Callable, Iterable, Iterator

from claimbook.disagreement.sets.violation import Violation
from claimbook.pulse import silent

LIMIT = 100_000  # partial sets looked at in one search; one without a deadlock of circles needs a few hundred
PER_MEMBER = 10  # what a set that was found costs for each of its members: it is graded and shown
CUT_OFF = "the search stopped here, smaller sets first: there may be more like it"


Stopped = Callable[[str], None]


class Effort:
    """The work that one search for ``what`` may still do; ``stopped`` is told when it did not suffice."""

    def __init__(self, what: str = "", stopped: Stopped = silent, limit: int = LIMIT) -> None:
        self._what, self._stopped = what, stopped
        self._left = limit

    @property
    def spent(self) -> bool:
        return self._left <= 0

    def step(self, cost: int = 1) -> bool:
        """Take a step; False when there is no work left for it."""
        self._left -= cost
        return not self.spent

    def paid(self, found: Iterable[Violation]) -> Iterator[Violation]:
        """What a search finds until its work is used up; the last one then says so."""
        last: Violation | None = None
        for violation in found:
            if last is not None:
                yield last
            last = violation
            if not self.step(PER_MEMBER * len(violation.positions)):
                break
        if last is not None:
            yield _cut_off(last) if self.spent else last
        if self.spent:
            self._stopped(self._what)


def _cut_off(violation: Violation) -> Violation:
    why = (*violation.opposition.why, CUT_OFF)
    return violation._replace(opposition=violation.opposition._replace(why=why))
