"""Chats with the app in the assistant's view: taken and checked, shown in the plain direct message."""

from __future__ import annotations

from localslack.api.registry import Call, method
from localslack.errors import ApiError
from localslack.workspace import Json

MOST_PROMPTS = 4


def _thread(call: Call) -> str:
    channel = call.channel(name="channel_id")
    thread_ts = str(call.need("thread_ts"))
    if not channel.is_im:
        raise ApiError("channel_type_not_supported")
    if not call.local.workspace.replies(channel.id, thread_ts):
        raise ApiError("thread_not_found")
    return thread_ts


@method("assistant.threads.setStatus", "assistant:write", "chat:write", tier=0)
def set_status(call: Call) -> Json:
    _thread(call)
    return {}


@method("assistant.threads.setTitle", "assistant:write")
def set_title(call: Call) -> Json:
    _thread(call)
    call.need("title")
    return {}


@method("assistant.threads.setSuggestedPrompts", "assistant:write")
def set_prompts(call: Call) -> Json:
    channel, prompts = call.channel(name="channel_id"), call.need("prompts")
    if not channel.is_im:
        raise ApiError("channel_type_not_supported")
    if not isinstance(prompts, list) or len(prompts) > MOST_PROMPTS:
        raise ApiError("invalid_arguments")
    return {}
