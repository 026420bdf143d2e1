"""Reading under which values of a moderator an effect changes: one value, or the more the stronger."""

from collections.abc import Mapping

from claimbook.diagnostics import Sink
from claimbook.reading.fields import Fields
from claimbook.records.values import ValueReader
from claimbook.rules import report
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


def read_when(
    fields: Fields, moderator: str, vocabulary: Vocabulary, values: ValueReader, sink: Sink
) -> Value | str | None:
    """What stands under ``when``; None when it is missing or (with a diagnostic) says nothing of the moderator."""
    text = fields.text("when", required="Say under which value of the moderator.")
    if not text or not moderator:
        return None
    if text in ORDERED:
        return _in_order(text, moderator, fields, vocabulary, sink)
    if text == UNSTATED:
        way = f"Name a value of '{moderator}', or one of {', '.join(ORDERED)}."
        report(sink, "CB109", fields.place_of("when"), key="when", why=f"'{UNSTATED}' says nothing", way=way)
    return values.of_scope(moderator, fields, fields.get("when"))


def _in_order(word: str, moderator: str, fields: Fields, vocabulary: Vocabulary, sink: Sink) -> str | None:
    """``more`` of a count and ``higher`` of any other number, one word for each, so that claims meet."""
    prop = vocabulary.properties.get(moderator)
    allowed = ORDERS.get(prop.type, ()) if prop is not None else ()
    if word in allowed:
        return allowed[0]
    why = f"'{moderator}' is not ordered that way"
    words = f"'{allowed[0]}' or a value" if allowed else "a value"
    report(sink, "CB109", fields.place_of("when"), key="when", why=why, way=f"Write {words} of '{moderator}'.")
    return None
