"""The archive: the sources' own texts, outside the repository."""

from pathlib import Path

from claimbook.diagnostics import Sink
from claimbook.reading.yamlfile import read_text
from claimbook.records.anchors import Text


class Archive:
    """Texts by citation key, read once each. Without a folder it holds nothing."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self._texts: dict[str, Text | None] = {}

    def text(self, key: str, sink: Sink) -> Text | None:
        """The source's text, or None when the archive has none (unreadable ones are reported)."""
        if key not in self._texts:
            self._texts[key] = self._read(key, sink)
        return self._texts[key]

    def reason(self, key: str) -> str:
        """Why there is no text of this source."""
        if self.folder is None:
            return "no archive is at hand"
        if not self.folder.is_dir():
            return "the archive folder does not exist"
        there = (self.folder / f"{key}.txt").is_file()
        return f"{key}.txt cannot be read" if there else f"{key}.txt is not in the archive"

    def _read(self, key: str, sink: Sink) -> Text | None:
        path = self.folder / f"{key}.txt" if self.folder is not None else None
        if path is None or not path.is_file():
            return None
        text = read_text(path, path.name, sink)
        return Text(text) if text is not None else None
