"""How the page of references sets an entry: pybtex's plain style, content with what an entry has.

Besides what BibTeX knows it shows the numbers of a work in PubMed and of its trial, whether the work still stands,
and what nobody saw of it.
"""

from typing import Any

from pybtex.plugin import find_plugin, register_plugin
from pybtex.style.formatting.plain import Style as PlainStyle
from pybtex.style.template import field, href, join, optional, sentence, tag
from sphinx.environment import BuildEnvironment

from claimbook.citations.fields import STANDINGS
from claimbook.telling.labels import SourceNames
from claimbook.telling.phrases import not_given

NAME = "claimbook"
_BACKENDS = ("docutils", "plaintext")
_PUBMED = "https://pubmed.ncbi.nlm.nih.gov/{}/"
_CENTRAL = "https://pmc.ncbi.nlm.nih.gov/articles/{}/"
# Registers of trials by how their numbers begin; others are named without a link.
_REGISTERS = {"NCT": "https://clinicaltrials.gov/study/{}", "ISRCTN": "https://www.isrctn.com/{}"}


class BookStyle(PlainStyle):  # type: ignore[misc]
    """A missing author is left out; the check, not the page, complains of it."""

    def format_names(self, role: str, as_sentence: bool = True) -> Any:
        return optional[super().format_names(role, as_sentence)]

    def format_web_refs(self, e: Any) -> Any:
        """Addresses and numbers, then what a reader must know before relying on the entry."""
        addresses = (self._visited(e), self.format_eprint(e), self.format_pubmed(e))
        numbers = [*(optional[one] for one in addresses), *_numbers(e.fields), optional[self.format_doi(e)]]
        found = [sentence[numbers]]
        if e.fields.get("status") in STANDINGS:
            found.append(sentence[tag("strong")[f"This work {STANDINGS[e.fields['status']]}"]])
        if "unseen" in e.fields:
            found.append(sentence[not_given(map(str.strip, e.fields["unseen"].split(",")))])
        return join(sep=" ")[found]

    def _visited(self, e: Any) -> Any:
        return join[self.format_url(e), optional[" (visited on ", field("urldate"), ")"]]


def _numbers(fields: Any) -> list[Any]:
    """The numbers by which a work or its trial can be looked up, as links."""
    told = []
    if "pmid" in fields:
        told.append(href(_PUBMED.format(fields["pmid"]))[f"PMID {fields['pmid']}"])
    if "pmcid" in fields:
        told.append(href(_CENTRAL.format(fields["pmcid"]))[fields["pmcid"]])
    trials = [number.strip() for number in fields.get("trial", "").replace(";", ",").split(",") if number.strip()]
    return told + [_trial(number) for number in trials]


def _trial(number: str) -> Any:
    address = next((link for begins, link in _REGISTERS.items() if number.startswith(begins)), "")
    return href(address.format(number))[f"Trial {number}"] if address else join[f"Trial {number}"]


def letter_years(env: BuildEnvironment, names: SourceNames) -> None:
    """Tell works of the same authors and year apart in citations as everywhere else: ``2013a``."""
    for key, entry in env.get_domain("cite").bibdata.data.entries.items():  # type: ignore[attr-defined]
        year = names.entries[key].fields.get("year", "") if key in names.entries else ""
        end = names.get(key, "").rpartition(" ")[2]
        if year and end.startswith(year):
            entry.fields["year"] = end


def add_style() -> None:
    """Make the style known to pybtex as ``claimbook``; and what sets citations, or each would look for it again.

    pybtex looks through all installed packages for whatever nobody has told it of.
    """
    register_plugin("pybtex.style.formatting", NAME, BookStyle, force=True)
    for name in _BACKENDS:
        register_plugin("pybtex.backends", name, find_plugin("pybtex.backends", name), force=True)
