"""Reading the words that say how a value is meant, each of a class."""

from claimbook.reading.fields import Fields
from claimbook.vocabulary.doubts import Doubting
from claimbook.vocabulary.sections import declared
from claimbook.vocabulary.vocabulary import Mode


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

    def listed(self, fields: Fields) -> tuple[str, ...]:
        """The words that go with a property: all where it lists none."""
        words = fields.words("modes", self._declared)
        return tuple(word for word in words if word in self.modes) or tuple(self.modes)
