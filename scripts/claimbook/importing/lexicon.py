"""The words of an import: taken from a vocabulary that is there, or gathered from the table into a new one."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from claimbook.capitals import capitalised
from claimbook.importing.mapping import ClaimMap, Plan, TableMap, Tree
from claimbook.importing.names import NewIds, same
from claimbook.vocabulary.terms import ANY, folded
from claimbook.vocabulary.values import Type
from claimbook.vocabulary.vocabulary import ARMS, OUTCOME, UNSTATED, Mode, Vocabulary

MEASURES = "measures"
_PASSED = (ANY, UNSTATED)


@dataclass(frozen=True, slots=True)
class TermUse:
    """A term that a claim uses: the graph it is of (or ``measures``), its id, and how the table writes it."""

    graph: str
    id: str
    text: str


AsText = Callable[[Mapping[str, Tree]], str]  # how a tree is written


class TableLexicon(Protocol):
    """How words of the table are written in records."""

    arms: str
    properties: tuple[str, ...]

    def scoped(self, key: str, text: str) -> tuple[str, TermUse | None]:
        """The text of a dimension or property, and the term it uses where one has to be declared."""

    def measure(self, text: str) -> tuple[str, TermUse | None]:
        """The same for the measure of an estimate."""

    def vocabulary(self, uses: Iterable[TermUse], as_text: AsText) -> str:
        """The file of the vocabulary that records with these uses are read by."""


class Given:
    """A vocabulary that is there: words are written as they stand, and the check says which it does not know."""

    def __init__(self, vocabulary: Vocabulary, text: str) -> None:
        self.text = text
        self.arms = vocabulary.arm_dimension
        self.properties = tuple(vocabulary.properties)
        dimensions = (*vocabulary.dimensions, *(ARMS if self.arms else ()))
        self.keys = (*dimensions, *self.properties)

    def scoped(self, key: str, text: str) -> tuple[str, TermUse | None]:  # noqa: ARG002
        return text, None

    def measure(self, text: str) -> tuple[str, TermUse | None]:
        return text, None

    def vocabulary(self, uses: Iterable[TermUse], as_text: AsText) -> str:  # noqa: ARG002
        return self.text


class Gathered:
    """A vocabulary in the making: every new word of a dimension becomes a term of it."""

    def __init__(self, mapping: TableMap, plan: Plan) -> None:
        self.mapping = mapping
        self.plan = plan
        self.arms = plan.arms
        self.properties = tuple(plan.properties)
        self._names: dict[str, NewIds] = {}

    def scoped(self, key: str, text: str) -> tuple[str, TermUse | None]:
        described = self.plan.properties.get(key)
        if described is not None and described.get("type") != Type.CATEGORY:
            return text, None
        graph = self.arms if key in ARMS else key
        return self._use(graph, text) if folded(text) not in _PASSED else (folded(text), None)

    def measure(self, text: str) -> tuple[str, TermUse | None]:
        return self._use(MEASURES, text)

    def _use(self, graph: str, text: str) -> tuple[str, TermUse]:
        if graph not in self._names:
            self._names[graph] = NewIds(passed=_PASSED)
        id_ = self._names[graph].id_of(text)
        return id_, TermUse(graph, id_, text)

    # The vocabulary as a file

    def vocabulary(self, uses: Iterable[TermUse], as_text: AsText) -> str:
        return as_text(self._tree(uses))

    def _tree(self, uses: Iterable[TermUse]) -> dict[str, Tree]:
        """The vocabulary that declares the terms used, and what the plan says of them."""
        terms: dict[str, dict[str, str]] = {graph: {} for graph in self._dimensions()}
        for control in (*self.plan.controls, *([self.plan.main] if self.plan.main else [])):
            self._declare(terms, self._use(self.arms, control)[1])
        for use in uses:
            self._declare(terms, use)
        tree: dict[str, Tree] = {"title": self.mapping.title}
        if self.plan.main:
            tree["main"] = self._use(self.arms, self.plan.main)[0]
        if self.arms in terms:
            tree["arms"] = self._arms()
        if self.plan.units:
            tree["units"] = dict(self.plan.units)
        tree["dimensions"] = {name: self._dimension(name, terms[name]) for name in self._dimensions()}
        tree["modes"] = dict(self.plan.modes) or {mode.value: mode.value for mode in Mode}
        tree["forms"] = self._forms()
        tree |= {"properties": self._properties(terms)} if self.plan.properties else {}
        tree |= {MEASURES: self._measures(terms[MEASURES])} if MEASURES in terms else {}
        return tree

    @staticmethod
    def _declare(terms: dict[str, dict[str, str]], use: TermUse) -> None:
        """The first spelling is the label."""
        terms.setdefault(use.graph, {}).setdefault(use.id, use.text)

    def _dimensions(self) -> list[str]:
        """Arms first, then the other dimensions as the mapping comes to them."""
        keys = [key.partition(".")[0] for claim in self.mapping.claims for key in claim.scope]
        found = [self.arms if key in ARMS else key for key in keys if key not in self.plan.properties]
        return sorted(dict.fromkeys(found), key=lambda name: name != self.arms)

    def _arms(self) -> Tree:
        controls: list[Tree] = [self._use(self.arms, control)[0] for control in self.plan.controls]
        return {"dimension": self.arms, **({"controls": controls} if controls else {})}

    def _dimension(self, name: str, terms: Mapping[str, str]) -> Tree:
        siblings = "overlapping" if name in self.plan.overlapping else "disjoint"
        return {"label": self._label(name), "siblings": siblings, "terms": self._terms(name, terms)}

    def _label(self, name: str) -> str:
        return self.plan.labels.get(name) or capitalised(name.replace("-", " "))

    def _terms(self, graph: str, terms: Mapping[str, str]) -> Tree:
        found: dict[str, Tree] = {}
        for id_, text in terms.items():
            taken = folded(text) != id_ and folded(text) in terms
            entry: dict[str, Tree] = {"note": f"The table has it as '{text}'."} if taken else {"label": text}
            found[id_] = entry | (self._outcome(id_, text) if graph == OUTCOME else {})
        return found

    def _outcome(self, id_: str, text: str) -> dict[str, Tree]:
        """Outcomes are compared within a family; unless the plan joins some, each is its own."""
        families = {same(outcome): family for outcome, family in self.plan.families.items()}
        benefit = same(text) in {same(outcome) for outcome in self.plan.benefit}
        return {"family": families.get(same(text), id_), **({"benefit": "yes"} if benefit else {})}

    # What forms and properties are about

    def _forms(self) -> Tree:
        effect, moderation = self._scope("effect"), self._scope("moderator")
        forms: dict[str, Tree] = {}
        if effect:
            forms["effect"] = self._signature((*ARMS, *effect))
        if moderation:
            forms["moderation"] = self._signature(moderation)
        return forms

    def _scope(self, form: str, property_: str = "") -> tuple[str, ...]:
        """What the mapping says of claims of one form, or of one property; of an effect without the arms."""
        claims = [claim for claim in self.mapping.claims if claim.form == form and _about(claim, property_)]
        keys = dict.fromkeys(part for claim in claims for key in claim.scope for part in key.split("."))
        return tuple(key for key in keys if key != property_ and not (form == "effect" and key in ARMS))

    def _signature(self, keys: tuple[str, ...]) -> dict[str, Tree]:
        moderating = {*self.plan.moderators, *self.plan.properties}
        subject: list[Tree] = [key for key in keys if key not in moderating]
        moderators: list[Tree] = [key for key in keys if key in moderating]
        named: list[Tree] = [key for key in subject if key not in (*ARMS, OUTCOME)]
        found: dict[str, Tree] = {"subject": subject}
        return found | ({"moderators": moderators} if moderators else {}) | ({"id_from": named} if named else {})

    def _properties(self, terms: Mapping[str, Mapping[str, str]]) -> Tree:
        found: dict[str, Tree] = {}
        for name, described in self.plan.properties.items():
            signature = self._signature(self._scope("value", name) or self._moderated(name))
            category: dict[str, Tree] = {}
            if described.get("type") == Type.CATEGORY:
                category = {"siblings": "disjoint", "terms": self._terms(name, terms.get(name, {}))}
            found[name] = {"label": self._label(name), **category, **signature, **described}
        return found

    def _moderated(self, property_: str) -> tuple[str, ...]:
        """What a property is about that only effect claims name: all that they say, save the comparison."""
        keys = (*ARMS[:1], *self._scope("effect"))
        return tuple(key for key in keys if key not in (property_, OUTCOME))

    def _measures(self, terms: Mapping[str, str]) -> Tree:
        scales = {same(name): scale for name, scale in self.plan.measures.items()}
        return {id_: {"label": text, "scale": scales.get(same(text), "linear")} for id_, text in terms.items()}


def _about(claim: ClaimMap, property_: str) -> bool:
    """Whether a claim may be about a property; a column may name any."""
    if not property_:
        return True
    slot = claim.value["property"]
    return bool(slot.columns) or slot.literals[0].strip() == property_
