"""A registry on this machine: a real HTTP server that answers as it is told, and remembers what it was asked."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit

RELEASED_AFTER = 5.0  # seconds that a silent answer lasts at most


@dataclass(frozen=True)
class Says:
    """One answer. ``silent`` keeps the connection open without a word; ``promised`` is the length announced."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    promised: int | None = None
    silent: bool = False
    trickles: bool = False


@dataclass(frozen=True)
class Asked:
    """One request."""

    path: str
    query: dict[str, list[str]]
    headers: dict[str, str]


class LocalRegistry:
    """``says[identifier]`` are the answers about a DOI or PMID, one after the other; the last one is repeated."""

    def __init__(self) -> None:
        self.says: dict[str, list[Says]] = {}
        self.asked: list[Asked] = []
        self.address = ""
        self.released = threading.Event()

    def answer(self, asked: Asked) -> Says:
        self.asked.append(asked)
        listed = self.says.get(self._about(asked), [])
        return (listed.pop(0) if len(listed) > 1 else listed[0]) if listed else Says(404, b"Resource not found.")

    def identifiers(self) -> list[str]:
        """What was asked about, in order."""
        return [self._about(asked) for asked in self.asked]

    @staticmethod
    def _about(asked: Asked) -> str:
        return asked.query["id"][0] if "id" in asked.query else unquote(asked.path).removeprefix("/works/")


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    registry: LocalRegistry

    def handle_error(self, *_: object) -> None:
        """Whoever asked may have hung up: that is what some tests are about."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        says = self.server.registry.answer(Asked(parts.path, parse_qs(parts.query), dict(self.headers)))
        if says.silent:
            self.server.registry.released.wait(RELEASED_AFTER)
            self.close_connection = True
            return
        self.send_response(says.status)
        for name, value in says.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(says.body) if says.promised is None else says.promised))
        self.end_headers()
        for piece in [says.body[i : i + 1] for i in range(len(says.body))] if says.trickles else [says.body]:
            self.wfile.write(piece)
            self.wfile.flush()
        self.close_connection = says.promised is not None

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def serving() -> Iterator[LocalRegistry]:
    """A registry that listens on a free port."""
    registry = LocalRegistry()
    with _Server(("127.0.0.1", 0), _Handler) as server:
        server.registry = registry
        registry.address = f"http://127.0.0.1:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield registry
        finally:
            registry.released.set()
            server.shutdown()
            thread.join()


# Answers in the registries' shapes, about works that do not exist


def crossref(doi: str, title: str, year: int, *families: str, **more: object) -> Says:
    work = {
        "DOI": doi,
        "title": [title],
        "issued": {"date-parts": [[year]]},
        "author": [{"family": family, "given": "A."} for family in families],
        "container-title": ["Leaves"],
        **more,
    }
    return Says(body=json.dumps({"status": "ok", "message-type": "work", "message": work}).encode())


def pubmed(pmid: str, title: str, year: int, *families: str, **more: object) -> Says:
    authors = [{"name": f"{family} A", "authtype": "Author"} for family in families]
    work = {"uid": pmid, "title": f"{title}.", "pubdate": str(year), "authors": authors, "source": "Leaves", **more}
    return Says(body=json.dumps({"result": {"uids": [pmid], pmid: work}}).encode())


def unknown(pmid: str) -> Says:
    work = {"uid": pmid, "error": "cannot get document summary"}
    return Says(body=json.dumps({"result": {"uids": [pmid], pmid: work}}).encode())
