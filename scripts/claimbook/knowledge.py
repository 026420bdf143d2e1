"""A knowledge base: everything in ``claims/`` and the bibliography, read once."""

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from claimbook.ahead import read_ahead
from claimbook.citations.bibliography import Bibliography
from claimbook.diagnostics import Diagnostic, Place, Sink
from claimbook.halves import in_halves
from claimbook.layout import CLAIMS, RULINGS, SOURCE_FILE, VOCABULARY
from claimbook.manuscript.drawings import Drawing, read_drawings
from claimbook.manuscript.pages import Pages
from claimbook.pulse import Pulse, silent
from claimbook.reading.yamlfile import read_yaml
from claimbook.records.archive import Archive
from claimbook.records.claims import Claim, Exclusion
from claimbook.records.exclusions import told_apart
from claimbook.records.locations import Located, locate
from claimbook.records.reader import ClaimFileReader, Records, check_references
from claimbook.records.sources import Source, read_source
from claimbook.rules import is_broken, report
from claimbook.rulings.ruling import Rulings, read_rulings
from claimbook.vocabulary.reader import read_vocabulary
from claimbook.vocabulary.vocabulary import Vocabulary

if TYPE_CHECKING:
    from claimbook.ahead import Coming

ENDINGS = (".yml", ".yaml")
_YAML = re.compile(r"\.ya?ml(?:\.\w+)?\Z", re.IGNORECASE)  # 'dose.YML' and 'dose.yml.txt' too
WORTH_SHARING = 300_000  # bytes of claim files from which a second process saves more than it costs


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
    records = _records(root, vocabulary, sink, pulse)
    rulings = read_rulings(_yaml_files(root / RULINGS, root, sink), root, sink)
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
    if not _is_there(path):
        report(sink, "CB117", Place(VOCABULARY), what=f"There is no {VOCABULARY} under the root.",
               way="Run from the knowledge base's root, or name it with --root.")  # fmt: skip
        return None
    node = read_yaml(path, VOCABULARY, sink)
    return read_vocabulary(node, Place(VOCABULARY), sink) if node is not None else None


def _records(root: Path, vocabulary: Vocabulary | None, sink: Sink, pulse: Pulse) -> Records:
    """All records; without a vocabulary only the sources, but the YAML of every file is checked."""
    records = Records()
    there = _listed(root / CLAIMS, root, sink)
    folders = [p for p in there if _is_folder(p) and not p.name.startswith(".") and p != root / RULINGS]
    if not folders and vocabulary is not None:
        report(
            sink,
            "CB117",
            Place(CLAIMS),
            what="There is no source yet.",
            way="Make a folder claims/<citation key>/ with a source.yml.",
        )
    for folder in folders:
        _read_source(folder, root, records, sink)
    files = [path for folder in folders for path in _claim_files(folder, root, sink)]
    for read in in_halves(
        partial(_read_files, root, vocabulary, records.sources, pulse), files, _sizes(files), WORTH_SHARING
    ):
        records.take(read.records, sink)
        sink.extend(read.found)
    records.exclusions = told_apart(records.exclusions, sink)
    if records.set_aside:
        report(sink, "CB122", Place(VOCABULARY), count=records.set_aside, about=[VOCABULARY])
    _report_strays(root, sink)
    check_references(records, sink)
    return records


class _Read(NamedTuple):
    """What was read from some files, and what was wrong with them."""

    records: Records
    found: list[Diagnostic]


def _read_files(
    root: Path, vocabulary: Vocabulary | None, sources: Mapping[str, Source], pulse: Pulse, files: Sequence[Path]
) -> _Read:
    """Read claim files; without a vocabulary only their YAML is checked."""
    records, sink = Records(), Sink()
    reader = ClaimFileReader(vocabulary, records, sink, sources) if vocabulary is not None else None
    for number, path in enumerate(files):
        pulse(f"reading claims, {number / len(files):.0%}")
        name = path.relative_to(root).as_posix()
        node = read_yaml(path, name, sink)
        if node is not None and reader is not None:
            reader.read(node, Place(name), path.parent.name)
    return _Read(records, list(sink))


def _claim_files(folder: Path, root: Path, sink: Sink) -> list[Path]:
    return [path for path in _yaml_files(folder, root, sink) if path.name != SOURCE_FILE]


def _sizes(files: Iterable[Path]) -> list[int]:
    """Bytes of each file; nothing for one that will be reported when it is read."""
    return [_size(path) for path in files]


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _report_strays(root: Path, sink: Sink) -> None:
    """YAML that nothing reads because it lies too high or too deep, or because its name ends otherwise."""
    for path in sorted(_all_yaml(root / CLAIMS)):
        parts = path.relative_to(root / CLAIMS).parts
        is_read = path == root / VOCABULARY or (len(parts) == 2 and path.suffix in ENDINGS)
        if not is_read and not any(part.startswith(".") for part in parts):
            report(sink, "CB121", Place(path.relative_to(root).as_posix()))


def _all_yaml(folder: Path) -> Iterator[Path]:
    """Every file below a folder that was YAML once; links are not followed, since they may lead in circles."""
    for place, _, names in os.walk(folder):
        yield from (Path(place, name) for name in names if _YAML.search(name))


def _read_source(folder: Path, root: Path, records: Records, sink: Sink) -> None:
    source = folder / SOURCE_FILE
    place = Place(source.relative_to(root).as_posix())
    if _is_there(source):
        node = read_yaml(source, place.file, sink)
        found = read_source(node, place, folder.name, sink) if node is not None else None
        if found is not None:
            records.sources[folder.name] = found
    else:
        report(
            sink,
            "CB117",
            place,
            what=f"The folder of '{folder.name}' has no {SOURCE_FILE}.",
            way="Describe the source there.",
        )


def _yaml_files(folder: Path, root: Path, sink: Sink) -> list[Path]:
    return [path for path in _listed(folder, root, sink) if path.suffix in ENDINGS]


def _listed(folder: Path, root: Path, sink: Sink) -> list[Path]:
    """What lies in a folder, in order of names; one that cannot be listed is reported, a missing one is empty."""
    try:
        return sorted(folder.iterdir())
    except FileNotFoundError:
        return []
    except OSError as error:
        name = folder.relative_to(root).as_posix()
        report(sink, "CB117", Place(name), what=f"The folder {name} cannot be read: {error.strerror}.",
               way="Allow yourself to read it.", about=[name])  # fmt: skip
        return []


def _is_folder(path: Path) -> bool:
    """Whether it is a folder, as far as one may know."""
    try:
        return path.is_dir()
    except OSError:
        return False


def _is_there(path: Path) -> bool:
    """Whether there is something to read; what may not even be looked at fails when it is read."""
    try:
        return path.exists()
    except OSError:
        return True
