"""The Slack Web API as Goen uses it for reading and for opening views; posting lives in `bot.delivery`."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, OpenerDirector, Request, build_opener, install_opener

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

TIMEOUT_SECONDS = 10
DOWNLOAD_TIMEOUT_SECONDS = 60


class FileGone(Exception):
    """The file was deleted, or Goen may not see it any more."""


class DownloadFailed(Exception):
    """Slack did not hand out the bytes this time; trying again may help, after `retry_after` seconds."""

    def __init__(self, why: object, retry_after: float = 0.0) -> None:
        super().__init__(why)
        self.retry_after = retry_after


class UntrustedHost(Exception):
    """An address that must never be sent the bot token."""


class FileTooLarge(Exception):
    """More bytes than the limit asked for."""


def web_client(token: str, api_url: str, timeout_seconds: int = TIMEOUT_SECONDS) -> WebClient:
    """A Web API client that never retries by itself: a retried post may be posted twice.

    Raises:
        UntrustedHost: `api_url` is neither Slack's own nor on this machine.
    """
    if not may_see_token(api_url, api_url):
        raise UntrustedHost(urlsplit(api_url).hostname)
    return WebClient(token=token, base_url=api_url, retry_handlers=[], timeout=timeout_seconds)


def refuse_redirects() -> None:
    """Makes this process follow no HTTP redirect: the SDK's clients, Bolt's copies of them included,
    would take the bot token along to wherever an answer points."""
    install_opener(build_opener(_NoRedirect))


def may_see_token(url: str, api_url: str) -> bool:
    """Whether the bot token may go to `url`: https to slack.com and below, or the API's own loopback host."""
    parts = urlsplit(url)
    host = (parts.hostname or "").lower()
    if parts.scheme == "https" and (host == "slack.com" or host.endswith(".slack.com")):
        return True
    api = urlsplit(api_url)
    return is_loopback(host) and (parts.scheme, parts.netloc) == (api.scheme, api.netloc)


def is_loopback(host: str) -> bool:
    """Whether a host name or address is this machine."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


class SlackApi:
    """One workspace's Web API, read side."""

    def __init__(self, client: WebClient) -> None:
        self.client = client
        self._opener: OpenerDirector = build_opener(_NoRedirect)

    def user(self, user_id: str) -> Mapping[str, Any]:
        """`users.info` with locale. Raises SlackApiError."""
        return _part(self.client.users_info(user=user_id, include_locale=True).get("user"))

    def channel(self, channel_id: str) -> Mapping[str, Any]:
        """`conversations.info`. Raises SlackApiError."""
        return _part(self.client.conversations_info(channel=channel_id).get("channel"))

    def members(self, channel_id: str) -> Iterator[str]:
        """User ids of everyone in a channel, page by page. Raises SlackApiError."""
        cursor: str | None = None
        while True:
            page = self.client.conversations_members(channel=channel_id, cursor=cursor, limit=500)
            yield from page.get("members") or ()
            cursor = (page.get("response_metadata") or {}).get("next_cursor")
            if not cursor:
                return

    def user_groups(self) -> list[Mapping[str, Any]]:
        """`usergroups.list`, disabled ones left out. Raises SlackApiError."""
        return [_part(one) for one in self.client.usergroups_list().get("usergroups") or ()]

    def user_group_members(self, group_id: str) -> list[str]:
        """`usergroups.users.list`; nobody for a group that is gone or disabled. Raises SlackApiError."""
        try:
            return list(self.client.usergroups_users_list(usergroup=group_id).get("users") or ())
        except SlackApiError as error:
            if error.response.get("error") == "no_such_subteam":
                return []
            raise

    def file(self, file_id: str) -> Mapping[str, Any]:
        """`files.info`.

        Raises:
            FileGone: Slack says the file does not exist or is not visible to Goen.
            DownloadFailed: Slack could not answer.
        """
        try:
            return _part(self.client.files_info(file=file_id).get("file"))
        except SlackApiError as error:
            if error.response.get("error") in ("file_not_found", "file_deleted", "access_denied"):
                raise FileGone(file_id) from error
            raise DownloadFailed(error.response.get("error"), _retry_after(error)) from error
        except OSError as error:
            raise DownloadFailed(type(error).__name__) from error

    def download(self, url: str, most_bytes: int) -> bytes:
        """The bytes behind a file's `url_private`.

        Raises:
            UntrustedHost: the address is not Slack's.
            FileGone: 404 or 410.
            FileTooLarge: more than `most_bytes`.
            DownloadFailed: anything else, Slack's login page in place of the file included.
        """
        if not may_see_token(url, self.client.base_url):
            raise UntrustedHost(urlsplit(url).hostname)
        request = Request(url, headers={"Authorization": f"Bearer {self.client.token}"})  # noqa: S310 (host checked above)
        try:
            with self._opener.open(request, timeout=DOWNLOAD_TIMEOUT_SECONDS) as answer:
                return _body(answer, most_bytes)
        except HTTPError as error:
            if error.code in (404, 410):
                raise FileGone(url) from error
            raise DownloadFailed(f"http {error.code}") from error
        except (URLError, OSError) as error:
            raise DownloadFailed(type(error).__name__) from error


def _body(answer: Any, most_bytes: int) -> bytes:
    if answer.headers.get_content_type() == "text/html":
        raise DownloadFailed("login page instead of the file: files:read is missing")
    content: bytes = answer.read(most_bytes + 1)
    if len(content) > most_bytes:
        raise FileTooLarge
    return content


def _retry_after(error: SlackApiError) -> float:
    """Seconds that Slack asks to wait; 0 when it does not say."""
    value = error.response.headers.get("Retry-After", "0")
    return float(value) if str(value).isdigit() else 0.0


def _part(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


class _NoRedirect(HTTPRedirectHandler):
    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None
