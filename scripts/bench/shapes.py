"""Made-up knowledge bases of any size: a realistic spread, and shapes that are hard on a careless search.

Every claim is drawn from a fixed seed, so that a shape of one size is always the same files.
"""

import random
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

CLAIMS_IN_SOURCE = 130
CLAIMS_IN_FILE = 26
CONTESTED, CALM = 60, 6  # claims on a topic: the more there are, the more of them disagree
SEED = 20261122


class Made(NamedTuple):
    """One claim: its condition, and the lines that say what it asserts."""

    condition: str
    lines: tuple[str, ...]


class Shape(NamedTuple):
    """What a knowledge base is filled with: a vocabulary and claims, both for a number of claims."""

    about: str
    conditions: Callable[[int], str]
    claims: Callable[[int, random.Random], Iterator[Made]]


def write(shape: Shape, size: int, root: Path) -> None:
    """Write a knowledge base of ``size`` claims below ``root``."""
    claims = root / "claims"
    claims.mkdir(parents=True)
    (root / "book").mkdir()
    (claims / "vocabulary.yml").write_text(_vocabulary(shape.conditions(size), size), encoding="utf-8")
    made = list(shape.claims(size, random.Random(SEED)))
    keys = [f"source{number}" for number in range(-(-size // CLAIMS_IN_SOURCE))]
    for number, key in enumerate(keys):
        first = number * CLAIMS_IN_SOURCE
        _write_source(claims / key, key, first, made[first : first + CLAIMS_IN_SOURCE])
    entries = (f"@misc{{{key},\n  title = {{Report {key}}},\n  year = {{2020}}\n}}\n" for key in keys)
    (root / "book" / "references.bib").write_text("\n".join(entries), encoding="utf-8")


def _write_source(folder: Path, key: str, first: int, made: list[Made]) -> None:
    folder.mkdir()
    head = f"source: {key}\ntitle: Report {key}\nkind: review\npublished: 2020\ntrust: low\ntrust_because: Made up.\n"
    (folder / "source.yml").write_text(head, encoding="utf-8")
    for number, start in enumerate(range(0, len(made), CLAIMS_IN_FILE)):
        text = "".join(_file(key, first + start, made[start : start + CLAIMS_IN_FILE]))
        (folder / f"part-{number}.yml").write_text(text, encoding="utf-8")


def _file(key: str, first: int, made: list[Made]) -> Iterator[str]:
    yield f"source: {key}\ndefaults: {{intervention: drug-0, comparator: control}}\npassages:\n"
    for number, claim in enumerate(made, first):
        if number == first or number % 3 or claim.condition != made[number - first - 1].condition:
            digest = sha256(str(number).encode()).hexdigest()[:16]
            yield f"  - at: Section {number % 9 + 1}, paragraph {number % 17 + 1}\n"
            yield f"    anchor: {digest}/{number % 23 + 8}@{(number - first) * 31}\n"
            yield f"    about: {{condition: {claim.condition}}}\n    claims:\n"
        yield f"      - id: {key}-claim-{number}\n"
        yield f"        says: Reports what was seen in group {number} of those who were followed up for a while.\n"
        yield from (f"        {line}\n" for line in claim.lines)


def _vocabulary(conditions: str, size: int) -> str:
    drugs = "".join(f"      drug-{n}: {{label: Drug {n}}}\n" for n in range(max(3, size // 2000)))
    return _TEMPLATE.format(conditions=conditions, drugs=drugs)


_TEMPLATE = """\
title: Made up for the benchmark
main: drug-0
arms: {{dimension: drug, controls: [control]}}
dimensions:
  drug:
    label: Drug
    siblings: disjoint
    terms:
{drugs}      control: {{label: control}}
  condition:
    label: Condition
    siblings: disjoint
    terms:
{conditions}  outcome:
    label: Outcome
    siblings: overlapping
    terms:
      severity: {{label: severity, family: severity, benefit: yes}}
      relapse: {{label: relapse, family: severity, benefit: yes}}
      remission: {{label: remission, family: remission, benefit: yes}}
      harm: {{label: harm, family: harm, benefit: no}}
  population:
    label: Population
    siblings: overlapping
    terms:
      adults: {{label: adults, narrower: disjoint}}
      young-adults: {{label: young adults, broader: adults}}
      older-adults: {{label: older adults, broader: adults}}
      children: {{label: children}}
  setting:
    label: Setting
    siblings: disjoint
    terms:
      home: {{label: home}}
      clinic: {{label: clinic}}
modes: {{is: is, recommended: best, effective: works, used: used, ineffective: fails, maximum: max, minimum: min}}
forms:
  effect:
    subject: [intervention, comparator, condition, outcome]
    moderators: [population, setting, dose]
    id_from: [intervention, condition]
  moderation:
    subject: [intervention, condition, outcome]
    moderators: [population]
    id_from: [intervention, condition]
properties:
  dose: {{type: quantity, unit: mg, subject: [intervention, condition], moderators: [population, setting],
         id_from: [intervention, condition]}}
  half-life: {{type: quantity, unit: h, tolerance: 10 %, subject: [intervention], moderators: [population],
              modes: [is]}}
  timing: {{type: session-time, immediately: 15 min, subject: [intervention, condition], moderators: [setting]}}
  approval: {{type: date, subject: [intervention, condition], modes: [is]}}
  frequency: {{type: proportion, subject: [intervention, condition], modes: [is, maximum]}}
  stage:
    type: category
    subject: [intervention, condition]
    modes: [is]
    siblings: disjoint
    terms: {{preclinical: {{label: preclinical}}, trials: {{label: trials}}, approved: {{label: approved}}}}
measures:
  smd: {{scale: linear}}
"""


# A realistic spread: as many topics as claims call for, each with a few dozen questions


def _topics(claims_on_topic: int, size: int) -> str:
    return _terms(f"condition-{number}" for number in range(max(5, size // claims_on_topic)))


def _terms(ids: Iterable[str]) -> str:
    return "".join(f"      {id_}: {{label: {id_.replace('-', ' ')}}}\n" for id_ in ids)


def _spread(claims_on_topic: int, size: int, random_: random.Random) -> Iterator[Made]:
    topics, drugs = max(5, size // claims_on_topic), max(3, size // 2000)
    topic = 0
    for number in range(size):
        lines = list(random_.choices(_KINDS, _WEIGHTS)[0](random_))
        if random_.random() < 0.3:
            lines.append(f"wording: {random_.choice(('suggested', 'hypothesised'))}")
        if random_.random() < 0.1:
            lines.append(f"intervention: drug-{random_.randrange(drugs)}")
        topic = random_.randrange(topics) if number % 3 else topic
        yield Made(f"condition-{topic}", tuple(lines))


def _dose(random_: random.Random) -> Iterator[str]:
    mode = random_.choices(("recommended", "effective", "used", "ineffective", "maximum"), (4, 4, 6, 1, 1))[0]
    low = random_.choice((25, 50, 50, 50, 100, 250))
    yield f"dose: {{{mode}: {low}{random_.choice(('', '', f'..{low * 2}'))} mg}}"
    if random_.random() < 0.4:
        yield f"population: {random_.choice(('adults', 'young-adults', 'children'))}"


def _timing(random_: random.Random) -> Iterator[str]:
    mode = random_.choice(("recommended", "effective", "used", "used", "ineffective"))
    side = random_.choice(("before", "before", "after"))
    yield f"timing: {{{mode}: {random_.choice((1, 1, 2, 4))} h {side} session}}"


def _approval(random_: random.Random) -> Iterator[str]:
    yield f"approval: {{is: {random_.choice((1999, 2004, 2004, 2004))}}}"


def _frequency(random_: random.Random) -> Iterator[str]:
    yield f"frequency: {{is: {random_.choice((5, 10, 10, 10, 20))} %}}"


def _stage(random_: random.Random) -> Iterator[str]:
    yield f"stage: {{is: {random_.choices(('preclinical', 'trials', 'approved'), (1, 8, 1))[0]}}}"


def _effect(random_: random.Random) -> Iterator[str]:
    yield f"effect: {random_.choices(('better', 'not-shown', 'same', 'worse', 'mixed'), (8, 4, 1, 1, 1))[0]}"
    yield f"outcome: {random_.choice(('severity', 'relapse', 'remission', 'harm'))}"
    if random_.random() < 0.5:
        yield f"population: {random_.choice(('adults', 'young-adults', 'older-adults', 'children'))}"
    if random_.random() < 0.4:
        yield f"dose: {random_.choice((50, 50, 100, 250))} mg"
    if random_.random() < 0.2:
        value = random_.randrange(-20, 60) / 100
        interval = f'["{value - 0.2:.2f}", "{value + 0.2:.2f}"]'
        n = random_.randrange(20, 900)
        yield f'estimate: {{measure: smd, value: "{value}", interval: {interval}, n: "{n}", good: higher}}'


def _moderation(random_: random.Random) -> Iterator[str]:
    yield "moderator: population"
    yield f"when: {random_.choice(('adults', 'children'))}"
    yield f"changes: {random_.choice(('stronger', 'weaker', 'none'))}"
    yield "outcome: severity"


def _statement(_random: random.Random) -> Iterator[str]:
    yield "note: Nothing that could be compared."


_KINDS = (_dose, _timing, _approval, _frequency, _stage, _effect, _moderation, _statement)
_WEIGHTS = (30, 14, 8, 8, 8, 24, 3, 5)


# Hostile shapes


def _one_topic(_size: int) -> str:
    return _terms(["condition-0"])


def _one_question(size: int, random_: random.Random) -> Iterator[Made]:
    for _ in range(size):
        yield Made("condition-0", (f"dose: {{recommended: {random_.choice((10, 25, 50))} mg}}",))


def _distinct(size: int, _random: random.Random) -> Iterator[Made]:
    for number in range(size):
        yield Made("condition-0", (f"dose: {{recommended: {number * 2 + 1}..{number * 2 + 2} mg}}",))


def _own_doses(size: int, _random: random.Random) -> Iterator[Made]:
    for number in range(size):
        effect = ("better", "not-shown")[number % 2]
        yield Made("condition-0", (f"effect: {effect}", "outcome: harm", f"dose: {number + 1} mg"))


def _two_arms(size: int, random_: random.Random) -> Iterator[Made]:
    for number in range(size):
        one, two = random_.sample(range(3), 2)
        lines = (f"intervention: drug-{one}", f"comparator: drug-{two}", "outcome: harm")
        yield Made(f"condition-{number}", ("effect: better", *lines))


def _each_its_own(size: int) -> str:
    return _terms(f"condition-{number}" for number in range(size))


def _depth(size: int) -> int:
    return int(size**0.5)


def _ladder(size: int) -> str:
    first = "      condition-0: {label: condition 0}\n"
    rungs = range(1, _depth(size))
    return first + "".join(
        f"      condition-{n}: {{label: condition {n}, broader: condition-{n - 1}}}\n" for n in rungs
    )


def _deep(size: int, random_: random.Random) -> Iterator[Made]:
    for _ in range(size):
        dose = random_.choices((50, 100), (9, 1))[0]
        yield Made(f"condition-{random_.randrange(_depth(size))}", (f"dose: {{recommended: {dose} mg}}",))


SHAPES = {
    "spread": Shape(
        "over topics and forms, as contested as a contested literature",
        partial(_topics, CONTESTED),
        partial(_spread, CONTESTED),
    ),
    "calm": Shape("the same with a tenth of the claims on each topic", partial(_topics, CALM), partial(_spread, CALM)),
    "one-question": Shape("all claims on one question, few values", _one_topic, _one_question),
    "distinct": Shape("all claims on one question, no two values alike", _one_topic, _distinct),
    "own-doses": Shape("effects of two kinds, each at a dose of its own", _one_topic, _own_doses),
    "two-arms": Shape("drugs against each other, each on a condition of its own", _each_its_own, _two_arms),
    "deep": Shape("a ladder of ever narrower conditions", _ladder, _deep),
}
