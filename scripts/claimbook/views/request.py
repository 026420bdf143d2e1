"""What a page asks for: a kind of view and its options."""

from typing import NamedTuple


class Request(NamedTuple):
    """What a role or directive asks for: a kind of view and its options, as ``(name, value)`` pairs."""

    kind: str
    options: tuple[tuple[str, str], ...] = ()

    def get(self, name: str) -> str:
        """The option's value; '' when it was not given."""
        return dict(self.options).get(name, "")
