"""Whatever stands in the files, the check answers with diagnostics and never with a traceback."""

from pathlib import Path
from tempfile import TemporaryDirectory

from claimbook.check import Result, check
from claimbook.diagnostics import Severity
from claimbook.records.claims import Form
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import BASE

CLAIMS = """\
source: brew2020
defaults: {intervention: coffee, comparator: water, condition: hypertension, outcome: blood-pressure}
passages:
  - at: Heading
    anchor: [651b6d1d57a97759/3@0, e4d96335542522d0/6@3]
    exclude: heading
  - at: Second sentence
    anchor: a778a51b133b5a93/7@9
    about: {condition: migraine, as_of: 199X}
    claims:
      - id: arms
        says: Different doses.
        effect: same
        intervention: {drink: coffee, dose: 50 mg}
        comparator: {drink: espresso, dose: 80 mg}
        estimate: {measure: smd, value: 0.42, interval: [0.1, 0.7], n: 1200, good: higher}
      - id: value
        says: A dose.
        dose: {recommended: 50..100 mg or above 1 g}
        reach: every
        reports: [brew2020]
        superseded_by: bean
      - id: time
        says: A time.
        timing: {ineffective: 1..2 h before session}
        wording: suggested
      - id: compared
        says: More than elsewhere.
        dose: {recommended: above dose of hypertension}
      - id: bean
        says: A bean.
        bean: {is: arabica}
      - id: changed
        says: Stronger.
        moderator: dose
        when: light
        changes: stronger
      - id: dated
        says: Old.
        first-described: {is: 195X}
"""
RULINGS = """\
- dispute: dose/migraine
  verdict: open
  because: They differ.
  prefers: [value]
  cites: [brew2020]
  by: editors
  on: 2020-01-01
  of: 0123
"""
CONSTRAINTS = """
constraints:
  twice: {says: The dose is twice the least dose., quantity: dose, times: {of: least, by: 2..3}}
  apart: {says: An arabica is no robusta., having: {bean: arabica}, never: {bean: robusta}}
"""
LEAST = (
    "\n  least: {label: Least dose, type: quantity, unit: g, subject: [intervention, condition], question: Least?}\n"
)
VOCABULARY = (BASE / "claims/vocabulary.yml").read_text().replace("\nmeasures:", f"{LEAST}\nmeasures:") + CONSTRAINTS
FILES = {
    "claims/vocabulary.yml": VOCABULARY,
    "claims/brew2020/claims.yml": CLAIMS,
    "claims/brew2020/source.yml": (BASE / "claims/brew2020/source.yml").read_text(),
    "claims/rulings/all.yml": RULINGS,
    "book/references.bib": (BASE / "book/references.bib").read_text(),
    "archive/brew2020.txt": (BASE / "archive/brew2020.txt").read_text(),
}
WORDS = [
    *(
        "",
        "any",
        "unstated",
        "no",
        "[]",
        "{}",
        "[a, [b]]",
        "{a: b}",
        "{{",
        "&a b",
        "*a",
        "!!int 1",
        ">5",
        "~",
        "|",
        ">",
    ),
    *(
        "-1",
        "0",
        "0 min",
        "nan",
        "inf",
        "1e3",
        "9" * 5000,
        f"{'9' * 400} mg",
        "-5..5 mg",
        "5..1 mg",
        "1..",
        "above -1 mg",
    ),
    *("immediately before session", "0 % or 1 %", "light", "0000", "2000-02-30", "../..", "dose", "coffee", "espresso"),
    *("'{x'", "'}'", "'\\x00'", '"\\0\\e[31m"', "<script>", "\t", "\u202e", "\ufeff", "𝟘", "a" * 20000, " " * 20000),
]


def laid_out(root: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8", "surrogatepass"))
    return root


def run(files: dict[str, str]) -> Result:
    with TemporaryDirectory() as folder:
        root = laid_out(Path(folder), files)
        return check(root, root / "archive")


@st.composite
def mutated(draw: st.DrawFn) -> dict[str, str]:
    """The files with one to three slips: a line gone, doubled or indented, or a value replaced."""
    files = dict(FILES)
    for _ in range(draw(st.integers(1, 3))):
        name = draw(st.sampled_from(sorted(files)))
        lines = files[name].split("\n")
        index = draw(st.integers(0, len(lines) - 1))
        lines[index : index + 1] = draw(slips(lines[index]))
        files[name] = "\n".join(lines)
    return files


@st.composite
def slips(draw: st.DrawFn, line: str) -> list[str]:
    kind = draw(st.sampled_from(["gone", "doubled", "indented", "value", "value", "value", "piece"]))
    if kind == "value" and ": " in line:
        cuts = [i for i in range(len(line)) if line.startswith(": ", i)]
        cut = draw(st.sampled_from(cuts))
        tail = line[cut + 2 :]
        end = min((tail.find(c) for c in ",}]" if c in tail), default=len(tail))
        return [line[: cut + 2] + draw(st.sampled_from(WORDS)) + tail[end:]]
    if kind == "piece":
        start = draw(st.integers(0, len(line)))
        return [line[:start] + draw(st.sampled_from(WORDS)) + line[start + draw(st.integers(0, 5)) :]]
    return {"gone": [], "doubled": [line, line], "indented": ["  " + line]}.get(kind, [line])


def test_the_start_is_sound() -> None:
    assert [d for d in run(FILES).diagnostics if d.severity is Severity.ERROR and d.code < "CB4"] == []


@settings(max_examples=300, deadline=None)
@given(mutated())
def test_no_traceback_and_no_silent_loss(files: dict[str, str]) -> None:
    result = run(files)
    for found in result.diagnostics:
        assert found.place.line >= 1
        assert found.place.column >= 1
        assert found.message
    if result.exit_status != 2:
        assert_forms_are_kept(result, files["claims/brew2020/claims.yml"])


def assert_forms_are_kept(result: Result, text: str) -> None:
    """In a base that counts as readable, a claim is a statement only when it has no key of a form."""
    for claim in result.base.claims():
        if claim.form is Form.STATEMENT:
            body = text.partition(f"- id: {claim.id}\n")[2].partition("- id: ")[0]
            assert "effect:" not in body
            assert "moderator:" not in body
