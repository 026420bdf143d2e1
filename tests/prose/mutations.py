"""Slips, one at a time, in prose and in the records that it rests on, and whether the check objects to them.

Everything happens in memory, and only what a slip can touch is judged again: the block itself, or the
claim itself with the blocks that refer to it. A slip counts as caught when there is a finding that was
not there before. Where slips are looked for is decided here, with patterns of its own, and not by the
check that is put to the test. Blocks with findings today are left out.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from claimbook.check import Result
from claimbook.manuscript.blocks import Block, Mention, Page, Role
from claimbook.prose.check import grounds_of
from claimbook.prose.escapes import escape_block
from claimbook.prose.grounds import Grounds
from claimbook.prose.judge import judge
from claimbook.prose.offers import Offers
from claimbook.prose.records import disagreements
from claimbook.prose.sentences import carried, sentences
from claimbook.records.claims import Claim, Effect, EffectAssertion, ValueAssertion
from claimbook.vocabulary.values import BadValueError, Extent, parse_extent
from claimbook.vocabulary.vocabulary import Vocabulary

NUMBER = re.compile(r"(?<![\w.,-])(?:\d[\d,]*\d|\d)(?:\.\d+)?|(?<![\w.])\.\d+|(?<=\d[–-])\d+")
IN_WORDS = re.compile(r"\b(two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b")
# What a slip turns words into that state a result; nouns are denied.
TURNED = {
    "better": "worse", "worse": "better", "improved": "worsened", "improves": "worsens", "improve": "worsen",
    "helped": "harmed", "effective": "ineffective", "ineffective": "effective",
    "beneficial": "harmful", "harmful": "beneficial", "worsened": "improved", "impaired": "enhanced",
    "superior": "inferior", "inferior": "superior", "benefit": "no benefit", "benefits": "no benefits",
    "gain": "no gain", "gains": "no gains", "advantage": "no advantage", "improvement": "no improvement",
}  # fmt: skip
TURNABLE = re.compile(rf"\b({'|'.join(TURNED)})\b(?! \w+ less)", re.IGNORECASE)
DENIED = re.compile(
    r"\b(?P<deny>no|without|neither)\b (?:[\w-]+ ){0,5}?(?:difference|effect|benefit|advantage|better|gains?|helped)\b",
    re.IGNORECASE,
)
AFFIRMED = {"no": "a clear", "without": "with a clear", "neither": "both"}
# In sentences with these nothing is stated, or nothing that turns into its opposite with a word.
OPEN = re.compile(r"\b(?:whether|if|may|might|would|could|unsure|question|less|fewer|necessarily|called)\b|\?")
SENTENCE = re.compile(r"[^.?!;]*[.?!;]?")


class Slip(NamedTuple):
    """One change: what kind it is of, where it was made, what it was and what it became."""

    kind: str
    where: str
    was: str
    now: str


class Tally:
    """Slips by kind, and those that nobody noticed."""

    def __init__(self) -> None:
        self.tried: Counter[str] = Counter()
        self.missed: dict[str, list[Slip]] = defaultdict(list)

    def count(self, slip: Slip, *, caught: bool) -> None:
        self.tried[slip.kind] += 1
        if not caught:
            self.missed[slip.kind].append(slip)

    def share(self, *kinds: str) -> float:
        """How much of these kinds was caught."""
        tried = sum(self.tried[kind] for kind in kinds)
        return 1 - sum(len(self.missed[kind]) for kind in kinds) / tried if tried else 1.0

    def __str__(self) -> str:
        return "\n".join(f"{kind}: {self.share(kind):.1%} of {count:,}" for kind, count in self.tried.items())


class Ground:
    """The pages and records of a checked knowledge base, and the blocks that are clean."""

    def __init__(self, result: Result) -> None:
        self.result = result
        self.grounds = grounds_of(result.base, result.reviewed)
        self.blocks = list(self._clean())

    def _clean(self) -> Iterator[tuple[Page, int]]:
        for page in self.result.base.pages.pages:
            for number, block in enumerate(page.blocks if page.escape is None else ()):
                cites = any(block.named(Role.CLAIM, Role.CITE, Role.SOURCE))
                sound = cites and not any(block.named(Role.UNCITED)) and not _named_wrong(block, self)
                if sound and not found(page, block, self.grounds):
                    yield page, number


def found(page: Page, block: Block, grounds: Grounds) -> set[str]:
    """The findings on a block, but for the places that move with the text. Flags are another matter."""
    told = escape_block(block, list(judge(page, block, grounds)))
    return {f"{each.code} {each.message}" for each in told if each.code != "CB604"}


# Slips in prose


def edited(block: Block, start: int, end: int, text: str) -> Block:
    """The block with other words from one offset to another."""
    by = len(text) - (end - start)
    return block._replace(
        text=block.text[:start] + text + block.text[end:],
        mentions=tuple(m._replace(offset=m.offset + by * (m.offset >= end)) for m in block.mentions),
        spots=tuple(s._replace(offset=s.offset + by * (s.offset >= end)) for s in block.spots),
    )


def in_prose(ground: Ground) -> Tally:
    """Every number, direction and key in the clean blocks, changed one at a time."""
    tally = Tally()
    for page, number in ground.blocks:
        block = page.blocks[number]
        for kind, was, now, slipped in _slips(block, ground):
            caught = bool(_named_wrong(slipped, ground) or found(page, slipped, ground.grounds))
            tally.count(Slip(kind, str(block.place), was, now), caught=caught)
    return tally


def _slips(block: Block, ground: Ground) -> Iterator[tuple[str, str, str, Block]]:
    for kind, start, end, now in _of_numbers(block.text):
        yield kind, block.text[max(start - 30, 0) : end + 20], now, edited(block, start, end, now)
    for start, end, now in _of_directions(block.text):
        kind = "direction" if _by_id(block, start) else "direction, by a work's key"
        yield kind, block.text[max(start - 30, 0) : end + 20], now, edited(block, start, end, now)
    for index, mention in enumerate(block.mentions):
        for kind, now in _of_keys(mention, ground):
            mentions = (*block.mentions[:index], mention._replace(name=now), *block.mentions[index + 1 :])
            yield kind, mention.name, now, block._replace(mentions=mentions)


def _of_numbers(text: str) -> Iterator[tuple[str, int, int, str]]:
    for match in NUMBER.finditer(text):
        if re.match(r"\s*\d+[.)](\s|$)", text) and not text[: match.start()].strip():
            continue  # the number of a row
        last = (int(match[0][-1]) + 1) % 10
        yield "quantity", match.start(), match.end(), match[0][:-1] + str(last or 3)
        yield "quantity", match.start(), match.end(), "7" + match[0] if match[0][0] != "." else ".7" + match[0][1:]
    words = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "two"]
    for match in IN_WORDS.finditer(text):
        yield "quantity in words", match.start(), match.end(), words[words.index(match[0]) + 1]


def _of_directions(text: str) -> Iterator[tuple[int, int, str]]:
    for sentence in SENTENCE.finditer(text):
        if not OPEN.search(sentence[0]):
            yield from _stated(text, *sentence.span())


def _stated(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    denied = list(DENIED.finditer(text, start, end))
    for match in denied:
        yield (*match.span("deny"), AFFIRMED[match["deny"].lower()])
    for match in TURNABLE.finditer(text, start, end):
        if not any(found.start() <= match.start() < found.end() for found in denied):
            yield (*match.span(), TURNED[match[0].lower()])


def _by_id(block: Block, offset: int) -> bool:
    """Whether a word is carried by claims with their ids, and not by all that some work or dispute says."""
    mentions = next((s.mentions for s in carried(block, sentences(block)) if s.start <= offset < s.end), ())
    return all(mention.role is Role.CLAIM for mention in mentions)


_KINDS = {
    Role.CLAIM: "id of a claim",
    Role.CITE: "key of a work",
    Role.SOURCE: "key of a work, shown by its title",
    Role.DISPUTE: "id of a dispute",
}


def _of_keys(mention: Mention, ground: Ground) -> Iterator[tuple[str, str]]:
    base = ground.result.base
    known = {Role.CLAIM: base.records.claims, Role.CITE: base.bibliography.entries, Role.SOURCE: base.records.sources,
             Role.DISPUTE: ground.grounds.sides}.get(mention.role)  # fmt: skip
    if known is not None:
        kind = _KINDS[mention.role]
        yield f"{kind}, mistyped", mention.name[:-1] + ("x" if mention.name[-1] != "x" else "y")
        names = sorted(known)
        yield f"{kind}, another's", names[(names.index(mention.name) + len(names) // 3) % len(names)]


def _named_wrong(block: Block, ground: Ground) -> bool:
    """Whether a name is not known, which is CB608 or CB202."""
    base = ground.result.base
    known: Mapping[Role, object] = {
        Role.CLAIM: base.records.known_ids, Role.CITE: base.bibliography.entries, Role.SOURCE: base.records.sources,
        Role.DISPUTE: ground.grounds.sides,
    }  # fmt: skip
    return any(m.role in known and m.name not in known[m.role] for m in block.mentions)  # type: ignore[operator]


# Slips in records


def in_records(ground: Ground) -> Tally:
    """Every value that clean blocks lean on, changed one at a time in the claims that they refer to."""
    tally = Tally()
    leaning = _leaning(ground)
    for id_, blocks in leaning.items():
        claim = ground.result.base.records.claims[id_]
        for kind, was, now, slipped in _of_claim(claim, ground.result.base.vocabulary):
            if any(_leans(ground, block, claim, kind) for _, block in blocks):
                caught = _objects(ground, slipped, blocks)
                tally.count(Slip(kind, id_, was, now), caught=caught)
    return tally


def _leaning(ground: Ground) -> dict[str, list[tuple[Page, Block]]]:
    """The clean blocks that refer to each claim by its id."""
    blocks: dict[str, list[tuple[Page, Block]]] = defaultdict(list)
    for page, number in ground.blocks:
        for mention in page.blocks[number].named(Role.CLAIM, Role.CITE):
            names = [mention.name] if mention.role is Role.CLAIM else ground.grounds.offers.claims_of(mention.name)
            for id_ in names:
                blocks[id_].append((page, page.blocks[number]))
    return blocks


def _leans(ground: Ground, block: Block, claim: Claim, kind: str) -> bool:
    """Whether a block has a number of the claim's, or cites it by its id in the case of an effect."""
    if kind == "effect of a record":
        cited = any(mention.name == claim.id for mention in block.named(Role.CLAIM))
        return cited and any(TURNABLE.finditer(block.text))
    offer = ground.grounds.offers.of_claim(claim.id)
    numbers = ground.grounds.offers.reading.quantities.read(block.text)
    return offer is not None and any(not offer.amounts.isdisjoint(number.readings) for number in numbers)


