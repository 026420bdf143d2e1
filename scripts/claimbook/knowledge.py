"""A knowledge base: everything in ``claims/`` and the bibliography, read once."""

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from claimbook.ahead import read_ahead
from claimbook.citations.bibliography import Bibliography
from claimbook.diagnostics import Place, Sink
from claimbook.layout import RULINGS, VOCABULARY
from claimbook.manuscript.drawings import Drawing, read_drawings
from claimbook.manuscript.pages import Pages
from claimbook.pulse import Pulse, silent
from claimbook.reading.folders import is_there, yaml_files
from claimbook.reading.yamlfile import read_yaml
from claimbook.records.archive import Archive
from claimbook.records.claims import Claim, Exclusion
from claimbook.records.gathering import read_records
from claimbook.records.locations import Located, locate
from claimbook.records.reader import Records
from claimbook.rules import is_broken, report
from claimbook.rulings.ruling import Rulings, read_rulings
from claimbook.vocabulary.reader import read_vocabulary
from claimbook.vocabulary.vocabulary import Vocabulary

if TYPE_CHECKING:
    from claimbook.ahead import Coming


@dataclass
class KnowledgeBase:
    """What was read, and what was wrong with it."""

    root: Path
    vocabulary: Vocabulary
    records: Records
    rulings: Rulings
    bibliography: Bibliography
    archive: Archive
    located: dict[str, Located] = field(default_factory=dict)
    pages: Pages = field(default_factory=Pages)
    drawings: tuple[Drawing, ...] = ()
    sink: Sink = field(default_factory=Sink)

    @property
    def broken(self) -> bool:
        """Whether some input could not be trusted, so that records may be missing."""
        return any(map(is_broken, self.sink))

    def claims(self) -> list[Claim]:
        """All sound claims, in order of files and of places in them."""
        return list(self.records.claims.values())

    def claims_of(self, key: str) -> list[Claim]:
        """The sound claims of a source, in the same order; none where no source has the key."""
        return self._by_source.get(key, [])

    @cached_property
    def _by_source(self) -> dict[str, list[Claim]]:
        found: dict[str, list[Claim]] = {}
        for claim in self.records.claims.values():
            found.setdefault(claim.source, []).append(claim)
        return found

    def anchored(self) -> list[Claim | Exclusion]:
        """Everything that has anchors: the claims, then the exclusions."""
        return [*self.claims(), *self.records.exclusions]


def load(root: Path, archive: Path | None = None) -> KnowledgeBase:
    """Read the knowledge base at ``root``; problems are in its sink, none is raised."""
    coming = read_ahead(root)
    return complete(root, read_claims(root, silent), archive, coming)


class Claims(NamedTuple):
    """What lies under ``claims/``, and what was wrong with it."""

    vocabulary: Vocabulary
    records: Records
    rulings: Rulings
    found: Sink


def read_claims(root: Path, pulse: Pulse) -> Claims:
    """Read the records: all that it takes to compare claims."""
    sink = Sink()
    vocabulary = _vocabulary(root, sink)
    records = read_records(root, vocabulary, sink, pulse)
    rulings = read_rulings(yaml_files(root / RULINGS, root, sink), root, sink)
    return Claims(vocabulary or Vocabulary(), records, rulings, sink)


def complete(root: Path, claims: Claims, archive: Path | None, coming: "Coming") -> KnowledgeBase:
    """The knowledge base around the records: where their anchors stand, bibliography, pictures and pages."""
    vocabulary, records, rulings, sink = claims
    texts = Archive(archive)
    located = locate([*records.claims.values(), *records.exclusions], records.sources, texts, sink)
    drawings = read_drawings(root, sink)
    pages, bibliography, found = coming()
    sink.extend(found)
    return KnowledgeBase(root, vocabulary, records, rulings, bibliography, texts, located, pages, drawings, sink)


def _vocabulary(root: Path, sink: Sink) -> Vocabulary | None:
    path = root / VOCABULARY
    if not is_there(path):
        report(sink, "CB117", Place(VOCABULARY), what=f"There is no {VOCABULARY} under the root.",
               way="Run from the knowledge base's root, or name it with --root.")  # fmt: skip
        return None
    node = read_yaml(path, VOCABULARY, sink)
    return read_vocabulary(node, Place(VOCABULARY), sink) if node is not None else None
