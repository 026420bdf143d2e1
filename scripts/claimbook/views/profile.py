"""Evidence profiles as views: counts with what they are of, the largest and the newest study, one row a study."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from claimbook.capitals import capitalised
from claimbook.check import Result
from claimbook.choosing.questions import EACH, question_of, questions_each
from claimbook.disagreement.wording import show_effect, show_value
from claimbook.evidence.profile import Profile, StudyDirection, Tally, findings_on, profile_of
from claimbook.evidence.studies import Study, StudyFinding
from claimbook.manuscript.options import Options
from claimbook.plurals import plural
from claimbook.records.claims import Effect, EffectAssertion, ModerationAssertion, Reach, Wording
from claimbook.telling import phrases, traces
from claimbook.telling.labels import NamedWork, SourceNames
from claimbook.telling.phrases import Fact
from claimbook.views.forest import ForestView, forest_of
from claimbook.views.model import ClaimLink
from claimbook.vocabulary.vocabulary import OUTCOME, Vocabulary

_DIRECTIONS = {
    StudyDirection.BETTER: ("▲", "better"),
    StudyDirection.WORSE: ("▼", "worse"),
    StudyDirection.SAME: ("=", "no difference"),
    StudyDirection.NOT_SHOWN: ("○", "no difference shown"),
    StudyDirection.DEPENDS: ("◆", "it depends on outcome, time or group"),
}
_SIGNS = {Effect.BETTER: "▲", Effect.WORSE: "▼", Effect.SAME: "=", Effect.NOT_SHOWN: "○", Effect.MIXED: "◆"}
_CHANGES = "±"


class DirectionView(NamedTuple):
    """A direction with the number of studies that found it; the sign differs in shape."""

    name: str
    sign: str
    words: str
    studies: int


class FindingView(NamedTuple):
    """What a study found, in words, as a link to its claim."""

    sign: str
    kind: str
    claim: ClaimLink


@dataclass(frozen=True, slots=True)
class StudyRow:
    """One study of a profile; ``label`` names author and year."""

    key: str
    label: str
    design: str
    read: str
    size: str
    did: tuple[Fact, ...]
    findings: tuple[FindingView, ...]
    data_of: tuple[NamedWork, ...]


class ForemostView(NamedTuple):
    """The largest or newest studies, with why they are: ``n = 169``, and what they found."""

    what: str
    studies: tuple[tuple[StudyRow, str], ...]


@dataclass(frozen=True, slots=True)
class TallyView:
    """The independent studies on one family of outcomes."""

    family: str
    studies: str
    participants: str
    directions: tuple[DirectionView, ...]
    foremost: tuple[ForemostView, ...]


@dataclass(frozen=True, slots=True)
class ProfileView:
    """The evidence on a question; ``id`` and ``title`` are '' unless it is one of several."""

    id: str
    title: str
    tallies: tuple[TallyView, ...]
    studies: tuple[StudyRow, ...]
    apart: tuple[StudyRow, ...]
    forest: ForestView | None


def profile(options: Options, result: Result, names: SourceNames) -> tuple[ProfileView, ...]:
    """The profile asked for; with ``each`` one for every term of a dimension that has studies."""
    maker = _Maker(result, names)
    if not options.get(EACH):
        return (maker.profile(profile_of(question_of(options, maker.vocabulary), result.base.claims(), maker.sources)),)
    graph = maker.vocabulary.graph_of(options.get(EACH))
    views = []
    for term, question in questions_each(options, maker.vocabulary):
        found = profile_of(question, result.base.claims(), maker.sources)
        if found.studies or found.apart:
            plot = forest_of(question, result, names)
            title = capitalised(graph.label_of(term))
            views.append(maker.profile(found, f"profile_{graph.name}_{term}", title, plot if plot.groups else None))
    return tuple(views)


class _Maker:
    """Puts a profile into words."""

    def __init__(self, result: Result, names: SourceNames) -> None:
        self.vocabulary: Vocabulary = result.base.vocabulary
        self.sources = result.base.records.sources
        self.names = names

    def profile(self, found: Profile, id_: str = "", title: str = "", plot: ForestView | None = None) -> ProfileView:
        return ProfileView(
            id=id_,
            title=title,
            tallies=tuple(map(self._tally, found.tallies)),
            studies=tuple(map(self._row, found.studies)),
            apart=tuple(map(self._row, found.apart)),
            forest=plot,
        )

    def _row(self, study: Study) -> StudyRow:
        return self._row_of(study, study.findings)

    def _row_of(self, study: Study, findings: Sequence[StudyFinding]) -> StudyRow:
        return StudyRow(
            key=study.key,
            label=self.names[study.key],
            design=traces.DESIGNS[study.source.design][0],
            read=traces.DEPTHS[study.source.read],
            size=study.size.text,
            did=tuple(Fact(self.vocabulary.name(name), " or ".join(values)) for name, values in study.did.items()),
            findings=tuple(map(self._finding, findings)),
            data_of=self.names.references(study.source.data_of),
        )

    # Findings

    def _finding(self, finding: StudyFinding) -> FindingView:
        about = [show_value(outcome, self.vocabulary)] if (outcome := finding.claim.scope.get(OUTCOME)) else []
        about += [show_value(value, self.vocabulary) for _, value in finding.under]
        about += ["suggested"] if finding.claim.wording is not Wording.ASSERTED else []
        about += ["in some only"] if finding.claim.reach is Reach.SOME else []
        told = f"{self._told(finding)}{': ' if about else ''}{', '.join(about)}"
        sign = _SIGNS[finding.effect] if finding.effect is not None else _CHANGES
        return FindingView(sign, finding.effect or "changes", ClaimLink(finding.claim.id, told))

    def _told(self, finding: StudyFinding) -> str:
        match finding.claim.assertion:
            case ModerationAssertion() as moderation:
                return phrases.moderated(moderation, self.vocabulary)
            case EffectAssertion() as effect if finding.effect is not None:
                estimate = None if finding.turned else effect.estimate
                given = f" ({phrases.estimated(estimate, self.vocabulary)})" if estimate is not None else ""
                return f"{show_effect(finding.effect)}{given}"
        raise AssertionError(finding)

    # Tallies

    def _tally(self, tally: Tally) -> TallyView:
        return TallyView(
            family=tally.family.replace("-", " "),
            studies=plural(tally.studies, "independent study", "independent studies"),
            participants=self._participants(tally),
            directions=tuple(
                DirectionView(d.value, *_DIRECTIONS[d], tally.directions[d])
                for d in StudyDirection
                if tally.directions[d]
            ),
            foremost=tuple(self._foremost(tally)) if tally.studies > 1 else (),
        )

    def _participants(self, tally: Tally) -> str:
        if len(tally.missing) == tally.studies:
            return "number of participants not on record"
        told = plural(tally.participants, "participant")
        if not tally.missing:
            return told
        missing = phrases.listing(self.names[study.key] for study in tally.missing)
        return f"{told} without those of {missing}, whose number is not on record"

    def _foremost(self, tally: Tally) -> list[ForemostView]:
        """The largest and the newest, in one where they are the same; said to be so only as far as is known."""
        of_number = " of known number" if tally.missing else ""
        of_year = " of known year" if tally.undated else ""
        if tally.largest == tally.newest:
            known = " as far as is known" if of_number or of_year else ""
            return [self._leading(f"The largest and newest{known}", tally.largest, tally.family)]
        found = ((f"The largest{of_number}", tally.largest), (f"The newest{of_year}", tally.newest))
        return [self._leading(what, studies, tally.family) for what, studies in found if studies]

    def _leading(self, what: str, studies: tuple[Study, ...], family: str) -> ForemostView:
        rows = tuple(
            (
                self._row_of(study, findings_on(study, family)),
                f"n = {study.size.text}" if study.size.text else "number not on record",
            )
            for study in studies
        )
        return ForemostView(what, rows)
