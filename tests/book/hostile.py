"""A knowledge base whose every free text tries to be more than text."""

import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import yaml
from claimbook.records.anchors import tokenize

from tests.book.building import copy_coffee

MARKUP = [
    "<script>window.hacked = 1</script>",
    "<img src=x onerror='window.hacked = 2'>",
    "\"><svg onload=window.hacked=3>' onfocus='window.hacked=4' autofocus='",
    "</p></div></td></script></style></title></textarea><!-- <![CDATA[ ]]> -->",
    "&lt;script&gt; &amp;amp; &copy; &#60;b&#62;",
    "{claim}`press-lowers` {doc}`index` {raw}`<b>` {number}`claims` {unknown}`role` {math}`x`",
    ":ref:`index` |substitution| [1]_ `text <https://evil.example/a>`_ .. raw:: html",
    "```{raw} html ::: {note} {{ title }} {% raw %} ---",
    "`code` **strong** _emphasis_ ~~gone~~ # heading - item 1. item > quote | cell |",
    "[link](https://evil.example/b) ![image](https://evil.example/c.png) <https://evil.example/d> [a]: https://evil.example/e",
    "https://evil.example/f www.evil.example javascript:window.hacked=5 (target)= [^1] [[wiki]]",
    "$x^2$ $$y^2$$ \\(a\\) \\[b\\] \\begin{equation}c\\end{equation} \\n \\u0041 \\x41 %s %(x)s {0} {x}",
    "\"straight\" 'quotes' -- dashes --- and dots... (c) (tm)",
]
ESCAPES = "\x1b[31mred\x1b[0m \x1b]8;;https://evil.example/g\x07click\x1b]8;;\x07 \x9b5m \x08\x7f \u202eback\u202c"
# Marks that turn what follows around and are never taken back, and what nobody sees; then a script that needs none.
TURNING = "\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u200e\u200f\u061c turned \u200b\u2060\ufeff unseen"
HEBREW = "קפה מוריד לחץ דם"
TEXT = " ".join(MARKUP)
BRACELESS = TEXT.replace("{", "(").replace("}", ")")  # where braces are slots of the field's own
PASSAGE = "A cup <script>window.hacked = 6</script> {claim}`press-lowers` <img src=y onerror=window.hacked=7> $z$ holds"
BIBLIOGRAPHY = """
@misc{evil2022,
  author = {<b onclick=window.hacked=8>Mallory</b>, A.},
  title = {<script>window.hacked = 9</script> <img src=z onerror=window.hacked=10> **bold** [link](https://evil.example/h)},
  publisher = {\u202eturned \u2067},
  year = {2022},
  url = {javascript:window.hacked=11},
}
"""


def lay_out(root: Path) -> Path:
    """The knowledge base about coffee with hostile text wherever free text may stand, and a hostile source."""
    copy_coffee(root)
    for path in (root / "claims").glob("*/*.yml"):
        _rewrite(path, {"source.yml": _source, "all.yml": _rulings}.get(path.name, _claims))
    _rewrite(root / "claims/vocabulary.yml", _vocabulary)
    _rewrite(root / "book/figures/brewing.yml", _drawing)
    _add_source(root)
    return root


def _rewrite(path: Path, change: Callable[[Any], None]) -> None:
    data = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
    change(data)
    _write(path, data)


def _write(path: Path, data: object) -> None:
    """As JSON, which is YAML; so no text can end where it should not."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(data), encoding="utf-8")


def _claims(data: Any) -> None:
    for passage in data["passages"]:
        passage["at"] = f"{passage['at']} {TEXT}"
        for claim in passage.get("claims", ()):
            claim |= {"says": f"{claim['says']} {TEXT}", "note": f"{TEXT} {ESCAPES} {TURNING} {HEBREW}"}


def _source(data: Any) -> None:
    for key in ("title", "kind", "own_sources", "interest", "trust_because", "note"):
        data[key] = f"{data.get(key, '')} {TEXT}".strip()
    data["authors"] = [f"{name} {TEXT}" for name in data["authors"]]
    for reference in data.get("references", ()):
        for key in ("as", "at", "because"):
            reference[key] += f" {TEXT}"
    if data.get("archived") == "no":
        data["not_seen"] = [TEXT, ESCAPES]
        data["seen_at"] = ["javascript:window.hacked=12", f"https://seen.example/{TEXT}", TEXT]


def _drawing(data: Any) -> None:
    data["title"] += f" {TEXT}"
    data["legend"] = {look: f"{told} {TEXT}" for look, told in data["legend"].items()}
    for part in (*data["boxes"], *data["arrows"]):
        part["says"] = f"{part.get('says', '')} {TEXT} {ESCAPES}"


def _rulings(data: Any) -> None:
    for ruling in data:
        ruling["because"] += f" {TEXT}"
        ruling["by"] += f" {TEXT}"


def _vocabulary(data: Any) -> None:
    data["title"] = TEXT
    for graph in data["dimensions"].values():
        graph["label"] += f" {TEXT}"
        for term in graph["terms"].values():
            term |= {"label": f"{term['label']} {TEXT}", "note": TEXT}
    for prop in data["properties"].values():
        prop |= {"label": f"{prop['label']} {TEXT}", "note": TEXT, "question": f"{prop['question']} {BRACELESS}"}
    for measure in data["measures"].values():
        measure["label"] += f" {TEXT}"
    for form in data["forms"].values():
        form["question"] += f" {BRACELESS}"


def _add_source(root: Path) -> None:
    tokens = [token.text for token in tokenize(PASSAGE)]
    digest = sha256(" ".join(tokens).encode()).hexdigest()[:16]
    said = {"id": "evil-cup", "says": f"Tells of a cup. {ESCAPES} {TURNING} {HEBREW}", "said_by": TEXT, "study": TEXT}
    passage = {"at": f"{ESCAPES} {TURNING}", "anchor": f"{digest}/{len(tokens)}@0", "claims": [said]}
    _write(root / "claims/evil2022/claims.yml", {"source": "evil2022", "passages": [passage]})
    source = {"source": "evil2022", "title": f"Evil {TEXT} {TURNING} {HEBREW}", "kind": TEXT, "authors": [TEXT]}
    _write(root / "claims/evil2022/source.yml", source | {"archived": "yes", "trust": "low", "trust_because": ESCAPES})
    (root / "archive/evil2022.txt").write_text(f"{PASSAGE}\n", encoding="utf-8")
    with (root / "book/references.bib").open("a", encoding="utf-8") as file:
        file.write(BIBLIOGRAPHY)
    (root / "book/evil2022.md").write_text(
        "# {source}`evil2022`\n\nSee {claim}`evil-cup, press-lowers` {cite}`evil2022`.\n\n"
        "```{source-page} evil2022\n```\n\n## Table\n\n```{claims}\n:filter:\n```\n\n```{coverage}\n```\n",
        encoding="utf-8",
    )
    with (root / "book/_toc.yml").open("a", encoding="utf-8") as file:
        file.write("  - file: evil2022\n")
