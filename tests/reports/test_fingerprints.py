"""What tells a finding from all others: its id, which no line number is in, numbered where findings share one."""

from dataclasses import replace

from claimbook.check import check
from claimbook.reports.findings import findings
from claimbook.reports.json import report_data

from tests.conftest import BASE, MakeBase


def test_the_same_slip_twice_is_numbered(make_base: MakeBase) -> None:
    text = (BASE / "claims" / "brew2020" / "claims.yml").read_text(encoding="utf-8")
    root = make_base({"claims/brew2020/claims.yml": text.replace("says:", "says: One\n        says:")})
    result = check(root, root / "archive")
    first, second = findings(result)
    assert first.diagnostic.id == second.diagnostic.id == first.fingerprint
    assert second.fingerprint == f"{first.fingerprint}-2"
    assert [told["id"] for told in report_data(result)["diagnostics"]] == [first.fingerprint, second.fingerprint]
    (alone,) = findings(replace(result, diagnostics=result.diagnostics[1:]))
    assert alone.fingerprint == second.fingerprint, "whatever else a report shows"
