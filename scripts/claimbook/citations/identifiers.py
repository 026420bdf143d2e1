"""Numbers and addresses of works: how they are written, and their check digits.

Each function takes the text of a field and gives ``None`` or an ``IdentifierFault``. Nothing is looked up:
a well-formed number may still be another work's.
"""

import re
from collections.abc import Callable
from functools import cache
from typing import NamedTuple


class IdentifierFault(NamedTuple):
    """Why a value cannot be right, and how it is written."""

    why: str
    way: str


Check = Callable[[str], IdentifierFault | None]

_DOI_PREFIX = re.compile(r"(?:https?://)?(?:dx\.)?doi\.org/|doi:\s*", re.IGNORECASE)


@cache
def _pattern(text: str) -> re.Pattern[str]:
    """A pattern, compiled when the first value asks for it."""
    return re.compile(text)


def _fits(pattern: str, text: str) -> re.Match[str] | None:
    return _pattern(pattern).fullmatch(text)


# DOI


def plain_doi(text: str) -> str:
    """A DOI for comparison: no address before it, small letters."""
    return _DOI_PREFIX.sub("", text.strip(), count=1).lower()


def doi(text: str) -> IdentifierFault | None:
    if _DOI_PREFIX.match(text):
        bare = _DOI_PREFIX.sub("", text, count=1)
        return IdentifierFault(f"'{text}' has an address before the DOI", f"Write '{bare}'.")
    if "\\" in text or "{" in text:
        plain = _pattern(r"[{}\\]").sub("", text)
        return IdentifierFault(f"'{text}' has TeX in it", f"Write '{plain}'.")
    if _fits(r"10\.[0-9]{4,9}(?:\.[0-9]+)*/[^\s\x00-\x1f]*[^\s\x00-\x1f.,;]", text) is None:
        return IdentifierFault(
            f"'{text}' is not a DOI", "A DOI begins with 10., a number and a slash, and has no blanks."
        )
    return _numbers_within(text)


def _numbers_within(text: str) -> IdentifierFault | None:
    """The ISSN or ISBN that many publishers build their DOIs from."""
    journal = _pattern(r"/(?:S|\(SICI\))?([0-9]{4}-[0-9]{3}[0-9X])(?=\(|$)").search(text)
    book = _pattern(r"/(97[89](?:-?[0-9]){10})(?![0-9])").search(text)
    for match, check, what in ((journal, issn, "ISSN"), (book, isbn, "ISBN")):
        if match and check(match[1]) is not None:
            return IdentifierFault(f"'{text}' is built on the {what} {match[1]}, whose check digit is wrong", _COPY)
    return None


_COPY = "Compare it with the work, digit by digit."


# Numbers with check digits


def isbn(text: str) -> IdentifierFault | None:
    for one in _pattern(r"\s*[,;]\s*").split(text):
        digits = one.upper().replace("-", "").replace(" ", "")
        if _fits(r"97[89][0-9]{10}", digits):
            wrong = sum(int(d) * (3 if i % 2 else 1) for i, d in enumerate(digits)) % 10
        elif _fits(r"[0-9]{9}[0-9X]", digits):
            wrong = _modulo_11(digits)
        else:
            return IdentifierFault(f"'{one}' is not an ISBN", "Write its 10 or 13 digits, with or without hyphens.")
        if wrong:
            return IdentifierFault(f"the check digit of '{one}' is wrong", _COPY)
    return None


def issn(text: str) -> IdentifierFault | None:
    for one in _pattern(r"\s*[,;]\s*").split(text):
        if _fits(r"[0-9]{4}-?[0-9]{3}[0-9Xx]", one) is None:
            return IdentifierFault(f"'{one}' is not an ISSN", "Write it like '2049-3630'.")
        if _modulo_11(one.upper().replace("-", "")):
            return IdentifierFault(f"the check digit of '{one}' is wrong", _COPY)
    return None


def _modulo_11(digits: str) -> int:
    """Zero when the weighted sum of ISO 2108 and ISO 3297 comes out, the last digit weighing 1."""
    values = (10 if d == "X" else int(d) for d in reversed(digits))
    return sum(weight * value for weight, value in enumerate(values, 1)) % 11


