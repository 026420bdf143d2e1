"""How the scope of one thing lies to that of another."""

from enum import StrEnum


class Relation(StrEnum):
    """The first of two things is ... than (or to) the second."""

    EQUAL = "equal"
    NARROWER = "narrower"
    WIDER = "wider"
    OVERLAPPING = "overlapping"
    DISJOINT = "disjoint"

    @property
    def nested(self) -> bool:
        """Whether one of the two lies within the other, or both are the same."""
        return self in (Relation.EQUAL, Relation.NARROWER, Relation.WIDER)


def of_containment(first_in_second: bool, second_in_first: bool, meet: bool) -> Relation:
    """The relation of two sets, from who contains whom and whether they meet at all."""
    if first_in_second and second_in_first:
        return Relation.EQUAL
    if first_in_second:
        return Relation.NARROWER
    if second_in_first:
        return Relation.WIDER
    return Relation.OVERLAPPING if meet else Relation.DISJOINT
