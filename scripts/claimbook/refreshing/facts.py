"""Taking the facts out of what the registries answer, which may be anything."""

import html
import json
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any
from urllib.parse import quote

from claimbook.refreshing.client import NoAnswerError, Reply
from claimbook.refreshing.registries import Registry
from claimbook.refreshing.snapshot import Facts

NOT_FOUND = 404
MOST_TEXT, MOST_AUTHORS = 2_000, 10_000
# Notices on a work by which it no longer stands; corrections and concerns are none of them.
GONE = frozenset({"retraction", "withdrawal", "removal"})
RETRACTED = "Retracted Publication"
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_STAMP = re.compile(r"\W*(?i:retracted|withdrawn)(?i:\s+(?:article|paper|chapter))?\s*[:.–—]\s+")
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_SUFFIX = re.compile(r"\s+(?:Jr|Sr|1st|2nd|3rd|\d+th)\.?\Z")
_MISSING = "cannot get document summary"

Request = tuple[str, dict[str, str]]


def request(registry: Registry, base: str, identifier: str, mailto: str) -> Request:
    """The address to ask about an identifier, and its parameters."""
    if registry is Registry.CROSSREF:
        return f"{base}/works/{quote(identifier, safe='')}", {"mailto": mailto}
    asked = {"db": "pubmed", "id": identifier, "retmode": "json", "tool": "claimbook", "email": mailto}
    return f"{base}/esummary.fcgi", asked


def facts_in(registry: Registry, identifier: str, reply: Reply) -> Facts | None:
    """What a reply says of the work; None when there is none. Raises NoAnswerError for anything else."""
    if reply.status == NOT_FOUND and registry is Registry.CROSSREF:
        return None
    if not reply.body:
        raise NoAnswerError(f"answers {reply.status}" if reply.status != 200 else "answers with nothing")
    try:
        return _READERS[registry](json.loads(reply.body), identifier)
    except (ValueError, RecursionError) as error:
        raise NoAnswerError("answers with something that is not JSON") from error
    except (KeyError, TypeError, AttributeError, IndexError) as error:
        raise NoAnswerError("answers in a shape that is not understood") from error


# Crossref: https://api.crossref.org/works/{doi}


def _crossref(data: Any, identifier: str) -> Facts:
    work = data["message"]
    if work["DOI"].lower() != identifier:
        raise NoAnswerError(f"answers about another work, {_text(work['DOI'])}")
    title, stamped = _unstamped(_crossref_title(work))
    notice = any(update.get("type") in GONE for update in work.get("update-to") or ())
    gone = any(update.get("type") in GONE for update in work.get("updated-by") or ())
    return Facts(
        title,
        _years(part[0] for name in _DATES for part in (work.get(name) or {}).get("date-parts") or () if part),
        tuple(_text(author["family"]) for author in _some(work.get("author")) if author.get("family")),
        _first(work.get("container-title")),
        # The notice of a retraction often bears the work's title with the same stamp, and stands itself.
        gone or (stamped and not notice),
    )


_DATES = ("issued", "published", "published-print", "published-online")


def _crossref_title(work: Any) -> str:
    title, subtitle = _first(work.get("title")), _first(work.get("subtitle"))
    if not subtitle or subtitle.casefold() in title.casefold():
        return title
    return f"{title}: {subtitle}" if title else subtitle


def _first(texts: Any) -> str:
    return _text(texts[0]) if texts else ""


# PubMed: esummary of the E-utilities, as JSON


def _pubmed(data: Any, identifier: str) -> Facts | None:
    work = data["result"][identifier]
    if "error" in work:
        if _MISSING in str(work["error"]):
            return None
        raise NoAnswerError(f"answers with an error of its own: {_text(str(work['error']))[:100]}")
    if work["uid"] != identifier:
        raise NoAnswerError("answers about another work")
    title, stamped = _unstamped(_text(work["title"]).removesuffix("."))
    return Facts(
        title,
        _years(year for name in ("pubdate", "epubdate") for year in _YEAR.findall(work.get(name) or "")),
        tuple(_family(a["name"]) for a in _some(work.get("authors")) if a.get("authtype", "Author") == "Author"),
        _text(work.get("fulljournalname") or work.get("source") or ""),
        stamped or RETRACTED in (work.get("pubtype") or ()),
    )


def _family(name: str) -> str:
    """The family name of ``van der Berg JA 3rd``: what stands before the initials."""
    words = _SUFFIX.sub("", _text(name)).split(" ")
    return " ".join(words[:-1] if len(words) > 1 and words[-1].isupper() else words)


_READERS: dict[Registry, Callable[[Any, str], Facts | None]] = {Registry.CROSSREF: _crossref, Registry.PUBMED: _pubmed}


# Either


def _unstamped(title: str) -> tuple[str, bool]:
    """A title without the stamp that publishers put before that of a retracted work, and whether it had one."""
    match = _STAMP.match(title)
    return (title[match.end() :], True) if match is not None else (title, False)


def _some(authors: Any) -> Iterator[Any]:
    yield from (authors or [])[:MOST_AUTHORS]


def _years(found: Iterable[Any]) -> tuple[int, ...]:
    """In order and each once; registries send null for a date that they do not know."""
    return tuple(sorted({int(year) for year in found if year is not None}))


def _text(text: str) -> str:
    """Text on one line without markup, control characters and halves of characters; cut where nobody reads on."""
    if not isinstance(text, str):
        raise TypeError(text)
    bare = html.unescape(_TAG.sub("", html.unescape(text)))
    kept = "".join(c if c.isprintable() else " " for c in bare[: 2 * MOST_TEXT])
    return " ".join(kept.split())[:MOST_TEXT]
