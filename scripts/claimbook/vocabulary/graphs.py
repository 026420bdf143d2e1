"""Reading graphs of terms: the dimensions, and the values of properties that are categories."""

from claimbook.diagnostics import Sink
from claimbook.reading.fields import Fields
from claimbook.reading.nodes import Scalar
from claimbook.rules import report
from claimbook.vocabulary.doubts import Doubting
from claimbook.vocabulary.faults import is_known, report_inconsistent, report_unknown
from claimbook.vocabulary.naming import TERM, matches, slug_like
from claimbook.vocabulary.sections import entries, may_be_called_so
from claimbook.vocabulary.terms import ANY, TermEntry, TermGraph, folded
from claimbook.vocabulary.vocabulary import OUTCOME, UNSTATED

DIMENSION_KEYS = ("label", "siblings", "terms", "note")
TERM_KEYS = ("label", "aliases", "broader", "narrower", "ids", "note", "family", "benefit")
SIBLINGS = ("disjoint", "overlapping")


class GraphReader:
    """Reads graphs, and keeps them by name in ``graphs``."""

    def __init__(self, sink: Sink) -> None:
        self.graphs: dict[str, TermGraph] = {}
        self._sink = sink

    def read_dimensions(self, top: Fields, doubting: Doubting) -> tuple[str, ...]:
        """Read every dimension's; their names."""
        for entry in entries(top, "dimensions", doubting):
            if may_be_called_so(entry, {}, ()):
                entry.fields.only(DIMENSION_KEYS)
                self.read(entry.name, entry.fields)
                if entry.name == OUTCOME:
                    self._check_families(entry.fields)
        return tuple(self.graphs)

    def read(self, name: str, fields: Fields) -> None:
        """Read the graph that a dimension or property declares."""
        disjoint = fields.word("siblings", SIBLINGS, default="disjoint") == "disjoint"
        section = fields.mapping("terms", required="List the terms.")
        terms = [self._term(term, section) for term in section.node.entries] if section is not None else []
        graph = self.graphs[name] = TermGraph(name, fields.text("label") or name, terms, disjoint)
        if section is not None:
            self._check_broader(graph, section)
            self._check_spellings(graph, section)

    def has(self, graph: str, text: Scalar) -> bool:
        """Whether a text is the id of a term; a diagnostic when it is not."""
        return is_known(text, graph, self.graphs[graph].entries, self._sink)

    def _term(self, term: str, section: Fields) -> TermEntry:
        """One term; what cannot be read stays known by its id, so that nobody is told that there is none."""
        fields = section.mapping(term)
        if not matches(term, TERM):
            report(self._sink, "CB111", section.key_place(term), id=term, example=slug_like(term))
        return _entry(term, fields) if fields is not None else TermEntry(term, term)

    def _check_families(self, fields: Fields) -> None:
        """Only outcomes of one family are compared, so each must name its own."""
        terms = fields.mapping("terms")
        for entry in self.graphs[OUTCOME].entries.values():
            if not entry.family and terms is not None:
                way = "Add 'family: ...', one word shared by the outcomes that may be compared with it."
                what = f"the outcome '{entry.id}' has no family"
                report_inconsistent(self._sink, terms.key_place(entry.id), what, way)

    def _check_broader(self, graph: TermGraph, section: Fields) -> None:
        for entry in graph.entries.values():
            for parent in entry.broader:
                if parent not in graph.entries:
                    report_unknown(self._sink, section.place_of(entry.id), parent, graph.name, graph.entries)
        for term in graph.cyclic():
            what = f"'{term}' is broader than itself, by way of its broader terms"
            report_inconsistent(self._sink, section.key_place(term), what, "Break the circle.")

    def _check_spellings(self, graph: TermGraph, section: Fields) -> None:
        seen: dict[str, str] = {}
        for entry in graph.entries.values():
            place = section.key_place(entry.id)
            for spelling in {folded(spelling) for spelling in (entry.id, entry.label, *entry.aliases)}:
                other = seen.setdefault(spelling, entry.id)
                if other != entry.id:
                    what = f"'{spelling}' stands for both '{other}' and '{entry.id}'"
                    report_inconsistent(self._sink, place, what, "Keep the spelling with one term.")
                if spelling in (ANY, UNSTATED):
                    what = f"'{spelling}' has a meaning of its own"
                    report_inconsistent(self._sink, place, what, "Use another spelling.")


def _entry(term: str, fields: Fields) -> TermEntry:
    fields.what = f"term '{term}'"
    fields.only(TERM_KEYS)
    narrower = fields.word("narrower", SIBLINGS)
    ids = fields.mapping("ids")
    return TermEntry(
        id=term,
        label=fields.text("label") or term,
        aliases=fields.texts("aliases"),
        broader=fields.texts("broader"),
        narrower_disjoint=narrower == "disjoint" if narrower else None,
        ids={key: ids.text(key) for key in ids.node.entries} if ids is not None else {},
        note=fields.text("note"),
        family=fields.text("family"),
        benefit=fields.flag("benefit"),
    )
