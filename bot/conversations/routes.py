"""The one router that the conversations register with."""

from bot.router import Router

ROUTER = Router()
