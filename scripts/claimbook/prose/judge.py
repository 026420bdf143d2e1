"""Judging one block: is it backed, do its numbers stand in what it cites, and does that say the same?"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from claimbook.diagnostics import Diagnostic, Place
from claimbook.manuscript.blocks import Block, BlockKind, Mention, Page, Role
from claimbook.prose.directions import SAID, Direction, Pointer, pointers
from claimbook.prose.grounds import Backing, Grounds
from claimbook.prose.offers import Offer
from claimbook.prose.quantities import Amount, Quantity
from claimbook.prose.sentences import CITING, Stretch, carried, sentences
from claimbook.rules import make

UNFLAGGED = "CB604"
_SHOWN = 60  # letters of a block in a message
_BEFORE_STOP = re.compile(r"\s+([.,;:])")
_TOLD = 3  # claims in a message
_BACKING = (*CITING, Role.NUMBER)


class Objection(NamedTuple):
    """What is wrong with a block, and at which letter of its text; None where it is the block as a whole."""

    diagnostic: Diagnostic
    offset: int | None


class _Read(NamedTuple):
    """A block with its sentences and numbers, and with the words that point somewhere and what carries each."""

    page: Page
    block: Block
    sentences: Sequence[Stretch]
    numbers: Sequence[Quantity]
    pointers: Sequence[tuple[Pointer, Stretch]]


def judge(page: Page, block: Block, grounds: Grounds) -> Iterator[Objection]:
    """What is wrong with a block, but for the names in it and for its escapes."""
    read = _read(page, block, grounds)
    citing = _citing(page, block)
    if not citing:
        if not _needs_nothing(read):
            first = "Write it as Markdown, since raw HTML has no roles. " if block.kind is BlockKind.HTML else ""
            yield Objection(_fault("CB601", block.place, block, first=first), None)
        return
    backing = grounds.backing(citing)
    if backing is not None:
        yield from _unbacked(read, backing)
        yield from _contradicting(read, grounds)
        yield from _unflagged(read, backing, grounds)
        yield from _out_of_place(read, grounds)


def _read(page: Page, block: Block, grounds: Grounds) -> _Read:
    reading = grounds.offers.reading
    told = sentences(block)
    pointing = [(p, s) for s in carried(block, told) for p in pointers(block.text, s.start, s.end, reading.others)]
    return _Read(page, block, told, reading.quantities.read(block.text), pointing)


def _fault(code: str, place: Place, block: Block, /, **values: str) -> Diagnostic:
    told: dict[str, Any] = {"kind": block.kind.value, "start": _beginning(block), **values}
    return make(code, place, about=[place.file, *told.values()], **told)


def _beginning(block: Block) -> str:
    """The first words of a block, to know it by."""
    text = _BEFORE_STOP.sub(r"\1", " ".join(block.text.split())).lstrip(" .,;:|")
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN].rpartition(' ')[0]} ..."


# CB601


def _citing(page: Page, block: Block) -> list[Mention]:
    """What backs a block; for one that leads up to a list or table, what backs that as well."""
    first, end = block.introduces
    below = (mention for other in page.blocks[first:end] for mention in other.named(*_BACKING))
    return [*block.named(*_BACKING), *below]


def _needs_nothing(read: _Read) -> bool:
    """Whether a block that cites nothing asserts nothing either."""
    block = read.block
    if block.introduces != (0, 0) and block.introduces[0] == block.introduces[1]:
        return True  # it leads up to a directive, which shows what is on record
    if all(block.text[s.start : s.end].rstrip(" |)*").endswith("?") for s in read.sentences):
        return True
    if block.kind is BlockKind.PICTURE and not read.pointers and not read.numbers:
        return True  # it only names what is seen
    if read.numbers or not any(block.named(Role.LINK)):
        return False
    return block.aside or (len(read.sentences) == 1 and not read.pointers)


# CB602


def _unbacked(read: _Read, backing: Backing) -> Iterator[Objection]:
    block = read.block
    wanting = {q: q.text for q in read.numbers if not _is_given(q, backing, block.kind) and _is_compared(q, backing)}
    for quantity, end in pairwise(read.numbers):
        if (
            quantity.opens
            and _is_compared(quantity, backing)
            and wanting.keys().isdisjoint((quantity, end))
            and not _is_range(quantity, end, backing)
        ):
            wanting[quantity] = block.text[quantity.start : end.end]
    for quantity, text in wanting.items():
        nearest = _nearest(quantity, backing)
        fault = _fault("CB602", block.at(quantity.start), block, text=text, nearest=nearest)
        yield Objection(fault, quantity.start)


def _is_range(start: Quantity, end: Quantity, backing: Backing) -> bool:
    """Whether some one claim gives both ends of a range, of which the second is above the first."""
    above = start.readings[0].number < end.readings[0].number
    ends = [{*quantity.readings, *_mirrored(quantity)} for quantity in (start, end)]
    return above and any(not any(map(offer.amounts.isdisjoint, ends)) for offer in backing.offers)


def _is_compared(quantity: Quantity, backing: Backing) -> bool:
    """Whether a number is one of the claims': one in words only with a unit, or of what some claim counts."""
    if not quantity.written or quantity.measured:
        return True
    counted = {word for word in quantity.counted if word.endswith("s")}
    return quantity.readings[0].number != 1 and any(counted & offer.counted for offer in backing.offers)


