"""What is to be done after a note: ours and theirs, each with its phrase, owner and due date."""

from notes.actions.find import find_actions

__all__ = ["find_actions"]
