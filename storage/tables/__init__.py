"""The tables, one module per noun."""

from storage.tables.base import Base
from storage.tables.cards import Batch, Card, Photo, Picture
from storage.tables.contacts import Company, Contact, ContactMet, SearchPiece
from storage.tables.history import (
    Act,
    Change,
    FollowUp,
    Interaction,
    InteractionContact,
    InteractionPhoto,
    PersonChoice,
)
from storage.tables.people import Channel, User, Workspace
from storage.tables.traffic import Incoming, JobAttempt, Outbox, Replica

__all__ = [
    "Act",
    "Base",
    "Batch",
    "Card",
    "Change",
    "Channel",
    "Company",
    "Contact",
    "ContactMet",
    "FollowUp",
    "Incoming",
    "Interaction",
    "InteractionContact",
    "InteractionPhoto",
    "JobAttempt",
    "Outbox",
    "PersonChoice",
    "Photo",
    "Picture",
    "Replica",
    "SearchPiece",
    "User",
    "Workspace",
]
