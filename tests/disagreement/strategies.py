"""Random small vocabularies and knowledge bases, dense enough that much of it disagrees."""

import json
from collections.abc import Sequence
from typing import Any

from claimbook.vocabulary.vocabulary import Vocabulary
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from tests.disagreement.bases import parse_vocabulary

Specs = dict[str, dict[str, Any]]
# The same examples every time: a failing build must be somebody's change. Set derandomize=False to search for more.
STEADY = settings(deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
MODES = ("is", "recommended", "optimal", "effective", "used", "studied", "ineffective", "only", "maximum", "minimum")
CLASSES = {"is": "is", "recommended": "best", "optimal": "best", "effective": "works", "used": "used",
           "studied": "studied", "ineffective": "fails", "only": "only",
           "maximum": "max", "minimum": "min"}  # fmt: skip
DOSES = ("50 mg", "100 mg", "50..100 mg", "above 50 mg", "below 100 mg", "25 mg or 100 mg", "~ 50 mg")
TIMES = ("10 h", "2 h", "8..12 h", "40..50 h", "above 20 h", "2 h or 10 h", "10 h or 45 h", "2 h or 45 h", "9..45 h")
EFFECTS = ("better", "better", "worse", "worse", "same", "not-shown", "mixed")
CHANGES = ("stronger", "weaker", "reverses", "none", "not-shown")
TIMINGS = ("before session", "1..2 h before session", "after session", "immediately before session")
EFFECT_MODERATORS = ("population", "dose", "intake-time", "setting")


@st.composite
def terms(draw: st.DrawFn, prefix: str, largest: int) -> dict[str, Any]:
    """A graph: each term may have broader ones among those before it."""
    found: dict[str, Any] = {}
    for number in range(draw(st.integers(2, largest))):
        entry: dict[str, Any] = {"label": f"{prefix} {number}", "aliases": [f"{prefix}-alias-{number}"]}
        broader = draw(st.lists(st.sampled_from(sorted(found)), max_size=2, unique=True)) if found else []
        if broader:
            entry["broader"] = broader
        if draw(st.integers(0, 4)) == 0:
            entry["narrower"] = draw(st.sampled_from(["disjoint", "overlapping"]))
        found[f"{prefix}{number}"] = entry
    return found


@st.composite
def graphs(draw: st.DrawFn, prefix: str, largest: int) -> dict[str, Any]:
    siblings = draw(st.sampled_from(["disjoint", "disjoint", "overlapping"]))
    return {"siblings": siblings, "terms": draw(terms(prefix, largest))}


@st.composite
def vocabularies(draw: st.DrawFn) -> Vocabulary:
    """Random graphs of terms under a fixed set of forms and properties."""
    drinks, outcomes = draw(graphs("drink", 5)), draw(graphs("outcome", 3))
    for entry in outcomes["terms"].values():
        entry["family"] = draw(st.sampled_from(["one", "two"]))
        entry["benefit"] = draw(st.sampled_from(["yes", "yes", "no"]))
    kinds = draw(graphs("kind", 4))
    names = sorted(drinks["terms"])
    text: dict[str, Any] = {
        "title": "Random",
        "main": draw(st.sampled_from(names)),
        "arms": {"dimension": "drink", "controls": draw(st.lists(st.sampled_from(names), max_size=2, unique=True))},
        "dimensions": {
            "drink": drinks,
            "condition": draw(graphs("condition", 5)),
            "outcome": outcomes,
            "population": draw(graphs("population", 4)),
            "setting": draw(graphs("setting", 3)),
        },
        "modes": CLASSES,
        "forms": {
            "effect": {"subject": ["intervention", "comparator", "condition", "outcome"],
                       "moderators": list(EFFECT_MODERATORS), "id_from": ["intervention", "condition"]},
            "moderation": {"subject": ["intervention", "condition", "outcome"],
                           "moderators": ["population", "dose"], "id_from": ["intervention", "condition"]},
        },
        "properties": {
            "dose": {"type": "quantity", "unit": "mg", "tolerance": "20 %", "subject": ["intervention", "condition"],
                     "moderators": ["population", "intake-time"]},
            "intake-time": {"type": "session-time", "immediately": "15 min", "subject": ["intervention", "condition"],
                            "moderators": ["population", "dose"]},
            "half-life": {"type": "quantity", "unit": "h", "subject": ["intervention"], "moderators": ["population"]},
            "washout": {"type": "quantity", "unit": "h", "subject": ["intervention"], "moderators": ["population"]},
            "interval": {"type": "quantity", "unit": "day", "subject": ["intervention"], "moderators": ["population"]},
            "kind": {"type": "category", "subject": ["intervention", "condition"], "moderators": ["setting"], **kinds},
        },
        "measures": {"smd": {"scale": "linear"}, "risk-ratio": {"scale": "ratio"}},
        "constraints": draw(constraints()),
    }  # fmt: skip
    return parse_vocabulary(json.dumps(text))


RATIOS = {
    "washout-from-half-life": {"says": "Four to five half-lives.", "quantity": "washout",
                               "times": {"of": "half-life", "by": "4..5"}},
    "interval-from-washout": {"says": "Once or twice the washout.", "quantity": "interval",
                              "times": {"of": "washout", "by": "1..2"}},
    "interval-from-half-life": {"says": "Three to nine half-lives.", "quantity": "interval",
                                "times": {"of": "half-life", "by": "3..9"}},
}  # fmt: skip
NEVER_BOTH = {"says": "Never both.", "having": {"kind": "kind0"}, "never": {"kind": "kind1"}}


@st.composite
def constraints(draw: st.DrawFn) -> dict[str, Any]:
    """An exclusion, and quantities tied in a row, in a triangle or not at all."""
    names = draw(st.lists(st.sampled_from(sorted(RATIOS)), max_size=3, unique=True))
    return {"never-both": NEVER_BOTH, **{name: RATIOS[name] for name in names}}


class Words:
    """The few words that the claims of one base are drawn from, so that they meet often."""

    def __init__(self, vocabulary: Vocabulary, draw: st.DrawFn) -> None:
        self.vocabulary = vocabulary
        self._draw = draw
        self._few: dict[str, list[str]] = {}

    def few(self, key: str, known: Sequence[str]) -> st.SearchStrategy[str]:
        """One of two or three words that this base uses for a key."""
        if key not in self._few:
            self._few[key] = self._draw(st.lists(st.sampled_from(known), min_size=1, max_size=3, unique=True))
        return st.sampled_from(self._few[key])

    def term(self, dimension: str) -> st.SearchStrategy[str]:
        """A term, or once in a while any."""
        names = sorted(self.vocabulary.graph_of(dimension).entries)
        return self.few(dimension, [*names, "any"] if self._draw(st.integers(0, 4)) == 4 else names)

    def moderator(self, key: str) -> st.SearchStrategy[str]:
        if key == "dose":
            return self.few("dose", DOSES)
        return self.few("intake-time", TIMINGS) if key == "intake-time" else self.term(key)


@st.composite
def arms(draw: st.DrawFn, words: Words, role: str) -> Any:
    if role == "comparator" and draw(st.integers(0, 3)) == 3:
        return "unstated"
    drink = draw(words.term(role))
    if draw(st.integers(0, 3)) == 3:
        return {"drink": drink, "dose": draw(words.few("dose", DOSES))}
    return drink


@st.composite
def estimates(draw: st.DrawFn) -> dict[str, Any]:
    middle = draw(st.sampled_from([0.2, 0.3, 0.9, 2.0]))
    return {
        "measure": draw(st.sampled_from(["smd", "smd", "risk-ratio"])),
        "value": str(middle),
        "interval": [str(middle * 0.8), str(middle * 1.25)],
        "good": draw(st.sampled_from(["higher", "lower"])),
    }


@st.composite
def effects(draw: st.DrawFn, words: Words) -> dict[str, Any]:
    spec = {
        "effect": draw(st.sampled_from(EFFECTS)),
        "intervention": draw(arms(words, "intervention")),
        "comparator": draw(arms(words, "comparator")),
        "condition": draw(words.term("condition")),
        "outcome": draw(words.term("outcome")),
    }
    if spec["intervention"] == spec["comparator"]:
        spec["comparator"] = "unstated"  # nothing is compared with itself
    if draw(st.integers(0, 2)) == 2:
        spec["estimate"] = draw(estimates())
    return _one_dose(spec | draw(moderators(words, EFFECT_MODERATORS)))


def _one_dose(spec: dict[str, Any]) -> dict[str, Any]:
    """A dose is given to the arms or to the claim, not to both."""
    given = any(isinstance(spec[role], dict) for role in ("intervention", "comparator"))
    return {key: value for key, value in spec.items() if not (given and key == "dose")}


@st.composite
def values(draw: st.DrawFn, words: Words, names: Sequence[str], modes: Sequence[str] = MODES) -> dict[str, Any]:
    name = draw(st.sampled_from(names))
    if name == "kind":
        value = draw(words.few("kind", sorted(words.vocabulary.graphs["kind"].entries)))
    elif name == "intake-time":
        value = draw(words.few("intake-time", TIMINGS))
    else:
        value = draw(words.few("dose", DOSES) if name == "dose" else words.few("time", TIMES))
    fitting = [mode for mode in modes if mode in words.vocabulary.properties[name].modes]
    return draw(valued(words, name, draw(st.sampled_from(fitting)), value))


@st.composite
def valued(draw: st.DrawFn, words: Words, name: str, mode: str, value: str) -> dict[str, Any]:
    """A value claim on some subject."""
    signature = words.vocabulary.properties[name].signature
    spec: dict[str, Any] = {name: {mode: value}, "intervention": draw(words.term("intervention"))}
    if "condition" in signature.subject:
        spec["condition"] = draw(words.term("condition"))
    return spec | draw(moderators(words, tuple(key for key in signature.moderators if key != "as_of")))


@st.composite
def comparisons(draw: st.DrawFn, words: Words) -> dict[str, Any]:
    other = draw(words.few("condition", sorted(words.vocabulary.graphs["condition"].entries)))
    word = draw(st.sampled_from(["above", "below"]))
    mode = draw(st.sampled_from(["is", "recommended", "recommended", "effective"]))
    return draw(valued(words, "dose", mode, f"{word} dose of {other}"))


@st.composite
def longer(draw: st.DrawFn, words: Words) -> dict[str, Any]:
    """A quantity of one drink above or below that of another."""
    name = draw(st.sampled_from(["half-life", "washout"]))
    other = draw(words.few("intervention", sorted(words.vocabulary.graph_of("intervention").entries)))
    word = draw(st.sampled_from(["above", "below"]))
    return draw(valued(words, name, "is", f"{word} {name} of {other}"))


@st.composite
def rankings(draw: st.DrawFn, words: Words) -> dict[str, Any]:
    """One of a few drinks, perhaps at a dose of its own, against another."""
    drinks = sorted(words.vocabulary.graph_of("intervention").entries)
    doses = st.sampled_from([*[None] * 5, "50 mg", "100 mg"])
    arms: list[Any] = []
    for drink in draw(st.lists(st.sampled_from(drinks), min_size=2, max_size=2)):
        dose = draw(doses)
        arms.append(drink if dose is None else {"drink": drink, "dose": dose})
    if arms[0] == arms[1]:
        arms[1] = {"drink": drinks[0], "dose": "75 mg"}
    spec = {"effect": draw(st.sampled_from(["better", "better", "worse", "same"])), "intervention": arms[0],
            "comparator": arms[1], "condition": draw(words.few("one condition", ["condition0"])),
            "outcome": draw(words.few("one outcome", ["outcome0"]))}  # fmt: skip
    stated = draw(st.sampled_from([None, None, None, "population", "dose"]))
    if draw(st.integers(0, 5)) == 5:
        spec["estimate"] = draw(estimates())
    return _one_dose(spec if stated is None else spec | {stated: draw(words.moderator(stated))})


@st.composite
def moderations(draw: st.DrawFn, words: Words) -> dict[str, Any]:
    key = draw(st.sampled_from(["population", "dose"]))
    ordered = key == "dose" and draw(st.integers(0, 3)) == 3
    spec = {
        "moderator": key,
        "when": draw(st.sampled_from(["more", "higher"]) if ordered else words.moderator(key)),
        "changes": draw(st.sampled_from(CHANGES)),
        "intervention": draw(words.term("intervention")),
        "condition": draw(words.term("condition")),
        "outcome": draw(words.term("outcome")),
    }
    return spec | draw(moderators(words, ("population", "dose")))


@st.composite
def moderators(draw: st.DrawFn, words: Words, keys: tuple[str, ...]) -> dict[str, Any]:
    stated = draw(st.lists(st.sampled_from(keys), max_size=2, unique=True)) if keys else []
    return {key: draw(words.moderator(key)) for key in stated}


def themes(words: Words) -> list[list[st.SearchStrategy[dict[str, Any]]]]:
    """What the claims of a base are about; a base about one thing disagrees more."""
    taken = ("is", "recommended", "optimal")
    return [
        [effects(words)],
        [effects(words), moderations(words)],
        [values(words, ["dose"])],
        [values(words, ["kind"])],
        [values(words, ["half-life", "washout"], taken)],
        [values(words, ["half-life", "washout", "interval"], ["is"])],
        [longer(words), values(words, ["half-life", "washout"], taken)],
        [rankings(words)],
        [comparisons(words), values(words, ["dose"], taken)],
        [effects(words), values(words, ["dose", "intake-time"])],
        [effects(words), moderations(words), comparisons(words), values(words, sorted(words.vocabulary.properties))],
    ]


@st.composite
def specs(draw: st.DrawFn, vocabulary: Vocabulary, least: int = 2, most: int = 6) -> Specs:
    """Claims of a few sources in a few passages, mostly asserted and of average reach."""
    words = Words(vocabulary, draw)
    forms = draw(st.sampled_from(themes(words)))
    found: Specs = {}
    for number in range(draw(st.integers(least, most))):
        spec = draw(st.one_of(forms))
        spec["source"] = draw(st.sampled_from(["smith", "smith", "jones"]))
        spec["passage"] = draw(st.sampled_from(["here", "there"]))
        spec["reach"] = draw(st.sampled_from(["average", "average", "every", "every", "some"]))
        spec["wording"] = draw(st.sampled_from([*["asserted"] * 5, "suggested", "suggested", "hypothesised"]))
        if draw(st.integers(0, 3)) == 3:
            spec["study"] = draw(st.sampled_from(["trial-a", "trial-b"]))
        if draw(st.integers(0, 4)) == 4:
            spec["said_by"] = "a reader"
        found[f"c{number}"] = spec
    return found


@st.composite
def bases(draw: st.DrawFn, least: int = 2, most: int = 6) -> tuple[Vocabulary, Specs]:
    """A random vocabulary and claims in its words."""
    vocabulary = draw(vocabularies())
    return vocabulary, draw(specs(vocabulary, least, most))
