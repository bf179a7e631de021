"""Thai text as it should have been typed.

Two texts that look the same on paper may differ in their characters: an invisible space inside a word, a vowel
typed as two letters, a tone mark typed too early. :func:`normalise` mends what has one possible meaning, says by
code what it mended, and leaves the rest as it stands. :func:`key` goes further and gives what names are compared by.

Never NFKC: it splits every ำ in two.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from unicodedata import is_normalized
from unicodedata import normalize as _compose

from govgraph.thai.patterns import Pattern

INVISIBLE: Final = "GG-TXT-001"
NOT_COMPOSED: Final = "GG-TXT-002"
DOUBLED_SARA_E: Final = "GG-TXT-003"
SPLIT_SARA_AM: Final = "GG-TXT-004"
TONE_OUT_OF_ORDER: Final = "GG-TXT-005"
DOUBLED_MARK: Final = "GG-TXT-006"
ODD_SPACES: Final = "GG-TXT-007"
CONTROL: Final = "GG-TXT-008"
BROKEN: Final = "GG-TXT-009"
OLD_FONT: Final = "GG-TXT-010"
PRIVATE_USE: Final = "GG-TXT-011"
LAKKHANGYAO: Final = "GG-TXT-012"
BARE_MARK: Final = "GG-TXT-013"
STACKED_TONES: Final = "GG-TXT-014"

LOST: Final = "\ufffd"
"""Stands where a character was that no text may hold (U+FFFD)."""

LOST_IN_PDF: Final = "(cid:"
"""What stands, with a number, for a letter that could not be taken out of a PDF."""

_TONES: Final = "่้๊๋"
_ABOVE_OR_BELOW: Final = "ัิีึืํ็ุู"
_FOLLOWING: Final = "ะาำๅ"
_LEADING: Final = "เแโใไ"
_MARKS: Final = f"{_TONES}{_ABOVE_OR_BELOW}ฺ์๎"

_INVISIBLE_SET: Final = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_CONTROL_SET: Final = "\x00-\x08\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff" + "".join(
    f"{chr((plane << 16) | 0xFFFE)}{chr((plane << 16) | 0xFFFF)}" for plane in range(1, 17)
)
_BROKEN_SET: Final = f"\ud800-\udfff{LOST}"
_OLD_FONT_SET: Final = "\uf700-\uf71a"
_PRIVATE_SET: Final = "\ue000-\uf6ff\uf71b-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd"
_ODD_SPACE_SET: Final = "\t\n\v\f\r\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"

# What str.isprintable does not refuse already. One set first and one set next, so that the engine runs over clean
# text quickly; what follows looks back at the character found.
_SUSPECT: Final = Pattern(
    rf"[{_MARKS}{_FOLLOWING}{_LEADING} {LOST}]"
    rf"(?:(?=[{_MARKS}{_FOLLOWING}{_LEADING} ])"
    rf"(?:(?<=[{_TONES}์])[{_ABOVE_OR_BELOW}{_TONES}]|(?<= )[ {_MARKS}]|(?<=ํ)[{_TONES}]?า|(?<=[{_FOLLOWING}])[{_TONES}]"
    rf"|(?<=([{_MARKS}{_FOLLOWING}{_LEADING}]))\1)"
    rf"|(?<=\A[ {_MARKS}])|(?<= )\Z|(?<=[ๅ{LOST}]))"
)

_STANDARD_MARKS: Final = dict(
    zip(
        range(0xF700, 0xF71B),
        "\u0e10\u0e34\u0e35\u0e36\u0e37"  # tho than without its foot; i, ii, ue, uee
        "\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e48\u0e49\u0e4a\u0e4b\u0e4c"  # tones and thanthakhat: low left, low
        "\u0e0d\u0e31\u0e4d\u0e47"  # yo ying without its foot; mai han-akat, nikhahit, maitaikhu
        "\u0e48\u0e49\u0e4a\u0e4b\u0e4c"  # tones and thanthakhat: high left
        "\u0e38\u0e39\u0e3a",  # u, uu, phinthu: set lower
        strict=True,
    )
)
"""Where the fonts of the 1990s kept second shapes of marks (set lower or further left), and the marks meant."""

_STEPS: Final[tuple[tuple[str, Pattern, str], ...]] = (
    (DOUBLED_SARA_E, Pattern("เเ"), "แ"),
    (SPLIT_SARA_AM, Pattern(f"([{_TONES}]*)ํ([{_TONES}]*)า"), r"\1\2ำ"),
    (SPLIT_SARA_AM, Pattern(f"ำ([{_TONES}]+)"), r"\1ำ"),
    (TONE_OUT_OF_ORDER, Pattern(f"([{_TONES}์]+)([{_ABOVE_OR_BELOW}]+)"), r"\2\1"),
    (TONE_OUT_OF_ORDER, Pattern(f"([ะาๅ]+)([{_TONES}]+)"), r"\2\1"),
    (DOUBLED_MARK, Pattern(f"([{_MARKS}{_FOLLOWING}{_LEADING}])\\1+"), r"\1"),
    (LAKKHANGYAO, Pattern("(?<![ฤฦ])ๅ"), "า"),
)
_OLD_FONT: Final = Pattern(f"[{_OLD_FONT_SET}]")
_PRIVATE: Final = Pattern(f"[{_PRIVATE_SET}]")
_CONTROL: Final = Pattern(f"[{_CONTROL_SET}]")
_BROKEN: Final = Pattern(f"[{_BROKEN_SET}]")
_INVISIBLE: Final = Pattern(f"[{_INVISIBLE_SET}]")
_SPACES: Final = Pattern(f"[ {_ODD_SPACE_SET}]+")
_BARE_MARK: Final = Pattern(rf"(?:\A| )[{_MARKS}]")
_STACKED: Final = Pattern(f"[{_TONES}]{{2,}}")

_DIGITS: Final = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_FOR_KEYS: Final = {
    **_DIGITS,
    **dict.fromkeys(map(ord, " \t\n\v\f\r\u00a0\u1680\u2028\u2029\u202f\u205f\u3000")),
    **dict.fromkeys(range(0x2000, 0x200B)),
    **dict.fromkeys(map(ord, "“”„‟«»″〃"), '"'),
    **dict.fromkeys(map(ord, "‘’‚‛`´ʼ′"), "'"),
    **dict.fromkeys(map(ord, "‐‑‒–—―−﹘﹣－"), "-"),
}


@dataclass(frozen=True, slots=True)
class Normal:
    """A text put right, and what was wrong with it: codes ``GG-TXT-…`` in the order of the steps, each once.

    Codes of the severity *error* (see ``data/findings/thai.yaml``) say that something of the text is lost.
    """

    text: str
    repairs: tuple[str, ...]


def normalise(raw: str) -> Normal:
    r"""Return the text as it should have been typed, with a code for every kind of change or doubt.

    The steps: marks of old fonts; characters that no text may hold (each becomes U+FFFD); invisible characters;
    composition (NFC); เเ to แ; ํ and า to ำ; tone marks to their place; doubled marks to one; ๅ to า (not after ฤ
    and ฦ); spaces of all kinds, also line ends, to one space, none at the ends. What has more than one possible
    meaning is left and told: private characters, marks without a letter, two tones on one letter. Clean text comes
    back as the same object. Normalising twice changes nothing more.

    >>> normalise("กรมปศุสัตว์\u200b ")
    Normal(text='กรมปศุสัตว์', repairs=('GG-TXT-001', 'GG-TXT-007'))
    >>> normalise("เเผนพัฒนาน้ํา").text == "แผนพัฒนาน้ำ"
    True
    """
    if (
        raw.isprintable()
        and _SUSPECT.search(raw) is None
        and LOST_IN_PDF not in raw
        and (raw.isascii() or is_normalized("NFC", raw))
    ):
        return Normal(raw, ())
    repairs: list[str] = []

    def note(code: str, text: str, changed: str) -> str:
        if changed != text and code not in repairs:
            repairs.append(code)
        return changed

    text = note(OLD_FONT, raw, _OLD_FONT.sub(lambda m: _STANDARD_MARKS[ord(m[0])], raw))
    if _BROKEN.search(text) or LOST_IN_PDF in text:
        repairs.append(BROKEN)
        text = _BROKEN.sub(LOST, text)
    text = note(CONTROL, text, _CONTROL.sub(LOST, text))
    text = note(INVISIBLE, text, _INVISIBLE.sub("", text))
    before = None
    while before != text:
        before = text
        text = note(NOT_COMPOSED, text, _compose("NFC", text))
        for code, wrong, right in _STEPS:
            text = note(code, text, wrong.sub(right, text))
    text = note(ODD_SPACES, text, _SPACES.sub(" ", text).strip(" "))
    for code, doubtful in ((PRIVATE_USE, _PRIVATE), (BARE_MARK, _BARE_MARK), (STACKED_TONES, _STACKED)):
        if doubtful.search(text):
            repairs.append(code)
    return Normal(text, tuple(repairs))


def arabic_digits(text: str) -> str:
    """Return the text with Thai digits as Arabic ones.

    >>> arabic_digits("พ.ศ. ๒๕๕๓")
    'พ.ศ. 2553'
    """
    return text.translate(_DIGITS)


@lru_cache(maxsize=65536)
def key(text: str) -> str:
    r"""Return what names are compared by: put right, without spaces and case, digits, quotes and dashes of one kind.

    ฯ and dots stay: they tell an abbreviation from a word.

    >>> key("กรม\u200bปศุสัตว์ ") == key("กรมปศุสัตว์"), key("Rice  Department"), key("ฉบับที่ ๑๒")
    (True, 'ricedepartment', 'ฉบับที่12')
    """
    # Put right again where a space went: what it parted may be one character typed as two.
    folded = normalise(normalise(text).text.translate(_FOR_KEYS)).text.casefold()
    return folded if folded.isascii() else normalise(folded).text.translate(_FOR_KEYS)
