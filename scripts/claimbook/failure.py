"""A call that cannot be carried out, for a reason that the person who made it can see to."""


class CallError(Exception):
    """What went wrong (the message) and the way out, both for people."""

    def __init__(self, what: str, way: str = "") -> None:
        super().__init__(what)
        self.way = way
