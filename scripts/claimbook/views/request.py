"""What a page asks for: a kind of view, which tells what is got for it, and its options."""

from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from claimbook.manuscript.options import Options

View = TypeVar("View")


@dataclass(frozen=True)
class ViewKind(Generic[View]):
    """A kind of view, by its name."""

    name: str


class Request(NamedTuple, Generic[View]):
    """What a role or directive asks for."""

    kind: ViewKind[View]
    options: Options = Options()
