"""Train how variants of kanji are told apart, store the weights: python -m tests.bench.train_variants

Names with either form are rendered in every Japanese typeface of this machine that has both, made a little
worse, and read. A logistic regression on the logarithms of a few third characters' probabilities then tells
the forms apart. Prints for each pair the share told right among typefaces left out of the training.
Nothing of it is needed to read cards.
"""

from __future__ import annotations

import random
import subprocess
from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

import ocr.engines.data
from contacts.data import table
from ocr.engines.characters import Decoder, Text
from ocr.engines.rapidocr_engine import PaddleEngine
from ocr.engines.variants import FLOOR
from ocr.open import Picture

PAIRS = (
    "高髙 崎﨑 邊邉 吉𠮷 真眞 柳栁 徳德 濱濵 演濵 昇曻 瀬瀨 恵惠 増增 清淸 "
    "黒黑 静靜 穂穗 緑綠 富冨 曽曾 巻卷 涼凉 譲讓 薫薰 寛寬 渕淵 凛凜 青靑"
)
# Old forms that the recogniser prefers and cards no longer print.
ALWAYS_USUAL = "圏圈 覇霸 乗乘 様樣 賛贊 顔顏 捜搜 挿插 戯戲 髪髮 騒騷 黙默 陥陷"
GIVEN = "健一 誠 結衣 修 ひろし 光男 桃子 拓 千尋 学 守 恵 渉 美穂 あゆみ 直樹 由美 陽子 大輔 翔太".split()  # noqa: SIM905 (readable)
SAMPLES, MARKERS, LIKELIEST = 600, 12, 2500
HEIGHTS = (28, 32, 36, 44, 56, 72)
HEADER = """# Usual form, variant, bias, then a marker and its weight by turns.
# Made by tests/bench/train_variants.py for PP-OCRv6_rec_small.
# A pair without markers is always printed in its usual form.
"""
Floats = NDArray[np.float64]


class Rows(Decoder):
    """A decoder that keeps the probabilities of the last text."""

    def _text(self, best: NDArray[np.int64], rows: NDArray[np.float32]) -> Text:
        self.rows = rows.copy()
        return super()._text(best, rows)


def run() -> None:
    """Trains all pairs and writes the table."""
    engine = PaddleEngine()
    alphabet = engine.alphabet
    rows = engine._detailed = Rows(alphabet)
    lines = []
    for usual, variant in PAIRS.split():
        labels, fonts, seen = _samples(engine, rows, alphabet, usual, variant)
        places = np.argsort(-seen.mean(axis=0))[:LIKELIEST]
        places = np.array([place for place in places if alphabet[place].strip() and alphabet[place] != "#"])
        right = _held_out(seen[:, places], labels, fonts)
        chosen = _markers(seen[:, places], labels)
        weights = _fit(seen[:, places][:, chosen], labels)
        print(
            usual, variant, f"{len(labels)} names, {100 * right:.1f} % right in unseen typefaces", flush=True
        )
        cells = [
            cell
            for at, w in zip(chosen, weights, strict=False)
            for cell in (alphabet[places[at]], f"{w:.3f}")
        ]
        lines.append("\t".join([usual, variant, f"{weights[-1]:.3f}", *cells]))
    lines += [f"{usual}\t{variant}\t0" for usual, variant in ALWAYS_USUAL.split()]
    target = Path(str(ocr.engines.data.__file__)).with_name("variants.tsv")
    target.write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8")


def _samples(
    engine: PaddleEngine, rows: Rows, alphabet: Sequence[str], usual: str, variant: str
) -> tuple[Floats, list[str], Floats]:
    """Labels (1 is the variant), typefaces, and log probabilities where the kanji was read."""
    rng = random.Random(usual)
    fonts = [font for font in _fonts() if _has(font, usual) and _has(font, variant)]
    own = [place for place, letter in enumerate(alphabet) if letter in (usual, variant)]
    found = []
    for number in range(SAMPLES):
        font, form = rng.choice(fonts), (usual, variant)[number % 2]
        engine.read_closely(_strip(_name(usual, rng).replace(usual, form), font, rng))
        seen = rows.rows[:, own].max(axis=1)
        if seen.max() > 0.05:
            found.append((float(number % 2), font, np.log(np.maximum(rows.rows[seen.argmax()], FLOOR))))
    return np.array([one[0] for one in found]), [one[1] for one in found], np.array([one[2] for one in found])


def _fonts() -> list[str]:
    listed = subprocess.run(
        ["fc-list", ":lang=ja", "file"], capture_output=True, text=True, check=True
    ).stdout
    skipped = ("Brush", "kouzan", "NotoSansMono")
    return sorted(
        {line.partition(":")[0] for line in listed.splitlines() if not any(s in line for s in skipped)}
    )


def _has(font: str, letter: str) -> bool:
    face = _face(font)
    return bytes(face.getmask(letter)) != bytes(face.getmask("\U0001f9ff"))


def _face(font: str) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(font, 64, layout_engine=ImageFont.Layout.BASIC)


