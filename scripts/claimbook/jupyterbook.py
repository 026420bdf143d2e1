"""Running Sphinx as Jupyter Book sets it up."""

import gc
from collections.abc import Iterator, Mapping
from contextlib import chdir, contextmanager
from pathlib import Path

from claimbook.layout import BOOK, BUILT, CONFIGURATION, CONTENTS

# Garbage is collected seldom: going through all pages again and again is a quarter of the time, for 150 MB of memory.
_COLLECTED = (100_000, 50, 100)


def run(root: Path, builder: str, settings: Mapping[str, object]) -> int:
    """Build the book at the root, as `jupyter-book build -W -n --keep-going` does; Sphinx's exit status."""
    from jupyter_book.sphinx import build_sphinx

    whole = {"external_toc_path": (root / CONTENTS).as_posix(), "latex_individualpages": False, "nitpicky": True}
    with chdir(root), _seldom_collected():
        done = build_sphinx(
            root / BOOK, root / BUILT / builder, noconfig=True, path_config=root / CONFIGURATION, builder=builder,
            confoverrides={**whole, **settings}, warningiserror=True, keep_going=True,
        )  # fmt: skip
    if isinstance(done, KeyboardInterrupt):
        raise done
    return 1 if isinstance(done, BaseException) else int(done)  # it has told of an exception itself


@contextmanager
def _seldom_collected() -> Iterator[None]:
    """What was read before is kept to the end; what is left afterwards goes with the process, nobody looks at it."""
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(*_COLLECTED)
    try:
        yield
    finally:
        gc.freeze()
        gc.set_threshold(*before)
