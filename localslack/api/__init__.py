"""The Web API: one module for each family of methods; importing them fills the registry."""

from localslack.api import assistant, auth, chat, conversations, files, people, reactions, user_groups, views
from localslack.api.registry import METHODS, Call, Method

__all__ = [
    "METHODS",
    "Call",
    "Method",
    "assistant",
    "auth",
    "chat",
    "conversations",
    "files",
    "people",
    "reactions",
    "user_groups",
    "views",
]
