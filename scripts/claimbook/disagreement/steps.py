"""The steps that lead to a grade. They are put into words when somebody reads them: most never are."""

from collections.abc import Callable, Iterable

Step = str | Callable[[], str]


def said(steps: Iterable[Step]) -> tuple[str, ...]:
    """The steps in words."""
    return tuple(map(say, steps))


def say(step: Step) -> str:
    """One step in words."""
    return step if isinstance(step, str) else step()
