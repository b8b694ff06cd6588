"""Builds the running Goen: services, jobs, conversations, and the Bolt app that carries requests to them."""

from __future__ import annotations

import logging
import re
from typing import Any

import structlog
from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.conversations import ROUTER
from bot.house import House
from bot.inbox import Inbox
from bot.request import Request, RequestKind
from bot.router import NOTHING, Answer
from bot.views.message import Message, notice

log = structlog.get_logger()

EVERYTHING = re.compile(".*", re.DOTALL)


def bolt_app(house: House, signing_secret: str | None = None) -> App:
    """The Bolt app: verifies and parses, lets the inbox write, acknowledges, and sends the live answer."""
    app = App(
        client=house.slack.client,
        signing_secret=signing_secret or "unused-in-socket-mode",
        request_verification_enabled=signing_secret is not None,
        token_verification_enabled=False,
        logger=logging.getLogger("goen.bolt"),
    )
    app.use(Inbox(house, ROUTER).middleware)
    app.event(EVERYTHING)(_acknowledged)
    for listen in (app.command, app.action, app.view, app.view_closed, app.shortcut, app.options):
        listen(EVERYTHING)(_answer)
    return app


def _acknowledged() -> None:
    """Events need a listener, or Bolt answers 404 and Slack sends them again; the inbox did the work."""


def _answer(ack: Ack, context: BoltContext, client: WebClient) -> None:
    answer: Answer = context.get("goen_answer") or NOTHING
    request: Request = context["goen_request"]
    if request.kind is RequestKind.COMMAND and answer.whisper:
        # Said in the acknowledgement, it is heard in conversations that Goen is no member of as well.
        ack(text=answer.whisper.text, blocks=list(answer.whisper.blocks))
        return
    ack(**answer.ack)
    try:
        _send_live(answer, request, client)
    except SlackApiError as error:
        log.warning("live answer failed", error=error.response.get("error"), name=request.name)


def _send_live(answer: Answer, request: Request, client: WebClient) -> None:
    in_modal = request.view.get("type") == "modal"
    if answer.open:
        # A modal opens another one on top of itself.
        open_view = client.views_push if in_modal else client.views_open
        open_view(trigger_id=request.trigger_id, view=answer.open)
    if answer.push:
        client.views_push(trigger_id=request.trigger_id, view=answer.push)
    if answer.update and in_modal:
        client.views_update(view_id=request.view["id"], view=answer.update)
    if answer.whisper:
        _whisper(answer.whisper, request, client)


def _whisper(message: Message, request: Request, client: WebClient) -> None:
    """Words only the actor sees: in the channel where they tapped, else in a modal."""
    words: dict[str, Any] = {"text": message.text, "blocks": list(message.blocks)}
    if request.channel_id and request.user_id:
        client.chat_postEphemeral(
            channel=request.channel_id, user=request.user_id, thread_ts=request.thread_ts, **words
        )
    elif request.trigger_id:
        client.views_open(trigger_id=request.trigger_id, view=notice(message))
