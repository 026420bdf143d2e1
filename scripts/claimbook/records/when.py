"""Reading under which values of a moderator an effect changes: one value, or the more the stronger."""

from collections.abc import Mapping

from claimbook.reading.fields import Fields
from claimbook.records.values import ValueReader
from claimbook.vocabulary.values import Type, Value
from claimbook.vocabulary.vocabulary import UNSTATED, Vocabulary

MORE, EARLIER, HIGHER = ORDERED = ("more", "earlier", "higher")
# The words for the order of each type of property, the first standing for all.
ORDERS: Mapping[Type, tuple[str, ...]] = {
    Type.QUANTITY: (HIGHER, MORE),
    Type.COUNT: (MORE, HIGHER),
    Type.PROPORTION: (HIGHER, MORE),
    Type.DATE: (EARLIER,),
    Type.SESSION_TIME: (EARLIER,),
}


def read_when(fields: Fields, moderator: str, vocabulary: Vocabulary, values: ValueReader) -> Value | str | None:
    """What stands under ``when``; None when it is missing or (with a diagnostic) says nothing of the moderator."""
    text = fields.text("when", required="Say under which value of the moderator.")
    if not text or not moderator:
        return None
    if text in ORDERED:
        return _in_order(text, moderator, fields, vocabulary)
    if text == UNSTATED:
        way = f"Name a value of '{moderator}', or one of {', '.join(ORDERED)}."
        fields.unreadable("when", f"'{UNSTATED}' says nothing", way)
    return values.of_scope(moderator, fields, fields.get("when"))


def _in_order(word: str, moderator: str, fields: Fields, vocabulary: Vocabulary) -> str | None:
    """``more`` of a count and ``higher`` of any other number, one word for each, so that claims meet."""
    prop = vocabulary.properties.get(moderator)
    allowed = ORDERS.get(prop.type, ()) if prop is not None else ()
    if word in allowed:
        return allowed[0]
    why = f"'{moderator}' is not ordered that way"
    words = f"'{allowed[0]}' or a value" if allowed else "a value"
    fields.unreadable("when", why, f"Write {words} of '{moderator}'.")
    return None
