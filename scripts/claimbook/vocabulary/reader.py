"""Reading ``claims/vocabulary.yml`` into a Vocabulary, section by section."""

from collections.abc import Collection, Mapping

from claimbook.diagnostics import Place, Sink
from claimbook.reading.fields import Fields, fields_of
from claimbook.reading.nodes import Mapping as MappingNode
from claimbook.reading.nodes import Node
from claimbook.vocabulary.arms import read_arms
from claimbook.vocabulary.constraints import ConstraintReader
from claimbook.vocabulary.doubts import Doubting, Doubts
from claimbook.vocabulary.faults import none_declared
from claimbook.vocabulary.graphs import GraphReader
from claimbook.vocabulary.measures import MeasureReader
from claimbook.vocabulary.modes import ModeReader
from claimbook.vocabulary.naming import RESERVED
from claimbook.vocabulary.properties import PropertyReader
from claimbook.vocabulary.scales import read_scales
from claimbook.vocabulary.sections import declared
from claimbook.vocabulary.signatures import SignatureReader
from claimbook.vocabulary.units import read_units
from claimbook.vocabulary.vocabulary import ARMS, StudyFacts, Vocabulary

KEYS = (
    "title",
    "main",
    "arms",
    "units",
    "dimensions",
    "modes",
    "forms",
    "properties",
    "measures",
    "constraints",
    "studies",
)
SECTIONS = tuple(key for key in KEYS if key not in ("title", "main"))
ESSENTIAL = ("dimensions", "modes", "forms", "properties")
STUDY_KEYS = ("fixed", "size")


def read_vocabulary(node: Node | None, place: Place, sink: Sink) -> Vocabulary | None:
    """The vocabulary a file holds, or None when the file is not even a mapping."""
    top = fields_of(node, "the vocabulary", sink, place)
    if top is None:
        return None
    top.only(KEYS)
    return _without_sections(top) if _is_lost(top) else _read(top, sink)


def _is_lost(top: Fields) -> bool:
    """Whether a section may stand there under another key, or does in another shape."""
    misshapen = any(key in top and not _is_mapping(top.get(key)) for key in SECTIONS)
    strays = any(_is_mapping(node) for key, node in top.node.entries.items() if key not in KEYS)
    return misshapen or (strays and any(key not in top for key in ESSENTIAL))


def _without_sections(top: Fields) -> Vocabulary:
    """Where a section is lost, all that refers to it would be called wrong: nothing more is said."""
    for key in SECTIONS:
        top.mapping(key)
    return Vocabulary(doubts=Doubts(everything=True))


def _read(top: Fields, sink: Sink) -> Vocabulary:
    doubting = Doubting(sink)
    units = read_units(top)
    graphs, measures = GraphReader(sink), MeasureReader(units)
    dimensions = graphs.read_dimensions(top, doubting)
    names = _readable(declared(top, "properties"))
    modes = ModeReader(top, doubting)
    arms = read_arms(top, graphs, doubting)
    signatures = SignatureReader((*dimensions, *names, *arms.names), _declared(top), doubting)
    properties = PropertyReader(dimensions, graphs, measures, signatures, modes).read_all(top, names, doubting)
    effect, moderation = signatures.read_forms(top)
    constraints = ConstraintReader(properties, graphs, measures, sink).read_all(top, dimensions)
    scales = read_scales(top, doubting)
    studies = _studies(top, signatures, properties)
    signatures.report_undeclared(top)
    return Vocabulary(
        title=top.text("title", required="Say what the knowledge base is about."),
        main=arms.main,
        arm_dimension=arms.dimension,
        controls=arms.controls,
        graphs=graphs.graphs,
        dimensions=dimensions,
        properties=properties,
        modes=modes.modes,
        effect=effect,
        moderation=moderation,
        measures=scales.by_measure,
        measure_labels=scales.labels,
        constraints=constraints,
        units=units,
        studies=studies,
        doubts=doubting.doubts(),
    )


def _studies(top: Fields, signatures: SignatureReader, properties: Collection[str]) -> StudyFacts:
    fields = top.mapping("studies")
    if fields is None:
        return StudyFacts()
    fields.only(STUDY_KEYS)
    size = fields.word("size", properties, nothing=none_declared("properties"))
    return StudyFacts(signatures.names(fields, "fixed"), size)


def _readable(properties: Mapping[str, Node]) -> tuple[str, ...]:
    """The names of properties that will be read, which properties may name before they are."""
    return tuple(name for name, node in properties.items() if _is_mapping(node) and name not in RESERVED)


def _declared(top: Fields) -> Collection[str]:
    """What may be named in signatures, even if it cannot be used for being broken."""
    return {*declared(top, "dimensions"), *declared(top, "properties"), *(ARMS if "arms" in top else ())}


def _is_mapping(node: Node | None) -> bool:
    return isinstance(node, MappingNode)
