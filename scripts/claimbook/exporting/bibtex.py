"""What is cited as BibTeX."""

from io import StringIO
from typing import Any

from claimbook.characters import acts
from claimbook.check import Result
from claimbook.exporting.works import entries


def as_bibtex(result: Result) -> str:
    """The entries of all cited works; their texts are LaTeX as they stand in the bibliography.

    What would act on a terminal, and has no place in a bibliography, becomes a space.
    """
    from pybtex.database import BibliographyData
    from pybtex.database.output.bibtex import Writer

    class Verbatim(Writer):  # type: ignore[misc]
        """Writes texts as they were read: they are LaTeX already, and addresses must not become it."""

        def _encode(self, text: str) -> str:
            return text

    written = StringIO()
    writer: Any = Verbatim()
    writer.write_stream(BibliographyData(entries(result)), written)
    return "".join(" " if c not in "\t\n" and acts(c) else c for c in written.getvalue())
