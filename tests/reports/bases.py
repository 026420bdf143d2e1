"""Knowledge bases that every format is tried on."""

import os
import re
from pathlib import Path

from claimbook.check import Result, check

from tests.commands.calling import call
from tests.commands.transcript import lay

BASES = {"clean": [], "disputed": ["disputed"], "broken": ["disputed", "broken"], "moved": ["moved"],
         "uncovered": ["uncovered"], "hostile": ["hostile"]}  # fmt: skip

# What some format or its reader would take for its own: commands, links, ends of sections, characters no XML has.
HOSTILE = r"""source: brew2020
defaults: {intervention: coffee, comparator: water, condition: hypertension}
passages:
  - at: "]]> </failure> <!-- %0A::error::in ##[error]at [x](http://example.org/){0}"
    anchor: e4d96335542522d0/6@3
    claims:
      - id: brew-lowers
        says: "]]></system-out>\n::error file=x::injected\n##[warning]old [click](http://example.org/)\
          \ & <b>, \U0001F600 \uFFFE\uFFFF\u2028\u2029\x85"
        effect: better
        outcome: blood-pressure
        "::set-output name=a,b:c%0A]]>\r\n::error::\uFFFE [x](http://example.org/) {0}": 1
  - at: "[x](http://example.org/)"
    anchor: a778a51b133b5a93/7@9
    claims:
      - id: brew-raises
        says: "[click](http://example.org/) ]]> \uFFFF"
        effect: worse
        outcome: blood-pressure
"""


def checked(base: str, folder: Path) -> Result:
    """The check of a base with its archive."""
    root = lay(BASES[base], folder / "base")
    return check(root, root / "archive")


def drafted(folder: Path) -> Result:
    """The check of the base with disputes, on two of which somebody began a ruling; one of these no longer fits."""
    root = lay(BASES["disputed"], folder / "base")
    assert call("rule", "dose/hypertension", "effect/hypertension", "--root", str(root)).status == 0
    rulings = root / "claims" / "rulings" / "effect.yml"
    rulings.write_text(re.sub("of: [0-9a-f]{8}", "of: 00000000", rulings.read_text(encoding="utf-8")))
    return check(root, root / "archive")


def hostile_base(folder: Path) -> Path:
    """A base whose texts and whose file names would act if they were let; one name is no text at all."""
    root = lay([], folder / "base")
    claims = root / "claims" / "brew2020"
    (claims / "claims.yml").write_text(HOSTILE, encoding="utf-8")
    name = os.fsencode(claims) + "/a,b:c%d é\n".encode() + b"\xff.yml"
    with open(name, "wb") as file:  # noqa: PTH123 (pathlib would do, but bytes are the point)
        file.write(b"source: brew2020\noops: 1\n")
    return root
