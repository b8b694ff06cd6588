"""Makes the two cards of the demo: printed by Chromium, photographed on a desk by OpenCV.

    python -m tests.samples.make_cards

The people and companies are invented; their domains end in .example.
"""

from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from tests.browser import launch

FOLDER = Path(__file__).parent
Image = NDArray[np.uint8]
CARD = (910, 550)
PHOTO = (1400, 1050)

JAPANESE = """
<style>body{margin:0;width:910px;height:550px;background:#fdfcf8;font-family:'Noto Serif CJK JP',serif;color:#222}
.c{position:absolute;left:70px;top:60px;font-size:36px;letter-spacing:2px}.b{position:absolute;left:0;top:0;width:18px;height:550px;background:#1d3557}
.t{position:absolute;left:70px;top:170px;font-size:25px}.n{position:absolute;left:70px;top:215px;font-size:62px;letter-spacing:10px}
.r{position:absolute;left:470px;top:250px;font-size:24px}.a{position:absolute;left:70px;top:350px;font:22px/1.65 'Noto Sans CJK JP',sans-serif}</style>
<div class=b></div><div class=c>株式会社みずほの森デザイン</div><div class=t>企画営業部　課長</div>
<div class=n>高梨　悠斗</div><div class=r>Yuto Takanashi</div>
<div class=a>〒604-8006 京都府京都市中京区下丸屋町403番地 FISビル3階<br>TEL 075-555-0143　FAX 075-555-0144<br>携帯 090-5550-0187<br>
E-mail takanashi@mizuho-no-mori.example</div>
"""

ENGLISH = """
<style>body{margin:0;width:910px;height:550px;background:#f7f9fb;font-family:'DejaVu Sans',sans-serif;color:#1b1b1b}
.n{position:absolute;left:70px;top:80px;font-size:52px;font-weight:bold}.t{position:absolute;left:70px;top:155px;font-size:26px;color:#345}
.c{position:absolute;left:70px;top:255px;font-size:33px;color:#b23a48}.a{position:absolute;left:70px;top:325px;font-size:22px;line-height:1.65}
.l{position:absolute;right:60px;top:70px;width:90px;height:90px;border-radius:45px;background:#b23a48}</style>
<div class=l></div><div class=n>Harriet Lindqvist</div><div class=t>Procurement Manager</div>
<div class=c>Tarnwell Instruments Ltd.</div>
<div class=a>18 Quarry Lane, Sheffield S3 8GQ, United Kingdom<br>Tel +44 114 496 0123<br>Mobile +44 7700 900461<br>
h.lindqvist@tarnwell.example<br>www.tarnwell.example</div>
"""

# Corners of the card in the photo: a little perspective, as held over a desk.
PLACES = {
    "demo_ja.jpg": (JAPANESE, [(210, 190), (1190, 235), (1160, 850), (180, 790)], (96, 128, 168)),
    "demo_en.jpg": (ENGLISH, [(195, 260), (1180, 200), (1225, 800), (240, 850)], (74, 80, 88)),
}


def main() -> None:
    """Writes the photos beside this file."""
    with launch() as browser:
        page = browser.new_page(viewport={"width": CARD[0], "height": CARD[1]}, device_scale_factor=2)
        for name, (html, corners, desk) in PLACES.items():
            page.set_content(html)
            printed = cv2.imdecode(np.frombuffer(page.screenshot(), np.uint8), cv2.IMREAD_COLOR)
            photo = photographed(np.asarray(printed, np.uint8), corners, desk)
            cv2.imwrite(str(FOLDER / name), photo, [cv2.IMWRITE_JPEG_QUALITY, 86])


def photographed(card: Image, corners: list[tuple[int, int]], desk: tuple[int, int, int]) -> Image:
    """The card laid on a desk: perspective, shadow, a lamp from one side, a little blur and noise."""
    chance = np.random.default_rng(7)
    picture = np.full((PHOTO[1], PHOTO[0], 3), desk, np.float32)
    grain = cv2.resize(chance.normal(0, 14, (PHOTO[1], 40)).astype(np.float32), PHOTO)
    picture += grain[..., None]
    height, width = card.shape[:2]
    source = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    target = np.array(corners, np.float32)
    matrix = cv2.getPerspectiveTransform(source, target)
    mask = cv2.warpPerspective(np.full((height, width), 1.0, np.float32), matrix, PHOTO, flags=cv2.INTER_AREA)
    shadow = cv2.GaussianBlur(np.roll(mask, (14, 10), (0, 1)), (0, 0), 16)
    picture *= (1 - 0.45 * shadow)[..., None]
    laid = cv2.warpPerspective(card, matrix, PHOTO, flags=cv2.INTER_AREA).astype(np.float32)
    picture = picture * (1 - mask[..., None]) + laid * mask[..., None]
    lamp = np.linspace(1.04, 0.82, PHOTO[0], dtype=np.float32)[None, :, None]
    noisy = cv2.GaussianBlur(picture * lamp, (0, 0), 0.7) + chance.normal(0, 3, picture.shape)
    return np.clip(noisy, 0, 255).astype(np.uint8)


if __name__ == "__main__":
    main()
