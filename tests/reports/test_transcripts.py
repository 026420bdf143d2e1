"""Every file in ``transcripts/`` is a report as people read it; see ``tests/commands/transcript.py``."""

from pathlib import Path

import pytest

from tests.commands.transcript import compare

TRANSCRIPTS = sorted((Path(__file__).parent / "transcripts").glob("*.txt"))


@pytest.mark.parametrize("transcript", TRANSCRIPTS, ids=lambda path: path.stem)
def test_transcript(transcript: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compare(transcript, tmp_path / "base", monkeypatch)
