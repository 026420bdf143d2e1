"""``claimbook anchor``: the vectors of the design, and hints rewritten while all else stays as it is."""

import re
from pathlib import Path

import pytest

from tests.commands.calling import REPO, call, tree
from tests.commands.transcript import lay

VECTORS = [
    ("benchchem2025", "50mg as effective as 500mg", "4e1c55e59fbf463b/7@853"),
    ("benchchem2025", ">60 minutes before exposure", "5f7f314511cd6c0e/5@948"),
]
_HINT = re.compile(rb"@\d+")
# What is awkward to rewrite: quotes, comments, lists over lines, odd indents, other line ends, characters of
# several bytes, no newline at the end.
AWKWARD = """\
# ☕ \U0001f600 Comments stay, @3 in them too.
source:   brew2020
defaults: {intervention: coffee, comparator: water, condition: hypertension}
passages:
    - at: "Heading, é @0"   # so does this one
      anchor: '651b6d1d57a97759/3@0'
      exclude: heading

    - {at: First sentence, anchor: ["e4d96335542522d0/6@3"], claims: [{id: brew-lowers, says: "@3: lowered.",
       effect: better, outcome: blood-pressure, population: adults}]}
    - claims:
      -   dose: {recommended: 80 mg}
          says: >-
            Prefers
            80 mg.
          id: brew-dose
      anchor:
      - a778a51b133b5a93/7@9  # the whole sentence
      - e4d96335542522d0/6@3
      at: Second sentence"""


@pytest.mark.parametrize(("source", "passage", "anchor"), VECTORS)
def test_vectors(source: str, passage: str, anchor: str, real_archive: Path) -> None:
    done = call("anchor", source, passage, "--root", str(REPO), "--archive", str(real_archive))
    assert done.out.splitlines()[0].split("  #")[0] == anchor


def test_vector_of_a_longer_passage(real_archive: Path) -> None:
    """The anchor shows the passage, and the passage gives the anchor back."""
    at = ("--root", str(REPO), "--archive", str(real_archive))
    anchor = "0e1e9560ea431c61/19@315"
    shown = call("anchor", "cyclofuture2025", "--show", anchor, *at).out
    state, _, passage = shown.partition(": ")
    assert state == f"{anchor} verified, token 315"
    assert passage.startswith("a single 100 mg dose")
    assert passage.endswith("after four weeks\n")
    assert call("anchor", "cyclofuture2025", passage, *at).out.strip() == anchor


@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_fix_changes_nothing_but_hints(line_end: str, tmp_path: Path) -> None:
    root = lay(["moved"], tmp_path / "base")
    claims = root / "claims" / "brew2020" / "claims.yml"
    claims.write_bytes(AWKWARD.replace("\n", line_end).encode())
    claims.chmod(0o640)
    before, others = claims.read_bytes(), tree(root)
    done = call("anchor", "--fix", "--root", str(root), "--archive", str(root / "archive"))
    assert done.status == 0, done.err
    assert "4 hints corrected in 1 file." in done.out
    after = claims.read_bytes()
    moved = before
    for old, new in ((b"7759/3@0", b"7759/3@4"), (b"2d0/6@3", b"2d0/6@7"), (b"a93/7@9", b"a93/7@13")):
        moved = moved.replace(old, new)
    assert after == moved
    assert claims.stat().st_mode & 0o777 == 0o640
    name = "claims/brew2020/claims.yml"
    assert {k: v for k, v in tree(root).items() if k not in (name, "claims/brew2020")} == {
        k: v for k, v in others.items() if k not in (name, "claims/brew2020")
    }
    assert call("check", "--select", "CB1,CB304", "--root", str(root), "--archive", str(root / "archive")).status == 0


def test_fix_leaves_what_is_missing_or_ambiguous(tmp_path: Path) -> None:
    root = lay(["moved"], tmp_path / "base")
    text = root / "archive" / "brew2020.txt"
    text.write_text(text.read_text().replace("80 mg", "90 mg") + "Notes on brewing\n")
    done = call("anchor", "--fix", "--root", str(root), "--archive", str(root / "archive"))
    assert done.out.splitlines() == [
        "claims/brew2020/claims.yml:8:13: e4d96335542522d0/6@3 -> e4d96335542522d0/6@7",
        "1 hint corrected in 1 file.",
    ]


def test_fix_of_a_broken_file_leaves_it(tmp_path: Path) -> None:
    """A file that cannot be read as YAML is not written either."""
    root = lay(["moved"], tmp_path / "base")
    claims = root / "claims" / "brew2020" / "claims.yml"
    claims.write_text(claims.read_text() + "  - at: [\n")
    before = claims.read_bytes()
    call("anchor", "--fix", "--root", str(root), "--archive", str(root / "archive"))
    assert claims.read_bytes() == before


def test_ambiguous_anchor_is_shown_as_such(tmp_path: Path) -> None:
    root = lay([], tmp_path / "base")
    text = root / "archive" / "brew2020.txt"
    text.write_text("Then. " + text.read_text() * 2)
    at = ("--root", str(root), "--archive", str(root / "archive"))
    done = call("anchor", "brew2020", "--show", "a778a51b133b5a93/7@9", *at)
    assert done == (1, "a778a51b133b5a93/7@9 ambiguous in brew2020\n", "")
