"""Department and title: which part of a row is which, and which rows belong together."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from contacts.values import Post
from ocr.fields import office_labels, words
from ocr.fields.text import is_japanese
from ocr.layout import Row

CONFIRMED = 0.99
# A title told by its place alone, in a language whose words are not known.
PLACED = 0.88
# How far below a name a title of unknown words may stand, in sizes of the name.
PLACE = 1.6
_CONTACT = re.compile(r"(?i:tel|fax|phone|mobile|mail)|電話|携帯|直通|代表[\s:：(（]*[\d〇+]")
_BETWEEN = re.compile(r",\s+|\s+[-–—|/·•]\s+")
_JOINT = re.compile(r"\s*(?:兼[任務]?|/|／)\s*")
# Two posts on one row, the word between them kept as printed.
_TWO_POSTS = re.compile(r"(\s+兼[任務]?\s*|兼[任務]?\s+)")
_TWO_POSTS_GLUED = re.compile(r"(兼[任務]?)")
# A heading over an address; no department is called so.
_SEAT = re.compile(r"[【(]?(?:本社|本店)[】)]?[:：]?")
_BRAND = re.compile(r"^(?!お|ご|人の)\S+の\S+室$")
_FIRMS = re.compile(r"(?:[ァ-ヺー]{3,}|[A-Za-z]{2,})\s?(?:グループ|GROUP|Group)")
_DIVISION = re.compile(r"(?:部|本部|局)$")
_PLACE_OF_WORK = re.compile(r"\S*(?:研究所|工場|営業所|事業所|支店|支社)")
_ALSO = re.compile(r"^兼[任務]?\s*")


@dataclass(slots=True)
class Posts:
    """What was found: departments and titles in printed order, in Japanese and in English."""

    departments: list[str] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    departments_en: list[str] = field(default_factory=list)
    titles_en: list[str] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    pairs: list[Post] = field(default_factory=list)
    guessed: bool = False

    def sure(self) -> tuple[float, float]:
        """How sure departments and titles are (0..1): words known as such count as read right."""
        read = [(row.text, row.confidence) for row in self.rows]

        def least(values: list[str], known: Callable[[str], bool]) -> float:
            found = [
                CONFIRMED if known(value) else sure
                for value in values
                for text, sure in read
                if value in text
            ]
            return min([*found, PLACED if self.guessed else 1.0])

        japanese = least(self.departments, lambda _: False), least(self.titles, words.is_title)
        english = least(self.departments_en, lambda _: False), least(self.titles_en, lambda _: False)
        return min(japanese[0], english[0]), min(japanese[1], english[1])

    def posts(self) -> tuple[Post, ...]:
        """More than one post (兼務) as a list; a single one is told by department and title alone."""
        if any(post.department for post in self.pairs):
            return tuple(self.pairs)
        printed = [title for title in _JOINT.split(" ".join(self.titles)) if title]
        titles = [post.title for post in self.pairs] or printed
        if len(titles) < 2 or not any("兼" in text for text in self.titles + self.departments):
            return ()
        parted: list[str | None] = [*_JOINT.split(" ".join(self.departments))]
        departments = parted if len(parted) == len(titles) else [None] * len(titles)
        return tuple(Post(department, title) for department, title in zip(departments, titles, strict=True))


def find(rows: Sequence[Row], name: Row | None = None) -> Posts:
    """Departments and titles among the rows that are neither name nor company nor address.

    `name` is the row of the person's name in letters: what stands right below it in the same block is a
    title, and what stands beside that title a department, also in languages whose words are not known.
    """
    posts = Posts()
    for row in rows:
        text = re.sub(r"^[(（]([^()（）]*)[)）]$", r"\1", row.text.strip(" ・|,/／"))
        if is_japanese(text):
            _japanese(text, row, posts)
        else:
            _english(text, row, posts)
    posts.departments = _ranked(posts.departments)
    if name is not None and not is_japanese(name.text):
        _by_place(rows, name, posts)
    return posts


def _ranked(departments: list[str]) -> list[str]:
    """Departments without what is none beside them: a group of firms in front, a brand's まちの編集室."""
    kept = [name for name in departments if not _BRAND.search(name)] or departments
    grouped = len(kept) > 1 and _FIRMS.fullmatch(kept[0]) and any(_DIVISION.search(name) for name in kept[1:])
    return kept[1:] if grouped else kept


def _by_place(rows: Sequence[Row], name: Row, posts: Posts) -> None:
    free = [row for row in rows if row not in posts.rows and _wordy(row.text)]
    if not posts.titles_en and not posts.titles:
        below = [
            row
            for row in free
            if 0 < row.middle_y - name.middle_y < PLACE * name.size and _same_block(row, name)
        ]
        if below:
            title = min(below, key=lambda row: row.middle_y)
            posts.guessed = True
            posts.titles_en.append(title.text.strip(" ,"))
            posts.rows.append(title)
    if not posts.departments_en and not posts.departments:
        beside = [
            row for row in free if row not in posts.rows and any(_next_to(row, post) for post in posts.rows)
        ]
        for row in beside[:1]:
            posts.departments_en.append(row.text.strip(" ,"))
            posts.rows.append(row)


