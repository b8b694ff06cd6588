"""Fields under way: values with a confidence each, raised and lowered by evidence."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from contacts.values import CardFields

# Of lines whose least sure character is below this, a twelfth of the right and five sixths of the wrong ones.
SURE = 0.9
CONFIRMED = 0.995
DOUBTED = 0.85


@dataclass(slots=True)
class Draft:
    """Values and confidences (0..1) by field name."""

    values: dict[str, Any] = field(default_factory=dict)
    confidence: dict[str, float] = field(default_factory=dict)

    def put(self, name: str, value: Any, confidence: float) -> None:
        """Sets a field; an empty value leaves it as it was."""
        if value:
            self.values[name] = value
            self.confidence[name] = round(min(1.0, max(0.0, confidence)), 3)

    def drop(self, name: str) -> None:
        """Leaves a field blank."""
        self.values.pop(name, None)
        self.confidence.pop(name, None)

    def confirm(self, name: str) -> None:
        """Another place on the card says the same."""
        if name in self.values:
            self.confidence[name] = max(self.confidence[name], CONFIRMED)

    def support(self, name: str) -> None:
        """Another place on the card speaks for a field without repeating all of it: half the doubt goes."""
        if name in self.values:
            self.confidence[name] = round((1 + self.confidence[name]) / 2, 3)

    def doubt(self, name: str, confidence: float = DOUBTED) -> None:
        """Something on the card speaks against a field, or its evidence is weak."""
        if name in self.values:
            self.confidence[name] = min(self.confidence[name], confidence)

    def done(self) -> CardFields:
        """The fields, those below SURE listed as unsure."""
        unsure = tuple(name for name, value in self.confidence.items() if value < SURE)
        return CardFields(**self.values, confidence=self.confidence, unsure=unsure)
