"""Ten thousand rows, some of them bad, are imported in seconds, and each row is accounted for."""

import random
import time
from pathlib import Path

from claimbook.knowledge import load

from tests.importing.tables import as_csv, imported, lay

ROWS = 10_000
SECONDS = 60  # it takes three to ten alone; machines are shared


def test_ten_thousand_rows(tmp_path: Path) -> None:
    draw = random.Random(7)
    rows = [
        (
            str(n),
            f"paper {n % 300}",
            draw.choice(["tea", "milk", "cocoa"]),
            f"outcome {n % 70}",
            "sideways" if n % 500 == 3 else draw.choice(["up", "down"]),
        )
        for n in range(ROWS)
    ]
    lay(tmp_path, as_csv(rows))
    start = time.perf_counter()
    done = imported(tmp_path)
    assert time.perf_counter() - start < SECONDS
    assert done.status == 1
    assert "10,000 rows read: 9,980 imported, 20 refused; 9,980 claims of 300 sources." in done.out
    assert len(load(tmp_path / "into").claims()) == 9_980
