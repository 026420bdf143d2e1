"""Reading what forms and properties are about, what may explain differences, and what disputes are named by."""

import re
from collections.abc import Collection

from claimbook.reading.fields import Fields
from claimbook.reading.nodes import Scalar
from claimbook.reading.spelling import suggestion
from claimbook.rules import report
from claimbook.vocabulary.doubts import Doubting
from claimbook.vocabulary.faults import is_known, report_inconsistent, report_unknown
from claimbook.vocabulary.vocabulary import Signature

FORMS = ("effect", "moderation")
FORM_KEYS = ("subject", "moderators", "id_from", "question")
_SLOT = re.compile(r"\{([^{}]*)\}")


class SignatureReader:
    """Reads signatures against the names that may be ``usable`` there, and those ``declared``, be it unsoundly."""

    def __init__(self, usable: Collection[str], declared: Collection[str], doubting: Doubting) -> None:
        self._usable = usable
        self._declared = declared
        self._doubting = doubting
        self._undeclared: dict[str, list[tuple[Scalar, str]]] = {}

    def read(self, name: str, fields: Fields) -> Signature:
        """What a form or property knows; without its subject it cannot be told what a claim is about."""
        listed = fields.texts("subject")
        subject, moderators = self.names(fields, "subject"), self.names(fields, "moderators")
        missing = (text for text in fields.texts("moderators") if text in self._undeclared)
        self._doubting.rests_on[name] = (*listed, *missing)
        _check_apart(fields, listed)
        parts = (text for text in fields.scalars("id_from") if is_known(text, "id_from", listed, fields.sink))
        id_from = tuple(text.text for text in parts) or listed
        question = _question(fields, listed, id_from)
        return Signature(subject, moderators, tuple(key for key in id_from if key in subject), question)

    def read_forms(self, top: Fields) -> tuple[Signature, ...]:
        """Of each form in turn."""
        section = top.mapping("forms")
        if section is None:
            return tuple(Signature() for _ in FORMS)
        section.only(FORMS)
        return tuple(self._form(section, name) for name in FORMS)

    def names(self, fields: Fields, key: str) -> tuple[str, ...]:
        """The dimensions and properties that a key lists; what nothing declares is kept, to be told of once."""
        listed = fields.scalars(key)
        for name in listed:
            if name.text not in self._usable and name.text not in self._declared:
                self._undeclared.setdefault(name.text, []).append((name, key))
        return tuple(name.text for name in listed if name.text in self._usable)

    def report_undeclared(self, fields: Fields) -> None:
        """One error for a name that nothing declares, wherever it stands first."""
        for name, places in self._undeclared.items():
            first, key = places[0]
            more = f" It stands in {len(places) - 1} more places." if len(places) > 1 else ""
            way = suggestion(name, self._usable) + more
            report(fields.sink, "CB108", first.place, text=name, dimension=key, suggestion=way)
        self._doubting.names.update(self._undeclared)

    def _form(self, section: Fields, name: str) -> Signature:
        with self._doubting.reading(name):
            fields = section.mapping(name)
            if fields is None:
                return Signature()
            fields.what = f"the form '{name}'"
            fields.only(FORM_KEYS)
            return self.read(name, fields)


def _check_apart(fields: Fields, subject: Collection[str]) -> None:
    """What is talked about cannot explain why it is told otherwise."""
    for text in fields.scalars("moderators"):
        if text.text in subject:
            what = f"'{text.text}' is both subject and moderator of {fields.what}"
            report_inconsistent(fields.sink, text.place, what, "List it once.")


def _question(fields: Fields, subject: tuple[str, ...], named: tuple[str, ...]) -> str:
    """A question with ``{dimension}`` in it; '' when it cannot be put: only what names a dispute is known of it."""
    text = fields.text("question")
    unknown = [name for name in _SLOT.findall(text) if name not in (*named, "moderator")]
    for name in unknown:
        if name in subject:
            way = f"List '{name}' under 'id_from' as well, or leave it out of the question."
            fields.unreadable("question", f"'{name}' does not name what is asked about", way)
        else:
            report_unknown(fields.sink, fields.place_of("question"), name, "subject", (*named, "moderator"))
    if re.search(r"[{}]", _SLOT.sub("", text)):
        fields.unreadable("question", "a brace has no partner", "Write '{dimension}', or no brace at all.")
        return ""
    return "" if unknown else text