def _wordy(text: str) -> bool:
    """Whether a text could be a title or department by its form: some words, capitals first, no sentence."""
    if re.search(r"[\d@:/]|[.!?。]$", text) or not 2 <= len(text) <= 60 or is_japanese(text):
        return False
    big = [word for word in re.findall(r"[^\W\d_][\w'’&-]*", text) if len(word) > 3 or word.isupper()]
    return bool(big) and all(word[0].isupper() for word in big)


def _same_block(one: Row, other: Row) -> bool:
    edges = (one.left - other.left, one.right - other.right, one.middle_x - other.middle_x)
    return min(abs(edge) for edge in edges) < 0.9 * max(one.size, other.size)


def _next_to(row: Row, post: Row) -> bool:
    size = max(row.size, post.size)
    similar = row.size < 1.35 * post.size and post.size < 1.35 * row.size
    return similar and abs(row.middle_y - post.middle_y) < 1.8 * size and _same_block(row, post)


def _japanese(text: str, row: Row, posts: Posts) -> None:
    if len(text) > 40 or words.SLOGAN_MARKS.search(text) or _CONTACT.match(text):
        return
    goes_on = bool(posts.titles and _ALSO.match(text))
    text = _ALSO.sub("", text) if goes_on else text
    departments, titles = _two(text, posts) or _parted(text)
    if departments or titles:
        posts.titles += ["兼"] if goes_on and titles else []
        posts.departments += departments
        posts.titles += titles
        posts.rows.append(row)


def _two(text: str, posts: Posts) -> tuple[list[str], list[str]] | None:
    """The departments and titles of a row with two posts; each post by itself goes into `posts`."""
    pieces = (_TWO_POSTS if _TWO_POSTS.search(text) else _TWO_POSTS_GLUED).split(text)
    parts = [_parted(piece) for piece in pieces[::2]]
    if len(parts) < 2 or not all(departments or titles for departments, titles in parts):
        return None
    departments = [" ".join(part[0]) for part in parts]
    titles = [" ".join(part[1]) for part in parts]
    if all(titles):
        posts.pairs += [Post(one or None, other) for one, other in zip(departments, titles, strict=True)]
    return _rejoined(departments, pieces[1]), _rejoined(titles, pieces[1])


def _rejoined(values: Sequence[str], joint: str) -> list[str]:
    return [joint.join(filter(None, values))] if any(values) else []


def _parted(text: str) -> tuple[list[str], list[str]]:
    """The departments and titles of one Japanese row, by its spaces and, within a word, by its endings."""
    departments: list[str] = []
    titles: list[str] = []
    for word in text.split():
        if _is_slogan(word) or _SEAT.fullmatch(word) or re.fullmatch(r"[\u3041-\u309f]+", word):
            continue
        if words.is_department(word) and not words.ends_with_title(word) and not words.ends_like_title(word):
            departments.append(word)
        elif words.ends_with_title(word) or words.ends_like_title(word):
            department, title = _cut(word)
            departments += [department] if department else []
            titles.append(title)
        elif (
            words.title_in(word)
            and "の" not in word
            and len(word) <= 20
            and not office_labels.is_heading(word)
        ):
            titles.append(word)
        elif departments or titles:
            (titles if titles else departments).append(word)
    return departments, titles


def _is_slogan(word: str) -> bool:
    """A phrase with particles that ends in a title's word: 精密加工のベストパートナー."""
    if re.search(r"[部課係室局]$", word):
        return bool(re.search(r"[をがへ]", word))
    return bool(re.search(r"[のをでがへに]", word)) and not words.is_title(word) and len(word) > 6


def _cut(word: str) -> tuple[str, str]:
    """営業部課長 -> 営業部, 課長; a word that is a title as a whole stays one."""
    if words.is_title(word):
        return "", word
    cuts = [(word[:end], word[end:]) for end in range(2, len(word) - 1)]
    parts = [cut for cut in cuts if words.ends_with_department(cut[0]) or _PLACE_OF_WORK.fullmatch(cut[0])]
    whole = [part for part in parts if words.is_title(part[1])]
    titled = [part for part in parts if words.ends_with_title(part[1]) and part[1][0] not in "長員"]
    return whole[0] if whole else titled[-1] if titled else ("", word)


def _english(text: str, row: Row, posts: Posts) -> None:
    if len(text) > 70 or re.search(r"[\d@]", text):
        return
    if words.english_title(text):
        title, department = _english_parted(text)
        posts.titles_en.append(title)
        posts.departments_en += [department] if department else []
        posts.rows.append(row)
    elif words.english_department(text):
        posts.departments_en.append(text.rstrip(" ,"))
        posts.rows.append(row)


def _english_parted(text: str) -> tuple[str, str]:
    """Sales Manager, Export Department -> title and department."""
    head, comma, tail = text, "", ""
    found = _BETWEEN.search(text)
    if found and text.count("(", 0, found.start()) == text.count(")", 0, found.start()):
        head, comma, tail = text[: found.start()], found.group(), text[found.end() :]
    if comma and words.english_title(head) and not words.english_title(tail):
        return head, tail
    if comma and words.english_title(tail) and not words.english_title(head):
        return tail, head
    return text, ""
