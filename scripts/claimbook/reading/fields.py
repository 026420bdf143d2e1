"""Taking a mapping apart, key by key, with a diagnostic for whatever does not fit."""

from collections.abc import Collection

from claimbook.capitals import capitalised
from claimbook.diagnostics import Place, Sink
from claimbook.reading.nodes import Mapping, Node, Scalar, Sequence, kind
from claimbook.reading.spelling import NOTHING, is_slip, nearest, suggestion
from claimbook.rules import report

_PAIRS = "Write 'key: value' pairs."


class Fields:
    """The keys of one mapping. ``what`` names the mapping to people ("claim 'x'")."""

    __slots__ = ("node", "sink", "what")

    def __init__(self, node: Mapping, what: str, sink: Sink) -> None:
        self.node = node
        self.what = what
        self.sink = sink

    @property
    def place(self) -> Place:
        return self.node.place

    @property
    def heading(self) -> str:
        """``what`` at the start of a sentence."""
        return capitalised(self.what)

    def call(self, what: str, key: str) -> None:
        """Name the mapping to people by what stands under one of its keys, if anything does."""
        node = self.get(key)
        if isinstance(node, Scalar) and (name := node.text.strip()):
            self.what = f"{what} '{name}'"

    def __contains__(self, key: str) -> bool:
        return key in self.node.entries

    def get(self, key: str) -> Node | None:
        return self.node.entries.get(key)

    def place_of(self, key: str) -> Place:
        """Where the key's value stands, or the mapping when there is no such key."""
        node = self.get(key)
        return node.place if node is not None else self.place

    def key_place(self, key: str) -> Place:
        return self.node.key_place(key)

    def only(self, known: Collection[str], spared: Collection[str] = ()) -> None:
        """Report every key that is not known, unless it is to be spared.

        One that is a slip away from a missing key is read as that key.
        """
        unknown = [key for key in self.node.entries if key not in known and key not in spared]
        for key in unknown:
            missing = [other for other in known if other not in self]
            meant = nearest(key, missing)
            way = suggestion(key, known if meant is None else missing)
            report(self.sink, "CB106", self.key_place(key), key=key, what=self.what, suggestion=way)
            if meant is not None and is_slip(key.casefold(), meant):
                self._rename(key, meant)

    def _rename(self, key: str, meant: str) -> None:
        """Read a key as another, where it stands."""
        node = self.node
        entries = {meant if name == key else name: value for name, value in node.entries.items()}
        marks = {meant if name == key else name: mark for name, mark in node.marks.items()}
        self.node = Mapping(entries, marks, node.mark)

    def require(self, key: str, way: str) -> bool:
        if key in self:
            return True
        report(self.sink, "CB107", self.place, what=self.heading, key=key, way=way)
        return False

    def text(self, key: str, *, required: str = "") -> str:
        """The text of a key; '' when it is not there. ``required`` says what to write if it must be."""
        node = self.node.entries.get(key)
        if isinstance(node, Scalar) and (text := node.text.strip()):
            return text
        if node is None:
            if required:
                self.require(key, required)
        elif self.scalar(key, node) is not None:
            way = required or "Give it a value or leave it out."
            report(self.sink, "CB107", node.place, what=self.heading, key=key, way=way)
        return ""

    def word(
        self, key: str, allowed: Collection[str], *, default: str = "", required: str = "", nothing: str = NOTHING
    ) -> str:
        """One of the words allowed; the default when absent or wrong. ``nothing`` is said where none is allowed."""
        text = self.text(key, required=required)
        if not text or text in allowed:
            return text or default
        self._refuse_word(key, text, self.place_of(key), suggestion(text, allowed, nothing))
        return default

    def words(self, key: str, allowed: Collection[str]) -> list[str]:
        """Those words of a list that are allowed."""
        found = []
        for scalar in self.scalars(key):
            if scalar.text in allowed:
                found.append(scalar.text)
            else:
                self._refuse_word(key, scalar.text, scalar.place, suggestion(scalar.text, allowed))
        return found

    def _refuse_word(self, key: str, text: str, place: Place, way: str) -> None:
        report(self.sink, "CB115", place, key=key, text=text, suggestion=way)

    def flag(self, key: str, *, default: bool = False) -> bool:
        """Whether ``yes`` or ``no`` is said."""
        return self.word(key, ("yes", "no"), default="yes" if default else "no") == "yes"

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts, or one text standing for a list of one."""
        return tuple(scalar.text for scalar in self.scalars(key))

    def scalars(self, key: str) -> tuple[Scalar, ...]:
        """The same texts with their places."""
        node = self.node.entries.get(key)
        if node is None:
            return ()
        items = node.items if isinstance(node, Sequence) else [node]
        return tuple(s for s in (self.scalar(key, item) for item in items) if s is not None and s.text.strip())

    def mapping(self, key: str, *, required: str = "") -> "Fields | None":
        """The mapping under a key."""
        if key not in self and not (required and self.require(key, required)):
            return None
        node = self.get(key)
        if isinstance(node, Mapping):
            return Fields(node, f"'{key}' of {self.what}", self.sink)
        if node is not None:
            self._shape(key, node, "a mapping", _PAIRS)
        return None

    def members(self, key: str, *, required: str = "") -> list[Node]:
        """The items of a list under a key."""
        if key not in self and not (required and self.require(key, required)):
            return []
        node = self.get(key)
        if isinstance(node, Sequence):
            return node.items
        if node is not None:
            self._shape(key, node, "a list", "Start each item with '- '.")
        return []

    def scalar(self, key: str, node: Node | None) -> Scalar | None:
        """The node as a scalar, or a diagnostic."""
        if isinstance(node, Scalar):
            return node
        if node is not None:
            self._shape(key, node, "a single value", "Write one value after the colon.")
        return None

    def unreadable(self, key: str, why: str, way: str) -> None:
        """Report that what stands under a key cannot be read."""
        report(self.sink, "CB109", self.place_of(key), key=key, why=why, way=way)

    def _shape(self, key: str, node: Node, wanted: str, way: str) -> None:
        report(self.sink, "CB105", node.place, what=f"'{key}'", wanted=wanted, found=kind(node), way=way)


def fields_of(node: Node | None, what: str, sink: Sink, place: Place) -> Fields | None:
    """The mapping a file or list item must be, or a diagnostic."""
    if isinstance(node, Mapping):
        return Fields(node, what, sink)
    found = kind(node) if node is not None else "empty"
    place = node.place if node is not None else place
    report(sink, "CB105", place, what=capitalised(what), wanted="a mapping", found=found, way=_PAIRS)
    return None
