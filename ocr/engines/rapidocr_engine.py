"""PP-OCRv6 small by RapidOCR: on OpenVINO where it has a wheel, else on ONNX Runtime.

The weights (Apache-2.0) come inside the rapidocr package; nothing is ever downloaded.
"""

from __future__ import annotations

import importlib.util
import logging
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import rapidocr
from rapidocr.ch_ppocr_rec import TextRecInput
from rapidocr.utils.process_img import get_rotate_crop_image
from rapidocr.utils.typings import EngineType

from ocr.engines.boxes import largest, without_overlaps
from ocr.engines.characters import Decoder, Text
from ocr.engines.columns import better, has_long_vowels, relaid, wants_relaying
from ocr.open import Picture
from ocr.values import Line, Point, Quad

DETECTOR_SIDE = 960
WIDTH_STEP = 160
LINE_HEIGHT = 48
MODELS = Path(rapidocr.__file__).parent / "models"


class PaddleEngine:
    """Finds text at 960 pixels and reads each piece at the picture's full size, on one thread.

    `backend` is "openvino" or "onnxruntime", by default the first of them that is installed.
    """

    name = "PP-OCRv6"

    def __init__(self, backend: str | None = None) -> None:
        logging.getLogger("RapidOCR").setLevel(logging.ERROR)
        engine = rapidocr.RapidOCR(params=_parameters(backend or _installed()))
        self._detect = engine.text_det
        self._recognize = engine.text_rec
        self.alphabet: list[str] = engine.text_rec.postprocess_op.character
        self._plain, self._detailed = Decoder(self.alphabet), Decoder(self.alphabet, detailed=True)
        self._recognize.postprocess_op = self._plain  # type: ignore[assignment]  # same call

    def read(self, picture: Picture) -> list[Line]:
        """Lines of an upright BGR picture, in the detector's order."""
        quads = without_overlaps(largest(self._quads(picture)))
        crops = [get_rotate_crop_image(picture, np.array(quad, dtype=np.float32)) for quad in quads]
        texts = self._columns_again(quads, crops, self._texts(crops))
        return [
            Line(found.text, quad, found.least, vertical=_is_vertical(quad), signs=found.signs)
            for quad, found in zip(quads, texts, strict=True)
            if found.text.strip()
        ]

    def _columns_again(self, quads: list[Quad], crops: list[Picture], texts: list[Text]) -> list[Text]:
        """Columns whose signs lie badly on their side (一, ー) are read once more with upright signs."""
        doubtful = [
            n
            for n, quad in enumerate(quads)
            if _is_vertical(quad) and wants_relaying(texts[n], _longer_side(crops[n]))
        ]
        strips = {n: relaid(np.rot90(crops[n], -1), has_long_vowels(texts[n])) for n in doubtful}
        kept = {n: strip for n, strip in strips.items() if strip is not None}
        chosen = list(texts)
        for n, upright in zip(kept, self._texts(list(kept.values())), strict=True):
            chosen[n] = better(texts[n], upright)
        return chosen

    def read_closely(self, strip: Picture) -> Text:
        """One horizontal line of text with the probability of each character and with other likely texts."""
        self._recognize.postprocess_op = self._detailed  # type: ignore[assignment]  # same call
        try:
            return self._texts([strip])[0]
        finally:
            self._recognize.postprocess_op = self._plain  # type: ignore[assignment]  # same call

    def _quads(self, picture: Picture) -> list[Quad]:
        scale = min(1.0, DETECTOR_SIDE / max(picture.shape[:2]))
        small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        found = self._detect(small)
        if found.boxes is None:
            return []
        return [_from_top_left([(float(x / scale), float(y / scale)) for x, y in box]) for box in found.boxes]

    def _texts(self, crops: list[Picture]) -> list[Text]:
        """Reads crops of one padded width together: few widths keep OpenVINO's compiled shapes few."""
        results = [Text("", 0.0, 0.0)] * len(crops)
        by_width: dict[int, list[int]] = {}
        for number, crop in enumerate(crops):
            width = crop.shape[1] * LINE_HEIGHT / max(1, crop.shape[0])
            by_width.setdefault(int(np.ceil(width / WIDTH_STEP)) * WIDTH_STEP, []).append(number)
        for width, numbers in by_width.items():
            padded = [_padded(crops[number], width) for number in numbers]
            answer: Any = self._recognize(TextRecInput(img=padded))
            for number, text in zip(numbers, answer.txts, strict=True):
                results[number] = text
        return results


def _padded(crop: Picture, width: int) -> Picture:
    """The crop at the recogniser's height, its right side filled with its own edge colour."""
    scaled = max(1, min(width, round(crop.shape[1] * LINE_HEIGHT / max(1, crop.shape[0]))))
    resized = cv2.resize(crop, (scaled, LINE_HEIGHT), interpolation=cv2.INTER_AREA)
    edge = [int(value) for value in np.median(resized[:, -1:], axis=(0, 1))]
    padded: Picture = cv2.copyMakeBorder(resized, 0, 0, 0, width - scaled, cv2.BORDER_CONSTANT, value=edge)
    return padded


def _from_top_left(corners: list[Point]) -> Quad:
    """Corners clockwise, the first edge being the one that points most to the right."""

    def rise(start: int) -> float:
        (ax, ay), (bx, by) = corners[start], corners[(start + 1) % 4]
        return abs(float(np.arctan2(by - ay, bx - ax)))

    first = min(range(4), key=rise)
    a, b, c, d = corners[first:] + corners[:first]
    return a, b, c, d


def _is_vertical(quad: Quad) -> bool:
    # The same bound at which RapidOCR lays a crop on its side.
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = quad
    width = max(np.hypot(bx - ax, by - ay), np.hypot(cx - dx, cy - dy))
    height = max(np.hypot(dx - ax, dy - ay), np.hypot(cx - bx, cy - by))
    return bool(height >= 1.5 * width)


def _longer_side(crop: Picture) -> float:
    """The length of a crop as a multiple of its width across."""
    height, width = int(crop.shape[0]), int(crop.shape[1])
    return max(height, width) / max(1, min(height, width))


def _installed() -> str:
    return "openvino" if importlib.util.find_spec("openvino") else "onnxruntime"


def _parameters(backend: str) -> dict[str, Any]:
    engine = EngineType(backend)
    return {
        "Global.log_level": "error",
        "Global.use_cls": False,
        "Det.engine_type": engine,
        "Det.model_path": str(MODELS / "PP-OCRv6_det_small.onnx"),
        "Det.limit_type": "min",
        "Det.limit_side_len": 32,
        "Cls.engine_type": EngineType.ONNXRUNTIME,
        "Cls.model_path": str(MODELS / "ch_ppocr_mobile_v2.0_cls_mobile.onnx"),
        "Rec.engine_type": engine,
        "Rec.model_path": str(MODELS / "PP-OCRv6_rec_small.onnx"),
        # Six together are no faster and take 100 MB more.
        "Rec.rec_batch_num": 2,
        "EngineConfig.openvino.inference_num_threads": 1,
        "EngineConfig.onnxruntime.intra_op_num_threads": 1,
        "EngineConfig.onnxruntime.inter_op_num_threads": 1,
    }
