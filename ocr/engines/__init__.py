"""Text recognition engines behind one small interface."""

from ocr.engines.base import Engine
from ocr.engines.choice import available_engines, best_engine

__all__ = ["Engine", "available_engines", "best_engine"]