def cas(text: str) -> IdentifierFault | None:
    """A CAS registry number; its last digit is the sum of the others, weighted from the right, modulo 10."""
    if _fits(r"[1-9][0-9]{1,6}-[0-9]{2}-[0-9]", text) is None:
        return IdentifierFault(f"'{text}' is not a CAS number", "Write it like '58-08-2'.")
    check, *digits = map(int, reversed(text.replace("-", "")))
    if sum(weight * digit for weight, digit in enumerate(digits, 1)) % 10 != check:
        return IdentifierFault(f"the check digit of '{text}' is wrong", _COPY)
    return None


# Other numbers


def pmid(text: str) -> IdentifierFault | None:
    if _fits(r"[1-9][0-9]{0,7}", text):
        return None
    return IdentifierFault(f"'{text}' is not a PMID", "Write the number alone, at most eight digits.")


def pmcid(text: str) -> IdentifierFault | None:
    if _fits(r"PMC[1-9][0-9]{2,8}", text):
        return None
    return IdentifierFault(f"'{text}' is not a PMCID", "Write it like 'PMC3625928'.")


def arxiv(text: str) -> IdentifierFault | None:
    """An identifier of arXiv: since April 2007 by month and number, before that by archive too."""
    new = _fits(r"([0-9]{2})(0[1-9]|1[0-2])\.([0-9]{4,5})(?:v[1-9][0-9]*)?", text)
    if new and int(new[1] + new[2]) >= 704 and len(new[3]) == (5 if int(new[1]) >= 15 else 4):
        return None
    if _fits(r"[a-z]+(?:-[a-z]+)?(?:\.[A-Z]{2})?/[0-9]{2}(?:0[1-9]|1[0-2])[0-9]{3}(?:v[1-9][0-9]*)?", text):
        return None
    return IdentifierFault(f"'{text}' is not an arXiv identifier", "Write it like '2103.01234' or 'hep-th/9901001'.")


# Numbers of trials by how they begin: what must follow.
_REGISTERS = {
    "NCT": r"[0-9]{8}",
    "ISRCTN": r"[0-9]{8}",
    "ACTRN": r"126[0-9]{11}",
    "DRKS": r"[0-9]{8}",
    "ChiCTR": r"[-A-Z]*[0-9]{8,10}",
    "CTRI": r"/[0-9]{4}/[0-9]{2,3}/[0-9]{6}",
    "UMIN": r"[0-9]{9}",
    "JPRN-": r"[A-Za-z0-9-]+",
    "jRCT": r"s?[0-9]{9,10}",
    "KCT": r"[0-9]{7}",
    "PACTR": r"[0-9]{15,16}",
    "NTR": r"[0-9]{1,5}",
    "NL": r"[0-9]{1,5}|-OMON[0-9]+",
    "IRCT": r"[0-9]+N[0-9]+",
    "TCTR": r"[0-9]{11}",
    "RBR-": r"[0-9a-z]{6,8}",
    "SLCTR": r"/[0-9]{4}/[0-9]{3}",
    "EUCTR": r"[0-9]{4}-[0-9]{6}-[0-9]{2}(?:-[A-Z]{2,3})?",
    "": r"[0-9]{4}-[0-9]{6}-[0-9]{2}(?:-[0-9]{2})?",  # of the European Union
}


def trial(text: str) -> IdentifierFault | None:
    for one in _pattern(r"\s*[,;]\s*").split(text):
        if not any(one.startswith(name) and _fits(rest, one[len(name) :]) for name, rest in _REGISTERS.items()):
            way = "Write it like 'NCT00000102'; what another register numbers goes into 'note'."
            return IdentifierFault(f"'{one}' is not a number of a trial register known here", way)
    return None


def url(text: str) -> IdentifierFault | None:
    if "\\" in text or "{" in text:
        return IdentifierFault(f"'{text}' has TeX in it", "Write the address as a browser shows it.")
    host = r"(?:\[[0-9A-Fa-f:.]+\]|(?!-)[^\s/?#:@\[\]\"<>.]+(?:\.[^\s/?#:@\[\]\"<>.]+)+)"
    if _fits(rf"(?:https?|ftp)://{host}(?::[0-9]{{1,5}})?(?:[/?#][^\s\x00-\x1f\"<>]*)?", text):
        return None
    return IdentifierFault(
        f"'{text}' is not an address", "Write it in full, like 'https://example.org/page', without blanks."
    )
