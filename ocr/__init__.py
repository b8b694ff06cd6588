"""Photos of business cards become fields, on this machine alone."""

from ocr.pipeline import read_photo
from ocr.values import CardReading, Line, PhotoReading

__all__ = ["CardReading", "Line", "PhotoReading", "read_photo"]
