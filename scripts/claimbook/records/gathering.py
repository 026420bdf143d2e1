"""All records of a knowledge base, gathered from the folders of its sources."""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from claimbook.diagnostics import Diagnostic, Place, Sink
from claimbook.halves import in_halves
from claimbook.layout import CLAIMS, RULINGS, SOURCE_FILE, VOCABULARY
from claimbook.pulse import Pulse
from claimbook.reading.folders import is_folder, is_there, listed, report_strays, sizes, yaml_files
from claimbook.reading.yamlfile import read_yaml
from claimbook.records.exclusions import told_apart
from claimbook.records.reader import ClaimFileReader, Records, check_references
from claimbook.records.sources import Source, read_source
from claimbook.rules import report
from claimbook.vocabulary.vocabulary import Vocabulary

WORTH_SHARING = 300_000  # bytes of claim files from which a second process saves more than it costs


def read_records(root: Path, vocabulary: Vocabulary | None, sink: Sink, pulse: Pulse) -> Records:
    """All records; without a vocabulary only the sources, but the YAML of every file is checked."""
    records = Records()
    folders = _folders(root, sink)
    if not folders and vocabulary is not None:
        report(sink, "CB117", Place(CLAIMS), what="There is no source yet.",
               way="Make a folder claims/<citation key>/ with a source.yml.")  # fmt: skip
    _read_sources(folders, root, records, sink)
    _read_claims(folders, root, vocabulary, records, sink, pulse)
    records.exclusions = told_apart(records.exclusions, sink)
    if records.set_aside:
        report(sink, "CB122", Place(VOCABULARY), count=records.set_aside, about=[VOCABULARY])
    report_strays(root, sink)
    check_references(records, sink)
    return records


def _folders(root: Path, sink: Sink) -> list[Path]:
    """One folder for each source."""
    there = listed(root / CLAIMS, root, sink)
    return [path for path in there if is_folder(path) and not path.name.startswith(".") and path != root / RULINGS]


def _read_sources(folders: Iterable[Path], root: Path, records: Records, sink: Sink) -> None:
    for folder in folders:
        source = _read_source(folder, root, sink)
        if source is not None:
            records.sources[folder.name] = source


def _read_source(folder: Path, root: Path, sink: Sink) -> Source | None:
    path = folder / SOURCE_FILE
    place = Place(path.relative_to(root).as_posix())
    if not is_there(path):
        report(sink, "CB117", place, what=f"The folder of '{folder.name}' has no {SOURCE_FILE}.",
               way="Describe the source there.")  # fmt: skip
        return None
    node = read_yaml(path, place.file, sink)
    return read_source(node, place, folder.name, sink) if node is not None else None


def _read_claims(
    folders: Iterable[Path], root: Path, vocabulary: Vocabulary | None, records: Records, sink: Sink, pulse: Pulse
) -> None:
    """The claims of all folders, in two halves where they are many."""
    files = [path for folder in folders for path in yaml_files(folder, root, sink) if path.name != SOURCE_FILE]
    work = partial(_read_files, root, vocabulary, records.sources, pulse)
    for read in in_halves(work, files, sizes(files), WORTH_SHARING):
        records.take(read.records, sink)
        sink.extend(read.found)


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
