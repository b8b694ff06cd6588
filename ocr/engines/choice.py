"""Which engines this machine can load, best first."""

from __future__ import annotations

import importlib.util
import shutil
from functools import lru_cache

from ocr.engines.base import Engine


def available_engines() -> list[str]:
    """Names of the engines that can be loaded here, best first."""
    names = []
    if importlib.util.find_spec("rapidocr"):
        backends = [name for name in ("openvino", "onnxruntime") if importlib.util.find_spec(name)]
        names += [f"PP-OCRv6 on {name}" for name in backends]
    if shutil.which("tesseract"):
        names.append("tesseract")
    return names


@lru_cache(maxsize=1)
def best_engine() -> Engine:
    """The best engine of this machine, loaded once a process.

    Raises:
        RuntimeError: none can be loaded.
    """
    if importlib.util.find_spec("rapidocr"):
        from ocr.engines.rapidocr_engine import PaddleEngine

        return PaddleEngine()
    if shutil.which("tesseract"):
        from ocr.engines.tesseract_engine import TesseractEngine

        return TesseractEngine()
    raise RuntimeError("no text recognition engine can be loaded")
