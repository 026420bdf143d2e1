"""The options of a directive, as text."""


class Options(tuple[tuple[str, str], ...]):
    """Options as ``(name, value)`` pairs."""

    __slots__ = ()

    def get(self, name: str) -> str:
        """The option's value; '' when it was not given."""
        return dict(self).get(name, "")

    def listed(self, name: str) -> list[str]:
        """The parts of the option's value."""
        return listed(self.get(name))

    def without(self, *names: str) -> "Options":
        """The other options."""
        return Options(option for option in self if option[0] not in names)


def listed(text: str) -> list[str]:
    """The parts of a list separated by commas."""
    return [part for part in (" ".join(p.split()) for p in text.split(",")) if part]