def _of_claim(claim: Claim, vocabulary: Vocabulary) -> Iterator[tuple[str, str, str, Claim]]:
    for match in NUMBER.finditer(claim.says):
        now = "7" + match[0]
        says = claim.says[: match.start()] + now + claim.says[match.end() :]
        yield "number in a record's words", match[0], now, claim._replace(says=says)
    assertion = claim.assertion
    if isinstance(assertion, ValueAssertion) and isinstance(assertion.value, Extent):
        for text in _other_values(assertion.value.text):
            value = _parsed(text, vocabulary, assertion.property)
            if value is not None:
                slipped = claim._replace(assertion=replace(assertion, value=value))
                yield "value of a record", assertion.value.text, text, slipped
    if isinstance(assertion, EffectAssertion):
        if assertion.estimate is not None and assertion.estimate.value is not None:
            estimate = replace(assertion.estimate, value=assertion.estimate.value + 0.7)
            slipped = claim._replace(assertion=replace(assertion, estimate=estimate))
            yield "value of a record", str(assertion.estimate.value), str(estimate.value), slipped
        effect = assertion.effect.flipped if assertion.effect is not assertion.effect.flipped else Effect.BETTER
        yield (
            "effect of a record",
            assertion.effect,
            effect,
            claim._replace(assertion=replace(assertion, effect=effect)),
        )


