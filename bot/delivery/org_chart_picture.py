"""A company's people as a picture: a box for each department, the highest post on top."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from functools import cache
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from contacts.org_chart import Department

WIDTH, MARGIN, GAP, LINE, HEAD = 360, 24, 20, 34, 44
COLUMNS, MOST_PEOPLE, MOST_DEPARTMENTS = 3, 12, 24
INK, PAPER, FRAME, TITLE = (33, 37, 41), (255, 255, 255), (173, 181, 189), (29, 53, 87)


def org_chart(company: str, departments: Sequence[Department], nameless: str) -> bytes:
    """A PNG of the departments in three columns; `nameless` heads those who have no department."""
    shown = departments[:MOST_DEPARTMENTS]
    columns: list[list[Department]] = [[] for _ in range(min(COLUMNS, len(shown)) or 1)]
    heights = [MARGIN + HEAD + GAP] * len(columns)
    for one in shown:
        shortest = heights.index(min(heights))
        columns[shortest].append(one)
        heights[shortest] += _height(one) + GAP
    size = (len(columns) * (WIDTH + GAP) - GAP + 2 * MARGIN, max(heights) + MARGIN)
    picture = Image.new("RGB", size, PAPER)
    draw = ImageDraw.Draw(picture)
    draw.text((MARGIN, MARGIN), _fitted(draw, company, 30, size[0] - 2 * MARGIN), TITLE, _font(30))
    for place, column in enumerate(columns):
        _column(draw, MARGIN + place * (WIDTH + GAP), column, nameless)
    file = BytesIO()
    picture.save(file, "PNG")
    return file.getvalue()


def _column(draw: ImageDraw.ImageDraw, left: int, column: Sequence[Department], nameless: str) -> None:
    top = MARGIN + HEAD + GAP
    for one in column:
        bottom = top + _height(one)
        draw.rounded_rectangle((left, top, left + WIDTH, bottom), 8, outline=FRAME, width=2)
        draw.text((left + 12, top + 8), _fitted(draw, one.name or nameless, 24), TITLE, _font(24))
        for row, person in enumerate(one.people[:MOST_PEOPLE]):
            line = " ".join(filter(None, (person.title, person.name)))
            draw.text((left + 12, top + HEAD + row * LINE), _fitted(draw, line, 22), INK, _font(22))
        top = bottom + GAP


def _height(one: Department) -> int:
    return HEAD + LINE * min(len(one.people), MOST_PEOPLE) + 10


def _fitted(draw: ImageDraw.ImageDraw, text: str, size: int, width: int = WIDTH - 24) -> str:
    """As much of the text as fits into so many pixels, by default a box."""
    while text and draw.textlength(text, _font(size)) > width:
        text = f"{text.removesuffix('…')[:-1]}…"
    return text


@cache
def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """The system's Japanese font as fontconfig names it, else Pillow's own."""
    asked = ["fc-match", "-f", "%{file}", ":lang=ja"]
    try:
        path = subprocess.run(asked, capture_output=True, text=True, check=True).stdout
        return ImageFont.truetype(path, size)
    except (OSError, subprocess.CalledProcessError):
        return ImageFont.load_default(size)
