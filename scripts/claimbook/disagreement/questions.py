"""Questions: what claims speak to, with all positions on each, whether anybody disputes them or not.

A position belongs to the question that a dispute of it with itself would be filed under, so a question
has the id of its dispute. In a dispute positions on wider or narrower subjects meet as well; they belong
to questions of their own too.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from claimbook.disagreement.agreement import Agreement, agreement
from claimbook.disagreement.filing import Filed, file_under, part_of, signature_of
from claimbook.disagreement.grade import compare
from claimbook.disagreement.positions import MODERATION, EffectStance, Position, Scope, Stance, ValueStance, positions
from claimbook.disagreement.wording import show_key, show_stance, show_value
from claimbook.records.claims import Claim
from claimbook.vocabulary.relation import Relation
from claimbook.vocabulary.values import Term, Value
from claimbook.vocabulary.vocabulary import ARMS, Vocabulary

_READ = {arm: number for number, arm in enumerate(ARMS)}  # what is compared with what is read first


@dataclass(frozen=True, slots=True)
class Viewpoint:
    """The same said of one subject by some claims: under which circumstances does not matter here.

    A value is shown as the first of them spells it: 50 mg is 0.05 g.
    """

    says: str
    about: str
    implied: bool
    claims: tuple[str, ...]
    agreement: Agreement


@dataclass(frozen=True, slots=True)
class Question:
    """What claims speak to. ``views`` are those on this very subject, the best backed first."""

    id: str
    words: str
    views: tuple[Viewpoint, ...]


class Questions:
    """Every question of a knowledge base, by id."""

    def __init__(self, claims: Iterable[Claim], vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._words: dict[str, str] = {}
        self._held: dict[str, dict[_Key, dict[str, Claim]]] = {}
        self._of_claim: dict[str, dict[str, _Key]] = {}
        self._keys: dict[_Key, _Key] = {}
        self._views: dict[tuple[str, _Key], Viewpoint] = {}
        places: dict[tuple[str, Scope], Filed] = {}
        for claim in sorted(claims, key=lambda claim: claim.id):
            for position in positions(claim, vocabulary) if not claim.superseded_by else ():
                topic = (_topic(position.stance), position.subject)
                if topic not in places:
                    places[topic] = own_question(position, vocabulary)
                self._add(places[topic], position, claim)

    def _add(self, place: Filed, position: Position, claim: Claim) -> None:
        key = _Key.of(position, self._vocabulary)
        key = self._keys.setdefault(key, key)  # as it was spelled first
        self._words.setdefault(place.id, place.question)
        self._held.setdefault(place.id, {}).setdefault(key, {})[claim.id] = claim
        self._of_claim.setdefault(claim.id, {}).setdefault(place.id, key)

    @property
    def ids(self) -> list[str]:
        """The ids of all questions."""
        return sorted(self._held)

    def near(self, id_: str) -> list[str]:
        """The ids of other questions on the same topic, such as the dose for other conditions."""
        return [other for other in self.ids if _head(other) == _head(id_) and other != id_]

    def of(self, claim: str) -> list[str]:
        """The questions that a claim speaks to, the one that it is made for first."""
        return list(self._of_claim.get(claim, ()))

    def get(self, id_: str) -> Question | None:
        """A question with its views; None when no claim speaks to it."""
        held = self._held.get(id_)
        if held is None:
            return None
        views = (self._view(id_, key, claims) for key, claims in held.items())
        return Question(id_, self._words[id_], tuple(sorted(views, key=_order)))

    def on(self, id_: str) -> Iterator[Viewpoint]:
        """The views on a question, and on those that lie within it where these meet in its dispute.

        That is so of values, such as the dose for one of the disorders; effects are filed under the narrower subject.
        """
        asked = id_.removeprefix(_head(id_)).split("/")[1:]
        for other in (id_, *self.near(id_)) if _head(id_) in self._vocabulary.properties else (id_,):
            for key, claims in self._held.get(other, {}).items():
                if key.lies_within(asked, self._vocabulary):
                    yield self._view(other, key, claims)

    def shared_by(self, claim: str) -> Viewpoint | None:
        """The view that a claim is made to state, with all who hold it; None for what is never compared."""
        for id_, key in self._of_claim.get(claim, {}).items():
            return self._view(id_, key, self._held[id_][key])
        return None

    def _view(self, id_: str, key: "_Key", claims: Mapping[str, Claim]) -> Viewpoint:
        if (id_, key) not in self._views:
            self._views[id_, key] = self._new_view(id_, key, claims)
        return self._views[id_, key]

    def _new_view(self, id_: str, key: "_Key", claims: Mapping[str, Claim]) -> Viewpoint:
        about = ", ".join(_named(name, value, self._vocabulary) for name, value in key.beside(id_, self._vocabulary))
        says = show_stance(key.stance, self._vocabulary)
        return Viewpoint(says, about, key.implied, tuple(claims), agreement(claims.values()))


@dataclass(frozen=True, slots=True)
class _Key:
    """What makes positions the same here: the stance, whatever it was estimated at, and the subject."""

    stance: Stance
    subject: Scope
    named: tuple[str, ...]

    @classmethod
    def of(cls, position: Position, vocabulary: Vocabulary) -> "_Key":
        stance = position.stance
        if isinstance(stance, EffectStance):
            stance = stance._replace(estimate=None)
        return cls(stance, position.subject, signature_of(stance, vocabulary).id_from)

    @property
    def implied(self) -> bool:
        """Whether it is a value that an effect implies."""
        return isinstance(self.stance, ValueStance) and self.stance.implied_by is not None

    def beside(self, id_: str, vocabulary: Vocabulary) -> Scope:
        """The part of the subject that the question does not name."""
        told = set(id_.split("/"))
        rest = [(key, value) for key, value in self.subject if not self._is_told(key, value, told, vocabulary)]
        return tuple(sorted(rest, key=lambda item: _READ.get(item[0].partition(".")[0], len(_READ))))

    def lies_within(self, terms: Sequence[str], vocabulary: Vocabulary) -> bool:
        """Whether what is named of the subject is as wide as these terms, or narrower, one by one."""
        named = [value for key, value in self.subject if key in self.named and part_of(key, (value,), vocabulary)]
        return len(named) == len(terms) and all(map(partial(_is_within, vocabulary), named, terms))

    def _is_told(self, key: str, value: Value, told: set[str], vocabulary: Vocabulary) -> bool:
        """Whether the id names it; the main intervention goes without saying."""
        if not isinstance(value, Term):
            return False
        return (key == ARMS[0] and value.id == vocabulary.main) or (key in self.named and value.id in told)


def own_question(position: Position, vocabulary: Vocabulary) -> Filed:
    """The question that a position speaks to: where it would be filed against another on the same subject."""
    same = compare(position.subject, position.subject, vocabulary)
    return file_under([position.stance], same.met, vocabulary)


def _is_within(vocabulary: Vocabulary, value: Value, term: str) -> bool:
    if not isinstance(value, Term):
        return False
    graph = vocabulary.graphs[value.graph]
    return term in graph.entries and graph.relation(value.id, term) in (Relation.EQUAL, Relation.NARROWER)


def _head(id_: str) -> str:
    """The part of an id that says what the question is about; of a moderation that is two words."""
    first, _, rest = id_.partition("/")
    return f"{first}/{rest.partition('/')[0]}" if first == MODERATION else first


def _topic(stance: Stance) -> str:
    """What a question is about besides its subject."""
    if isinstance(stance, ValueStance):
        return f"value {stance.property}"
    return "effect" if isinstance(stance, EffectStance) else f"moderation {stance.moderator}"


def _named(key: str, value: Value, vocabulary: Vocabulary) -> str:
    """Part of a subject in a few words; what is compared with what reads as a phrase."""
    told = show_value(value, vocabulary)
    if key == ARMS[1]:
        return f"against {told}"
    return told if key == ARMS[0] else f"{show_key(key, vocabulary)}: {told}"


def _order(view: Viewpoint) -> tuple[bool, int, int, str, str]:
    return view.implied, -view.agreement.independent, -view.agreement.claims, view.says, view.about
