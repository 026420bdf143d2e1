"""The check that the book is built on: one that was made already, or one of our own."""

import os
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.config import Config

from claimbook.book import ALLOW_VARIABLE, Asked
from claimbook.check import Result, check
from claimbook.layout import archive_folder


def result_of(app: Sphinx) -> Result:
    """The check's result."""
    asked = _asked(app.config)
    if asked is not None:
        return asked().result
    return check((Path(app.confdir) / app.config.claimbook_root).resolve(), archive_folder(None))


def archive_of(config: Config) -> Path | None:
    """The archive whose passages the book shows."""
    asked = _asked(config)
    return asked().archive if asked is not None else archive_folder(None)


def allows_unruled(config: Config) -> bool:
    """Whether the book may be built although disputes wait for a ruling."""
    asked = _asked(config)
    return asked().allow_unruled if asked is not None else os.environ.get(ALLOW_VARIABLE, "") not in ("", "0")


def _asked(config: Config) -> Asked | None:
    asked: Asked | None = config.claimbook_checked
    return asked