def _other_values(text: str) -> Iterator[str]:
    """The text of a value with one number changed."""
    for match in re.finditer(r"\d+(?:\.\d+)?", text):
        yield text[: match.start()] + f"{float(match[0]) * 2 + 1:g}".zfill(len(match[0])) + text[match.end() :]
        yield text[: match.end() - 1] + str((int(text[match.end() - 1]) + 1) % 10) + text[match.end() :]


def _parsed(text: str, vocabulary: Vocabulary, key: str) -> Extent | None:
    """The value that a text stands for; None when it is no value, which the check of records says."""
    try:
        return parse_extent(text, vocabulary.properties[key].measure, vocabulary.units)
    except BadValueError:
        return None


def _objects(ground: Ground, slipped: Claim, blocks: list[tuple[Page, Block]]) -> bool:
    """Whether anything is said of a changed claim, or of the blocks that refer to it."""
    base = ground.result.base
    records = replace(base.records, claims={**base.records.claims, slipped.id: slipped})
    offers = _other(ground.grounds.offers, slipped, Offers(replace(base, records=records)))
    grounds = Grounds(offers, ground.grounds.relevance, ground.grounds.sides, ground.grounds.flagged)
    offer = offers.of_claim(slipped.id)
    return bool((offer is not None and list(disagreements(offer))) or any(found(p, b, grounds) for p, b in blocks))


def _other(offers: Offers, slipped: Claim, fresh: Offers) -> Offers:
    """Offers with one claim changed, which keep what was found out of the others."""
    fresh._made.update({id_: offer for id_, offer in offers._made.items() if id_ != slipped.id})
    return fresh
