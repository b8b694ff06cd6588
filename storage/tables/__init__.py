"""The tables, one module per noun."""

from storage.tables.audit import AuditEntry, AuditHead
from storage.tables.base import Base
from storage.tables.candidates import CandidateKey, IndexMark
from storage.tables.cards import Batch, Card, Photo, Picture
from storage.tables.contacts import Company, Contact, ContactMet, NotDuplicate, SearchTerm
from storage.tables.history import (
    Act,
    Change,
    FollowUp,
    Interaction,
    InteractionContact,
    InteractionPhoto,
    PersonChoice,
)
from storage.tables.imports import Import, ImportCase, ImportHeading
from storage.tables.linkage import ApiToken, Webhook, WebhookEvent
from storage.tables.people import Channel, User, UserGroup, Workspace
from storage.tables.reminders import (
    Absence,
    DigestSubscription,
    MorningEntry,
    ReminderSwitches,
    StaleClock,
)
from storage.tables.traffic import Incoming, JobAttempt, Outbox, Replica

__all__ = [
    "Absence",
    "Act",
    "ApiToken",
    "AuditEntry",
    "AuditHead",
    "Base",
    "Batch",
    "CandidateKey",
    "Card",
    "Change",
    "Channel",
    "Company",
    "Contact",
    "ContactMet",
    "DigestSubscription",
    "FollowUp",
    "Import",
    "ImportCase",
    "ImportHeading",
    "Incoming",
    "IndexMark",
    "Interaction",
    "InteractionContact",
    "InteractionPhoto",
    "JobAttempt",
    "MorningEntry",
    "NotDuplicate",
    "Outbox",
    "PersonChoice",
    "Photo",
    "Picture",
    "ReminderSwitches",
    "Replica",
    "SearchTerm",
    "StaleClock",
    "User",
    "UserGroup",
    "Webhook",
    "WebhookEvent",
    "Workspace",
]
