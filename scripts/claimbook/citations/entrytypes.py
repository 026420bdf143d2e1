"""What an entry of each type must have, after BibTeX's own types and biblatex's, and what may be told as not seen."""

from claimbook.citations.bibliography import Bibliography, Entry
from claimbook.reading.spelling import is_slip

Wanted = tuple[tuple[str, ...], ...]

# Any one of a group will do.
_AUTHOR, _TITLE = ("author",), ("title",)
_BY = ("author", "editor")
_BY_ANY = ("author", "editor", "organization", "institution", "publisher")
_YEAR = ("year", "date", "pubstate")
_IN_BOOK = ("booktitle", "maintitle")
_JOURNAL = ("journal", "journaltitle")
_SCHOOL = ("school", "institution")
_FROM = ("url", "doi", "eprint")
_HOUSE = ("publisher", "organization", "institution")

_BOOK: Wanted = (_BY, _TITLE, _HOUSE, _YEAR)
_PART: Wanted = (_AUTHOR, _TITLE, _IN_BOOK, _YEAR)
_COLLECTION: Wanted = (_TITLE, _YEAR)
_THESIS: Wanted = (_AUTHOR, _TITLE, _SCHOOL, _YEAR)
_ONLINE: Wanted = (_TITLE, _FROM)
_DATA: Wanted = (_BY_ANY, _TITLE, _YEAR)
ONLINE_TYPES = ("online", "electronic", "www")
_REQUIRED: dict[str, Wanted] = {
    "article": (_AUTHOR, _TITLE, _JOURNAL, _YEAR),
    "book": _BOOK,
    "mvbook": _BOOK,
    "booklet": (_TITLE,),
    "inbook": (_BY, _TITLE, ("chapter", "pages", "booktitle"), ("publisher", "booktitle"), _YEAR),
    "bookinbook": _PART,
    "suppbook": _PART,
    "incollection": _PART,
    "suppcollection": _PART,
    "inreference": (_TITLE, _IN_BOOK, _YEAR),
    "inproceedings": _PART,
    "conference": _PART,
    "collection": _COLLECTION,
    "mvcollection": _COLLECTION,
    "proceedings": _COLLECTION,
    "mvproceedings": _COLLECTION,
    "reference": _COLLECTION,
    "mvreference": _COLLECTION,
    "periodical": _COLLECTION,
    "suppperiodical": (_AUTHOR, _TITLE, _JOURNAL, _YEAR),
    "manual": (_TITLE,),
    "mastersthesis": _THESIS,
    "phdthesis": _THESIS,
    "thesis": _THESIS,
    "techreport": (_BY_ANY, _TITLE, ("institution",), _YEAR),
    "report": (_BY_ANY, _TITLE, ("institution", "organization", "publisher"), _YEAR),
    "unpublished": (_AUTHOR, _TITLE, ("note", *_YEAR)),
    "patent": (_BY_ANY, _TITLE, ("number",), _YEAR),
    "dataset": _DATA,
    "software": _DATA,
    "misc": (_TITLE,),
    **dict.fromkeys(ONLINE_TYPES, _ONLINE),
}
_NO_WORK = ("set", "xdata")  # hold other entries together
KNOWN_TYPES = frozenset((*_REQUIRED, *_NO_WORK))


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


# What the types have besides, in BibTeX, in biblatex or here, and what programs that keep references add.
_FIELDS = _names(
    """
    author editor title journal journaltitle booktitle maintitle publisher institution organization school year date
    volume number series edition pages pagetotal chapter part month note howpublished address location type key
    doi url urldate isbn issn isrn ismn eprint eprinttype eprintclass archiveprefix primaryclass pmid pmcid cas trial
    crossref xref xdata related relatedtype relatedstring entryset ids keywords keyword abstract annote annotation
    notes comment file pdf library label language langid hyphenation pubstate status unseen version volumes issue
    subtitle titleaddon shorttitle booksubtitle booktitleaddon mainsubtitle maintitleaddon journalsubtitle
    issuetitle issuesubtitle eventtitle eventdate eventtitleaddon venue origdate origlanguage origlocation
    origpublisher origtitle reprinttitle indextitle shortjournal shortseries shorthand translator annotator
    commentator introduction foreword afterword bookauthor holder editora editorb editorc editoratype editorbtype
    editorctype editortype nameaddon authortype shortauthor shorteditor addendum bookpagination pagination
    copyright issuedate numpages articleno day options presort sortkey sortname sorttitle sortyear gender
    usera userb userc userd usere userf verba verbb verbc lista listb listc listd liste listf
    """
)

# What ``unseen`` may list, and how the book names it. Two words are no fields: the authors after the first ones, and
# the end of a title that was seen cut off.
NOT_SEEN = {
    "author": "authors",
    "coauthors": "the other authors",
    "editor": "editors",
    "title": "title",
    "titleend": "the end of the title",
    "journal": "journal",
    "booktitle": "title of the book",
    "publisher": "publisher",
    "institution": "institution",
    "school": "school",
    "year": "year",
    "volume": "volume",
    "number": "number of the issue",
    "pages": "pages",
    "chapter": "chapter",
    "doi": "DOI",
    "pmid": "PMID",
    "isbn": "ISBN",
    "url": "address",
    "urldate": "the day of reading",
}


def missing(entry: Entry, bibliography: Bibliography) -> list[tuple[str, ...]]:
    """What an entry lacks that its type asks for and that it does not list as not seen: any one of each will do."""
    there = {*_given(entry), *entry.unseen}
    parent = bibliography.entries.get(entry.fields.get("crossref", ""))
    if parent is not None:
        there |= {*_given(parent), "booktitle"}
    return [group for group in _REQUIRED.get(entry.type, ()) if there.isdisjoint(group)]


def _given(entry: Entry) -> set[str]:
    return {name for name in (*entry.fields, *entry.names) if name in entry}


def slips(entry: Entry) -> dict[str, str]:
    """Fields that nothing reads and whose names are one slip away from known ones that are not there.

    The name that seems meant leads to the one that is written.
    """
    given = _given(entry)
    meant = sorted(_FIELDS.difference(given, entry.unseen))
    return {known: name for name in sorted(given - _FIELDS) for known in meant if is_slip(name, known)}


def any_of(group: tuple[str, ...]) -> str:
    """Alternatives in words."""
    told = [f"'{name}'" for name in group]
    return told[0] if len(told) == 1 else f"{', '.join(told[:-1])} or {told[-1]}"


def lacks_day(entry: Entry) -> bool:
    """Whether an entry is of something online and does not say when it was read."""
    online = entry.type in ONLINE_TYPES or (entry.type == "misc" and "url" in entry and "doi" not in entry)
    return online and "urldate" not in entry and "urldate" not in entry.unseen