def _is_given(quantity: Quantity, backing: Backing, kind: BlockKind) -> bool:
    if not backing.years.isdisjoint(quantity.readings):
        return True
    mirrored = _mirrored(quantity)
    return any(_gives(offer, quantity, mirrored, kind) for offer in backing.offers)


def _mirrored(quantity: Quantity) -> list[Amount]:
    """What "an effect of 0.25" may tell of besides: -0.25, since which way it went is in the words."""
    return [Amount(base, -number) for base, number in quantity.readings if number > 0]


def _gives(offer: Offer, quantity: Quantity, mirrored: Sequence[Amount], kind: BlockKind) -> bool:
    """Whether a claim gives a number. In a table the unit may stand in the head, so that figures will do."""
    if not (offer.amounts.isdisjoint(quantity.readings) and offer.amounts.isdisjoint(mirrored)):
        return True
    number = quantity.readings[-1].number
    if quantity.label and (quantity.label, number) in offer.labelled:
        return True
    return kind is BlockKind.ROW and not quantity.measured and number in offer.figures


def _nearest(quantity: Quantity, backing: Backing) -> str:
    """The cited claims whose numbers of the same kind come nearest, for the help."""
    base, number = quantity.readings[0]
    near = [(abs(a.number - number), o.owner) for o in backing.offers for a in o.amounts if a.base == base]
    owners = list(dict.fromkeys(owner for _, owner in sorted(near)))[:_TOLD]
    return f"Nearest are the numbers of {', '.join(owners)}." if owners else "No cited claim has a number of this kind."


# CB603


def _contradicting(read: _Read, grounds: Grounds) -> Iterator[Objection]:
    for pointer, stretch in read.pointers:
        backing = grounds.backing(stretch.mentions)
        against = _against(pointer, backing) if backing is not None else []
        if against:
            told = ", ".join(against[:_TOLD]) + (" and others" if len(against) > _TOLD else "")
            fault = _fault("CB603", read.block.at(pointer.start), read.block, word=pointer.word,
                           direction=SAID[pointer.direction], claims_against=told)  # fmt: skip
            yield Objection(fault, pointer.start)


def _against(pointer: Pointer, backing: Backing) -> list[str]:
    """The claims that point elsewhere, when all that point anywhere do."""
    loosely = [offer.loose_way for offer in backing.offers if offer.owner in backing.named]
    ways = (way for offer in backing.offers for way in (offer.typed_way, offer.said_way))
    if any(pointer.direction in way for way in (*loosely, *ways)):
        return []
    return [o.owner for o in backing.offers if o.typed_way or (o.owner in backing.named and _points(o, pointer))]


def _points(offer: Offer, pointer: Pointer) -> bool:
    """Whether a claim that is cited by its id, and types no direction, has one in its words after all."""
    return bool(offer.said_way) or (pointer.direction is Direction.WORSE and Direction.BETTER in offer.loose_way)


# CB604


def _unflagged(read: _Read, backing: Backing, grounds: Grounds) -> Iterator[Objection]:
    """The first place where a block leans on disputed claims by nothing but their source's key, which shows no flag."""
    block = read.block
    if not any(grounds.offers.claims_of(mention.name) for mention in block.named(Role.CITE, Role.SOURCE)):
        return
    shown = _shown(read.page, block, grounds)
    for offset, leaning in _leanings(read, backing.offers):
        disputes = [grounds.flagged.get(offer.owner, ()) for offer in leaning]
        if leaning and all(disputes) and shown.isdisjoint(id_ for of_one in disputes for id_ in of_one):
            fault = _fault(UNFLAGGED, block.at(offset), block, claim=leaning[0].owner, in_dispute=disputes[0][0])
            yield Objection(fault, offset)
            return


def _shown(page: Page, block: Block, grounds: Grounds) -> frozenset[str]:
    """The disputes that a reader of the block sees; around a row or an item, those of its section."""
    around: Iterable[Block] = (block,)
    if block.kind is not BlockKind.PARAGRAPH:
        around = (other for other in page.blocks if other.section == block.section)
    mentions = [mention for each in around for mention in each.named(Role.DISPUTE, Role.CLAIM)]
    flags = (id_ for m in mentions if m.role is Role.CLAIM for id_ in grounds.flagged.get(m.name, ()))
    return frozenset([*flags, *(mention.name for mention in mentions if mention.role is Role.DISPUTE)])


def _leanings(read: _Read, offers: Sequence[Offer]) -> Iterator[tuple[int, list[Offer]]]:
    """Each measured number and each direction of a block, with the claims that assert just that."""
    for quantity in read.numbers:
        if quantity.measured:
            yield quantity.start, [o for o in offers if not o.asserted.isdisjoint(quantity.readings)]
    for pointer, _ in read.pointers:
        yield pointer.start, [o for o in offers if pointer.direction in o.effect_way]


# CB610


def _out_of_place(read: _Read, grounds: Grounds) -> Iterator[Objection]:
    for mention, shared, nearer in grounds.relevance.misfits(read.block, read.sentences, read.numbers):
        common = f"no more than {', '.join(map(repr, shared[:_TOLD]))}" if shared else "nothing"
        instead = f"Cite what is meant, perhaps {', '.join(nearer)}" if nearer else "Cite what is meant"
        fault = _fault("CB610", mention.place, read.block, name=mention.name, common=common, instead=instead)
        yield Objection(fault, mention.offset)