def _name(kanji: str, rng: random.Random) -> str:
    """A name with the kanji in its family or its given name."""
    families = [row[0] for row in table("common_families")]
    holding = [family for family in families if kanji in family]
    if holding and rng.random() < 0.6:
        return rng.choice(holding) + rng.choice(["", " ", "  "]) + rng.choice(GIVEN)
    if rng.random() < 0.5:
        return f"{rng.choice(families)} {kanji}{rng.choice('樹子一也介美夫人太')}"
    return (
        rng.choice([f"{rng.choice('山大小西東中田')}{kanji}", f"{kanji}{rng.choice('山木田野川村')}"])
        + " "
        + rng.choice(GIVEN)
    )


def _strip(text: str, font: str, rng: random.Random) -> Picture:
    """The text as a photo shows it: light or dark, small or large, a little askew, blurred, noisy."""
    face, paper, ink = _face(font), rng.randint(200, 255), rng.randint(0, 80)
    if rng.random() < 0.15:
        paper, ink = ink, paper
    wide = rng.choice([0, 0, 0, 10, 30])
    image = Image.new("L", (int(face.getlength(text)) + wide * len(text) + 40, rng.randint(80, 110)), paper)
    left, top = float(rng.randint(6, 24)), rng.randint(0, image.height - 80)
    for letter in text:
        ImageDraw.Draw(image).text((left, top), letter, font=face, fill=ink)
        left += face.getlength(letter) + wide
    height = rng.choice(HEIGHTS)
    small = cv2.resize(
        np.asarray(image),
        None,
        fx=height / image.height,
        fy=height / image.height,
        interpolation=cv2.INTER_AREA,
    )
    return cv2.cvtColor(_worn(_askew(small, rng), rng), cv2.COLOR_GRAY2BGR)


def _askew(strip: Picture, rng: random.Random) -> Picture:
    high, wide = strip.shape
    source = np.array([[0, 0], [wide, 0], [wide, high], [0, high]], dtype=np.float32)
    moved = source + np.array([[0, rng.uniform(-0.04, 0.04) * high] for _ in range(4)], dtype=np.float32)
    matrix = cv2.getPerspectiveTransform(source, moved)
    return cv2.warpPerspective(strip, matrix, (wide, high), borderMode=cv2.BORDER_REPLICATE)


def _worn(strip: Picture, rng: random.Random) -> Picture:
    soft = cv2.GaussianBlur(strip, (0, 0), rng.uniform(0.3, 1.1) * max(0.5, strip.shape[0] / 48))
    noise = np.random.default_rng(rng.randint(0, 10**9)).normal(0, rng.uniform(0, 8), soft.shape)
    noisy = np.clip(soft + noise, 0, 255).astype(np.uint8)
    packed = cv2.imencode(".jpg", noisy, [cv2.IMWRITE_JPEG_QUALITY, rng.randint(50, 95)])[1]
    return cv2.imdecode(packed, cv2.IMREAD_GRAYSCALE)


def _held_out(seen: Floats, labels: Floats, fonts: Sequence[str]) -> float:
    """The share told right by a training without the typefaces of one maker, over all makers."""
    makers = np.array([Path(font).parent.name for font in fonts])
    right = []
    for maker in sorted(set(makers)):
        rest = makers != maker
        if len(set(labels[rest])) == 2:
            chosen = _markers(seen[rest], labels[rest])
            weights = _fit(seen[rest][:, chosen], labels[rest])
            told = np.c_[seen[~rest][:, chosen], np.ones((~rest).sum())] @ weights > 0
            right += list(told == labels[~rest])
    return float(np.mean(right)) if right else float("nan")


def _markers(seen: Floats, labels: Floats) -> list[int]:
    """The characters whose probabilities differ most between the forms and not all in the same way."""
    with_usual, with_variant = seen[labels == 0], seen[labels == 1]
    spread = np.sqrt((with_usual.var(axis=0) + with_variant.var(axis=0)) / 2) + 0.5
    apart = np.abs(with_variant.mean(axis=0) - with_usual.mean(axis=0)) / spread
    scaled = (seen - seen.mean(axis=0)) / (seen.std(axis=0) + 1e-6)
    chosen: list[int] = []
    for place in np.argsort(-apart)[:300]:
        if all(abs((scaled[:, place] * scaled[:, other]).mean()) < 0.93 for other in chosen):
            chosen.append(int(place))
        if len(chosen) == MARKERS:
            break
    return chosen


def _fit(seen: Floats, labels: Floats, strength: float = 1.0) -> Floats:
    """Weights and, last, the bias of a ridge logistic regression, by Newton's method."""
    rows = np.c_[seen, np.ones(len(seen))]
    ridge = np.diag([*[strength] * seen.shape[1], 1e-6])
    weights = np.zeros(rows.shape[1])
    for _ in range(60):
        told = 1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30)))
        slope = rows.T @ (told - labels) + ridge @ weights
        step = np.linalg.solve((rows * (told * (1 - told))[:, None]).T @ rows + ridge, slope)
        weights -= step
        if np.abs(step).max() < 1e-6:
            break
    return weights


if __name__ == "__main__":
    run()
