"""What a formula within a line says: its numbers, units and words, without the commands of TeX."""

import re
from collections.abc import Iterator

_PARTS = re.compile(
    r"(?P<spoken>\\[%$&#])"
    r"|(?P<gap>\\[,;:! >]|\\q?quad\b|~|\}\s*\{)"
    r"|(?P<silent>\\[A-Za-z]+\*?|\\.|(?:_|(?<=[A-Za-z])\^|(?<=[A-Za-z]\})\^)(?:\{[^{}]*\}|\\?\w)|[{}])"
    r"|(?P<word>[^\\{}_~^]+|[_^\\])"
)


def words_of(tex: str) -> Iterator[str]:
    """Pieces of text in the order in which they are read, each as it is written, and a blank for every gap.

    What stands below the line is part of a name, and so is what stands above a letter: $m^2$ is no 2. Above a number
    it is a power, which is left as it is.
    """
    for part in _PARTS.finditer(tex):
        if part["gap"]:
            yield " "
        elif part["spoken"]:
            yield part["spoken"][1:]
        elif part["word"]:
            yield part["word"]
