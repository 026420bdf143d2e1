"""Escapes: what its author says needs no citation, and why. Each is listed, and each must escape something."""

from collections.abc import Iterator, Sequence

from claimbook.diagnostics import Diagnostic, Place
from claimbook.manuscript.blocks import Block, Escape, Role
from claimbook.prose.judge import Objection
from claimbook.prose.sentences import sentences
from claimbook.rules import make

NOTHING_TO_ESCAPE = "escapes nothing"
NO_REASON = "gives no reason"


def escape_block(block: Block, faults: Sequence[Objection]) -> Iterator[Diagnostic]:
    """What there is to say of a block's escapes, and the findings on it that none of them covers.

    An escape covers its sentence, and the want of any citation in the block.
    """
    left = list(faults)
    for sentence in sentences(block) if any(block.named(Role.UNCITED)) else ():
        for mention in sentence.mentions:
            if mention.role is Role.UNCITED:
                covered = [f for f in faults if f.offset is None or sentence.start <= f.offset < sentence.end]
                yield _told(mention.name, mention.place, covered)
                left = [fault for fault in left if not mention.name or fault not in covered]
    yield from (fault.diagnostic for fault in left)


def escape_page(escape: Escape, faults: Sequence[Objection]) -> Iterator[Diagnostic]:
    """The same for the escape of a whole page."""
    yield _told(escape.reason, escape.place, faults)
    yield from (fault.diagnostic for fault in faults if not escape.reason)


def _told(reason: str, place: Place, covered: Sequence[Objection]) -> Diagnostic:
    if not reason:
        return make("CB607", place, what=NO_REASON, about=[place.file, NO_REASON])
    if not covered:
        return make("CB607", place, what=NOTHING_TO_ESCAPE, about=[place.file, NOTHING_TO_ESCAPE, reason])
    codes = sorted({fault.diagnostic.code for fault in covered})
    return make(
        "CB606",
        place,
        reason=reason.rstrip("."),
        codes=", ".join(codes),
        count=len(covered),
        about=[place.file, reason],
    )
