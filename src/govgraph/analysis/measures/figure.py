"""A figure, or the reason why there is none: what cannot be told is never told as zero."""

from __future__ import annotations

from decimal import Decimal
from enum import Enum
from fractions import Fraction

from govgraph.model import Label


class NotDefined(Enum):
    """Why a measure has no value; the value of each is the reason in words.

    >>> NotDefined.NO_LINES
    not defined: it has no line
    """

    NO_LINES = Label("ไม่มีเส้นเชื่อม", "it has no line")
    NO_NODES = Label("ไม่มีจุดชนิดนี้", "there is no node of this kind")
    NO_PAIRS = Label("ไม่มีคู่ให้เทียบ", "there is no pair to compare")
    NO_WEIGHT = Label("น้ำหนักของเส้นเชื่อมรวมกันเป็นศูนย์", "the weights of the lines add up to nothing")
    WEIGHT_UNKNOWN = Label("ไม่ทราบน้ำหนักของเส้นเชื่อมบางเส้น", "the weight of a line is not on record")
    WEIGHT_NEGATIVE = Label("เส้นเชื่อมบางเส้นมีน้ำหนักติดลบ", "the weight of a line is below zero")
    NOTHING_BETWEEN = Label("เครือข่ายเล็กเกินกว่าจะมีจุดคั่นกลาง", "the network is too small for a node to be between others")
    NO_SHARED_NEIGHBOUR = Label("ไม่มีเพื่อนบ้านร่วมกับจุดใด", "it shares no neighbour with another node")
    ONE_NEIGHBOUR = Label("มีเพื่อนบ้านไม่ถึงสองจุด", "it has fewer than two neighbours")
    NO_THREE_PATH = Label("ไม่มีทางเดินยาวสามเส้น", "the network has no path of three lines")
    NO_TWO_PATH = Label("ไม่มีทางเดินยาวสองเส้น", "the network has no path of two lines")
    NOT_TWO_MODES = Label("เครือข่ายไม่ได้มีสองฝ่าย", "the network does not have two modes")
    GROUP_UNKNOWN = Label(
        "ไม่มีบันทึกว่าอยู่ในกลุ่มใดเพียงกลุ่มเดียว", "no record says to which one group it or a neighbour belongs"
    )
    NO_GROUPS = Label("ไม่มีบันทึกการแบ่งกลุ่มของจุดชนิดนี้", "no record divides nodes of this kind into groups")
    ONE_GROUP = Label("ทุกจุดอยู่ในกลุ่มเดียวกัน", "all belong to one group")
    NO_DIRECTION = Label("เส้นเชื่อมไม่มีทิศทาง", "the lines have no direction")
    ONE_RUN = Label("คำนวณเพียงครั้งเดียว", "there was one run only")
    NOTHING = Label("ไม่มีจำนวนใดบันทึกไว้", "no amount is on record")
    ONE_HOLDER = Label("มีผู้ถือเพียงรายเดียว", "there is one holder only")
    NEGATIVE = Label("มีจำนวนติดลบ", "an amount is below zero")

    def __repr__(self) -> str:
        return f"not defined: {self.value.en}"


Figure = int | float | Fraction | Decimal | NotDefined
"""What a measure comes to."""


def rounded(figure: Figure) -> int | Decimal | None:
    """Return a figure as tables hold it: whole numbers and sums as they are, the rest to six places.

    >>> rounded(Fraction(2, 3)), rounded(0.5), rounded(1.0), rounded(7), rounded(NotDefined.NO_LINES)
    (Decimal('0.666667'), Decimal('0.5'), Decimal('1'), 7, None)
    """
    if isinstance(figure, NotDefined):
        return None
    if isinstance(figure, (int, Decimal)):
        return figure
    if isinstance(figure, Fraction) and figure.denominator == 1:
        return figure.numerator
    of_six = round(float(figure), 6)
    return Decimal(int(of_six)) if of_six.is_integer() else Decimal(str(of_six))
