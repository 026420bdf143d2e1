"""Reading the words that say how a value is meant, each of a class."""

from claimbook.reading.fields import Fields
from claimbook.rules import report
from claimbook.vocabulary.doubts import Doubting
from claimbook.vocabulary.sections import declared
from claimbook.vocabulary.values import Type
from claimbook.vocabulary.vocabulary import BOUNDS, Mode


class ModeReader:
    """Reads the words, and keeps their classes in ``modes``."""

    def __init__(self, top: Fields, doubting: Doubting) -> None:
        self._declared = declared(top, "modes")
        section = top.mapping("modes", required="Map each word, such as 'recommended', to its class.")
        words = {}
        for word in section.node.entries if section is not None else ():
            assert section is not None
            with doubting.reading(word):
                words[word] = section.word(word, [mode.value for mode in Mode])
        self.modes = {word: Mode(mode) for word, mode in words.items() if mode}

    def listed(self, fields: Fields, type_: Type) -> tuple[str, ...]:
        """The words that go with a property: all of its type where it lists none."""
        fitting = tuple(word for word in self.modes if not self._is_out_of_place(word, type_))
        for text in fields.scalars("modes"):
            if text.text in self._declared and self._is_out_of_place(text.text, type_):
                way = instead_of_bound(self.modes[text.text])
                report(fields.sink, "CB115", text.place, key="modes", text=text.text, suggestion=way)
        words = fields.words("modes", self._declared)
        return tuple(word for word in words if word in fitting) or fitting

    def _is_out_of_place(self, word: str, type_: Type) -> bool:
        return type_ is Type.SESSION_TIME and self.modes.get(word) in BOUNDS


def instead_of_bound(mode: Mode) -> str:
    """The way out where a time around a session is given a bound: two hours before are more than one, and earlier."""
    told = f"'only: {BOUNDS[mode]} 1 h before session'"
    return f"A time around a session is bounded with a word of the class 'only', as in {told}."
