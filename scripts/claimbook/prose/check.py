"""The check of prose: every page against the records that it cites."""

from collections.abc import Collection, Iterator, Sequence
from functools import partial

from claimbook.diagnostics import Diagnostic, Sink
from claimbook.halves import in_halves
from claimbook.knowledge import KnowledgeBase
from claimbook.manuscript.blocks import BlockKind, Page, Role
from claimbook.prose.counted import OF_BOOK, OF_SOURCE
from claimbook.prose.escapes import escape_block, escape_page
from claimbook.prose.grounds import Grounds
from claimbook.prose.judge import UNFLAGGED, judge
from claimbook.prose.names import NUMBER_OF_SOURCE, report_unknown
from claimbook.prose.prepared import Prepared
from claimbook.prose.records import disagreements
from claimbook.prose.relevance import Relevance
from claimbook.prose.shown import report_unshown
from claimbook.rules import hides_records
from claimbook.rulings.review import Reviewed

WORTH_SHARING = 30_000  # letters of prose from which a second process saves more than it costs


def prepare_prose(base: KnowledgeBase) -> Prepared:
    """What can be done before disputes are known: find out what the claims offer that pages cite."""
    offers = Prepared(base)
    if not base.broken:
        offers.prepare(base.pages.pages)
    return offers


def check_prose(base: KnowledgeBase, offers: Prepared, reviewed: Sequence[Reviewed], sink: Sink) -> None:
    """Check all pages; what rests on records is left alone while some of them are broken."""
    pages = base.pages.pages
    if not pages:
        return
    report_unknown(pages, _known(base, reviewed), sink)
    if base.broken:
        return
    grounds = grounds_of(base, reviewed, offers)
    sizes = [sum(len(block.text) for block in page.blocks) for page in pages]
    for found in in_halves(partial(_judged, grounds=grounds), pages, sizes, WORTH_SHARING):
        sink.extend(found)
    report_unshown(base, pages, sink)


def _judged(pages: Sequence[Page], grounds: Grounds) -> list[Diagnostic]:
    """What is wrong with some pages, and with the claims that they are held against."""
    found = [diagnostic for page in pages for diagnostic in judge_page(page, grounds)]
    return [*found, *(diagnostic for offer in grounds.offers.made() for diagnostic in disagreements(offer))]


def grounds_of(base: KnowledgeBase, reviewed: Sequence[Reviewed], offers: Prepared | None = None) -> Grounds:
    """What the pages' prose is held against."""
    flagged: dict[str, list[str]] = {}
    for found in reviewed:
        for disagreement in found.dispute.disagreements:
            if disagreement.grade.actionable:
                for id_ in disagreement.claims:
                    disputes = flagged.setdefault(id_, [])
                    if found.dispute.id not in disputes:
                        disputes.append(found.dispute.id)
    offers = offers or Prepared(base)
    sides = {found.dispute.id: found.dispute.claims for found in reviewed}
    return Grounds(offers, Relevance(offers, offers.lexicon, sides), sides, flagged)


def judge_page(page: Page, grounds: Grounds) -> Iterator[Diagnostic]:
    """What is wrong with a page's prose."""
    if page.escape is not None:
        yield from escape_page(page.escape, [f for block in page.blocks for f in judge(page, block, grounds)])
        return
    told: set[tuple[int, str]] = set()
    for block in page.blocks:
        for found in escape_block(block, list(judge(page, block, grounds))):
            dispute = (block.section, found.about[-1])
            # Rows and items of one section need no more than one flag for a dispute.
            if found.code != UNFLAGGED or block.kind is BlockKind.PARAGRAPH or dispute not in told:
                yield found
            if found.code == UNFLAGGED:
                told.add(dispute)


def _known(base: KnowledgeBase, reviewed: Sequence[Reviewed]) -> dict[str, Collection[str]]:
    """The names of each kind, but for the kinds of which some may be hidden by what is broken."""
    known: dict[str, Collection[str]] = {Role.NUMBER.value: OF_BOOK, NUMBER_OF_SOURCE: OF_SOURCE}
    if not hides_records(base.sink):
        known[Role.CLAIM.value] = base.records.known_ids
    if not base.broken:
        known[Role.DISPUTE.value] = [found.dispute.id for found in reviewed]
        known[Role.SOURCE.value] = base.records.sources
    return known
