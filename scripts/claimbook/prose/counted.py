"""The names of the numbers that pages may show with the role ``number``.

``views.numbers`` counts them for the book; a test holds the two together.
"""

from claimbook.disagreement.grade import Grade
from claimbook.records.sources import Findability
from claimbook.tracing.traces import Trace

_SHARED = (
    "claims", "statements", "typed", "typed-share", "disputes", "open-rulings", "unruled", "retelling", "references",
    *(f"{grade.value}s" for grade in Grade),
    *(f"trace-{trace.value}" for trace in Trace),
)  # fmt: skip
OF_BOOK = frozenset((*_SHARED, "sources", "documents", "studies", "excluded-share"))
OF_SOURCE = frozenset(
    (*_SHARED, "self-contradictions", "trust", *(f"references-{found.value}" for found in Findability))
)
