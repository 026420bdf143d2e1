"""Reading dates."""

from claimbook.reading.fields import Fields
from claimbook.vocabulary.dates import parse_edtf
from claimbook.vocabulary.values import EXAMPLES, Type


def date_of(fields: Fields, key: str, *, required: str = "") -> str:
    """The EDTF date of a key; '' when it is not there or is none. ``required`` says what to write if it must be."""
    text = fields.text(key, required=required)
    if text and parse_edtf(text) is None:
        fields.unreadable(key, f"'{text}' is not a date in EDTF", EXAMPLES[Type.DATE])
        return ""
    return text
