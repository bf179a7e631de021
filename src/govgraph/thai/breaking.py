"""Where a line of Thai may end.

Thai is written without spaces between words. :func:`words` cuts a text at the places where a line may end
(word edges found by pythainlp's maximal matching), and :func:`lines` sets it in the fewest lines that fit,
and among those the most even. Both serve English just as well.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from govgraph.thai.dates import MONTHS_EN, MONTHS_TH

if TYPE_CHECKING:
    from pythainlp.util import Trie

GOVERNANCE_WORDS: Final = (
    "กลุ่มจังหวัด",
    "ก.น.จ.",
    "ก.บ.ก.",
    "ก.บ.จ.",
    "ก.พ.ร.",
    "โครงสร้าง",
    "จังหวัด",
    "จัดหางาน",
    "เจรจา",
    "ชีวิต",
    "ธุรกิจ",
    "ท้องถิ่น",
    "ทรัพยากร",
    "ธรรมชาติ",
    "น้ำบาดาล",
    "บูรณาการ",
    "บริหาร",
    "ปลัดกระทรวง",
    "ประเทศไทย",
    "ผลิตภาพ",
    "ผังเมือง",
    "ผู้ด้อยโอกาส",
    "ผู้สูงอายุ",
    "แผนปฏิบัติราชการ",
    "แผนพัฒนา",
    "มหาดไทย",
    "มีส่วนร่วม",
    "ยุทธศาสตร์",
    "โยธาธิการ",
    "รัฐวิสาหกิจ",
    "โลจิสติกส์",
    "วิชาการเกษตร",
    "วิสัยทัศน์",
    "ศุลกากร",
    "ส่วนกลาง",
    "ส่วนท้องถิ่น",
    "ส่วนภูมิภาค",
    "สหกรณ์",
    "สำนักงาน",
    "หนี้สาธารณะ",
    "หม่อนไหม",
    "หัตถอุตสาหกรรม",
    "แห่งประเทศไทย",
    "อุทยานแห่งชาติ",
)
"""Words of public administration that a general dictionary lacks or cuts up."""

_MISLEADING: Final = frozenset(["กรมการ", "กรมวิชาการ", "กิจการค้า", "การงาน", "งานบริหาร", "ร่วมใน"])
"""Words left out of the dictionary: กรมการข้าว is กรม and การข้าว, not กรมการ and ข้าว."""

_NAME_OF_A_BODY: Final = re.compile(
    r"(กรม|กระทรวง|สำนัก|คณะกรรมการ|องค์การ|องค์กร|กอง).{9,}|.*(และ|แห่งประเทศไทย|แห่งชาติ).*"
)
"""Whole names of ten words stand in the dictionary as one; a line must be able to end inside them."""

_JOIN_THAI: Final = frozenset(
    re.split(
        " ",
        "และ หรือ ของ การ ความ แห่ง กรม สำนัก กระทรวง เพื่อ ด้าน ผู้ ที่ ใน กับ โดย แก่ จาก ด้วย นัก ต่อ ตาม คณะ ร่วม",
    )
)
_JOIN_ENGLISH: Final = frozenset(re.split(" ", "a an and at by for from in of on or per the to with &"))
"""Weak words: a line does not end with them, if it can be helped."""

_NEVER_FIRST: Final = frozenset("ะัาำิีึืฺุูๅๆฯ็่้๊๋์ํ๎" + ")]}”’»,.;:!?%…")
_NEVER_LAST: Final = frozenset("เแโใไ" + "([{“‘«")
_THAI_RUN: Final = re.compile(r"[\u0e00-\u0e7f]")
_DATE: Final = re.compile(
    rf"\d{{1,2}}\s(?:{'|'.join((*MONTHS_TH, *MONTHS_EN))})\s\d{{4}}(?!\d)|พ\.ศ\.\s\d{{4}}(?!\d)|B\.E\.\s\d{{4}}(?!\d)"
)
_PIECE: Final = re.compile(rf"({_DATE.pattern}|\s+)")

_WORD_EDGE_COSTS: Final = 0.30
_SPACE_COSTS: Final = 0.25
"""What a break at a word edge and at a space costs beside one after a comma, as shares of the squared width."""


@lru_cache(maxsize=8)
def _dictionary(vocabulary: frozenset[str]) -> Trie:
    # Half a second and 60,000 words: only when the first Thai name is to be set.
    from pythainlp.corpus import thai_words
    from pythainlp.util import dict_trie

    general = {word for word in thai_words() - _MISLEADING if len(word) < 12 or not _NAME_OF_A_BODY.fullmatch(word)}
    return dict_trie(general | frozenset(GOVERNANCE_WORDS) | vocabulary)


def _thai_words(run: str, vocabulary: frozenset[str]) -> list[str]:
    from pythainlp.tokenize import word_tokenize

    found: list[str] = word_tokenize(run, custom_dict=_dictionary(vocabulary), engine="newmm")
    # The tokenizer must not lose or add a character; where it does, the run stays in one piece.
    return found if "".join(found) == run else [run]


@lru_cache(maxsize=4096)
def _segments(text: str, vocabulary: frozenset[str]) -> tuple[str, ...]:
    pieces: list[str] = []
    for piece in _PIECE.split(text):
        if not piece:
            continue
        if piece.isspace() and pieces:
            pieces[-1] += piece
        elif _THAI_RUN.search(piece) and not _DATE.fullmatch(piece):
            pieces.extend(_thai_words(piece, vocabulary))
        else:
            pieces.append(piece)
    joined: list[str] = []
    for piece in pieces:
        if joined and _inseparable(joined[-1], piece):
            joined[-1] += piece
        else:
            joined.append(piece)
    return tuple(joined)


def _inseparable(left: str, right: str) -> bool:
    if left.isspace():
        return True
    if right[0] in _NEVER_FIRST:
        return True
    return left[-1] in _NEVER_LAST


def words(text: str, vocabulary: Collection[str] = ()) -> list[str]:
    """Cut a text where a line may end; the pieces put together are the text, spaces stay at their ends.

    ``vocabulary`` holds further words that must not be cut.

    >>> words("กรมการข้าวและผังเมือง 12 มกราคม 2553")
    ['กรม', 'การ', 'ข้าว', 'และ', 'ผังเมือง ', '12 มกราคม 2553']
    """
    return list(_segments(text, frozenset(vocabulary)))


def lines(text: str, width: float, measure: Callable[[str], float], vocabulary: Collection[str] = ()) -> list[str]:
    """Set a text in the fewest lines that fit the width, and among those the most even ones.

    ``measure`` gives the width of a string. Weak words (และ, ของ, of, the) stay with what follows them as
    long as that fits. A word wider than the line is never cut: it gets a line of its own, and the caller
    sees that it does not fit.

    >>> lines("กรมอุทยานแห่งชาติ สัตว์ป่าและพันธุ์พืช", 30, len)
    ['กรมอุทยานแห่งชาติ', 'สัตว์ป่าและพันธุ์พืช']
    >>> lines("Office of Welfare Promotion", 12, len)
    ['Office', 'of Welfare', 'Promotion']
    """
    text = text.strip()
    if not text:
        return []
    if measure(text) <= width:
        return [text]
    return _most_even(words(text, vocabulary), width, measure)


def _break_costs(piece: str) -> tuple[int, float]:
    """Return whether a break after this piece leaves a weak word alone, and what it costs in evenness."""
    bare = piece.rstrip()
    if piece in _JOIN_THAI or bare.casefold() in _JOIN_ENGLISH:
        return 1, 0.0
    if bare == piece:
        return 0, _WORD_EDGE_COSTS
    return 0, 0.0 if bare[-1:] in ",;:" else _SPACE_COSTS


def _most_even(pieces: Sequence[str], width: float, measure: Callable[[str], float]) -> list[str]:
    count = len(pieces)
    chosen = [""] * (count + 1)
    following = [count] * (count + 1)
    # best[i] = (overflow, weak words left alone, lines, raggedness) of the best setting of pieces[i:]
    best: list[tuple[float, int, int, float]] = [(0.0, 0, 0, 0.0)] * (count + 1)
    for i in range(count - 1, -1, -1):
        best[i] = (float("inf"), 0, 0, 0.0)
        for j in range(i + 1, count + 1):
            line = "".join(pieces[i:j]).strip()
            wide = measure(line)
            overflow = max(0.0, wide - width)
            if overflow and j > i + 1:
                break
            weak, uneven = _break_costs(pieces[j - 1]) if j < count else (0, 0.0)
            ragged = (width - wide) ** 2 + uneven * width**2
            rest = best[j]
            cost = (overflow + rest[0], weak + rest[1], 1 + rest[2], ragged + rest[3])
            if cost < best[i]:
                best[i], following[i], chosen[i] = cost, j, line
    found, i = [], 0
    while i < count:
        found.append(chosen[i])
        i = following[i]
    return found
