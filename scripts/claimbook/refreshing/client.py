"""Asking a server politely: one question at a time, with pauses, limits and an end to patience.

The only module that uses the network.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple
from urllib.parse import urljoin, urlsplit

import requests
from urllib3.exceptions import HTTPError, InvalidHeader, MaxRetryError
from urllib3.util import Retry

from claimbook import __version__
from claimbook.refreshing.settings import Settings

OK = 200
REDIRECTS = frozenset({301, 302, 303, 307, 308})
MOST_REDIRECTS = 3
# A server in trouble, or one that wants to be asked less often.
AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})
_CHUNK = 65_536
_LONGEST_PAUSE = 10**9  # seconds; what is beyond anybody's patience is told as it is


class NoAnswerError(Exception):
    """Why a question was not answered, to be read after the registry's name. ``final`` when asking on is pointless."""

    def __init__(self, why: str, *, final: bool = False) -> None:
        super().__init__(why)
        self.final = final


class _PassingError(NoAnswerError):
    """One that may be gone next time, ``pause`` seconds from now where the server says so."""

    def __init__(self, why: str, pause: float | None = None, *, final: bool = False) -> None:
        super().__init__(why, final=final)
        self.pause = pause


class Reply(NamedTuple):
    """The status, and what was answered; nothing of it unless the status is 200."""

    status: int
    body: bytes


class _Session(requests.Session):
    """One that leaves redirections to us: its own code reads their bodies without a limit, and trips over addresses."""

    def get_redirect_target(self, resp: requests.Response) -> None:  # noqa: ARG002
        return None


class Client:
    """Asks one registry. Pauses lie between its requests, whether they are answered or not."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._session = _Session()
        self._session.headers["User-Agent"] = f"claimbook/{__version__} (mailto:{settings.mailto})"
        self._session.headers["Accept"] = "application/json"
        self._next = settings.clock()

    def close(self) -> None:
        self._session.close()

    def get(self, url: str, params: Mapping[str, str]) -> Reply:
        """Ask, again and again with growing pauses while the trouble may pass. Raises NoAnswerError in the end."""
        settings = self._settings
        policy = Retry(total=settings.tries - 1, backoff_factor=settings.backoff, backoff_max=settings.patience)
        while True:
            try:
                return self._follow(url, params)
            except _PassingError as failure:
                policy = _counted(policy, url, failure)
                self._pause(policy.get_backoff_time() if failure.pause is None else failure.pause)

    def _pause(self, seconds: float) -> None:
        if seconds > self._settings.patience:
            raise NoAnswerError(f"asks to be left alone for {seconds:,.0f} seconds; ask again after that", final=True)
        self._next = max(self._next, self._settings.clock() + seconds)

    def _follow(self, url: str, params: Mapping[str, str]) -> Reply:
        """The reply, behind redirections on the same host; what another host says is not what was asked for."""
        reply = self._ask(url, params)
        for _ in range(MOST_REDIRECTS):
            if isinstance(reply, Reply):
                return reply
            url = _onward(url, reply)
            reply = self._ask(url, {})
        if isinstance(reply, Reply):
            return reply
        raise NoAnswerError("sends us on and on")

    def _ask(self, url: str, params: Mapping[str, str]) -> Reply | str:
        """The reply to one request, or where it sends us on to."""
        self._wait()
        try:
            with self._session.get(
                url, params=params, timeout=self._settings.timeout, stream=True, allow_redirects=False
            ) as response:
                return self._taken(response)
        except (requests.RequestException, HTTPError, OSError) as error:
            raise _told(error) from error

    def _wait(self) -> None:
        """Until the next request is due."""
        left = self._next - self._settings.clock()
        if left > 0:
            self._settings.sleep(left)
        self._next = self._settings.clock() + self._settings.interval

    def _taken(self, response: requests.Response) -> Reply | str:
        status = response.status_code
        if status in REDIRECTS and "Location" in response.headers:
            return response.headers["Location"]
        if status in AGAIN:
            raise _PassingError(f"answers {status} {response.reason}".rstrip(), _asked_pause(response))
        return Reply(status, self._body(response.raw) if status == OK else b"")

    def _body(self, stream: Any) -> bytes:
        """All of the body, unless it is too large or trickles in."""
        end = self._settings.clock() + self._settings.deadline
        body = bytearray()
        while part := stream.read1(_CHUNK, decode_content=True):
            body += part
            if len(body) > self._settings.largest:
                raise NoAnswerError(f"answers with more than {self._settings.largest:,} bytes")
            if self._settings.clock() > end:
                raise _PassingError(f"was not done after {self._settings.deadline:,.0f} seconds")
        return bytes(body)


def _counted(policy: Retry, url: str, failure: NoAnswerError) -> Retry:
    """The policy after one more failure, which is raised when it was the last."""
    try:
        return policy.increment("GET", url, error=failure)
    except MaxRetryError:
        raise failure from failure.__cause__


def _onward(url: str, location: str) -> str:
    """Where a redirection leads, if that is on the same host."""
    try:
        target = urljoin(url, location)
        if _origin(target) == _origin(url):
            return target
        to = urlsplit(target).netloc
    except ValueError:  # an address that is none
        to = ""
    raise NoAnswerError(f"sends us on to {to or 'nowhere'}, which was not asked")


def _origin(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    return parts.scheme, parts.netloc


def _asked_pause(response: requests.Response) -> float | None:
    """Seconds until the server wants to be asked again, if it says so: as a number or as a date."""
    try:
        return Retry(retry_after_max=_LONGEST_PAUSE).get_retry_after(response.raw)
    except (InvalidHeader, ValueError, OverflowError):
        return None


def _told(error: Exception) -> NoAnswerError:
    """What went wrong on the way, for people."""
    if isinstance(error, requests.exceptions.SSLError):
        return NoAnswerError("shows a certificate that is not trusted", final=True)
    if isinstance(error, requests.exceptions.ProxyError):
        return _PassingError("cannot be reached: the proxy does not let us through", final=True)
    if isinstance(error, requests.ConnectTimeout) or _never_met(error):
        return _PassingError(f"cannot be reached{_reason(error)}", final=True)
    if isinstance(error, requests.Timeout | TimeoutError) or "timed out" in str(error):
        return _PassingError("does not answer in time")
    return _PassingError("breaks off in the middle")


def _never_met(error: Exception) -> bool:
    """Whether no connection came about; requests tells it only by what it wraps."""
    return isinstance(error, requests.ConnectionError) and any(isinstance(arg, MaxRetryError) for arg in error.args)


def _reason(error: BaseException) -> str:
    """What the system says, from the innermost cause."""
    found = ""
    cause: BaseException | None = error
    while cause is not None:
        found = getattr(cause, "strerror", None) or found
        cause = cause.__cause__ or cause.__context__
    return f" ({found})" if found else ""
