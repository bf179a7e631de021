"""Amounts read from cells, exact to the digit, and the units that headings name."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govgraph.thai import AmountReading, UnreadableTextError, read_amount, unit_in

MILLION = Decimal(1_000_000)
THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
# Less than a millionth of a baht is what is left over from a sum in floating point, and no amount.
amounts = st.one_of(st.just(Decimal(0)), st.decimals(min_value="0.000001", max_value=10**12, places=8))


def outcome(text: str, unit: Decimal = Decimal(1)) -> AmountReading | UnreadableTextError:
    try:
        return read_amount(text, unit)
    except UnreadableTextError as error:
        return error


@pytest.mark.parametrize(
    ("text", "baht"),
    [
        ("12500", "12500"),
        ("12,500", "12500"),
        ("12,500.00", "12500"),
        ("๑๒,๕๐๐.๐๐", "12500"),
        ("12,500.-", "12500"),
        ("12,500.–", "12500"),
        ("12,500 บาท", "12500"),
        ("12,500.00 บาท", "12500"),
        ("12,500บาทถ้วน", "12500"),
        ("12,500.- บาท", "12500"),
        ("฿12,500", "12500"),
        ("฿ 12,500.50", "12500.5"),
        ("THB 12,500", "12500"),
        ("12,500 baht", "12500"),
        ("0", "0"),
        ("0.00", "0"),
        (" 1,149,598,100.0 ", "1149598100"),
        ("151650316.66666666", "151650316.66666666"),
        ("1,356,514.2857142857", "1356514.2857142857"),
        ("1000000000000000", "1000000000000000"),
    ],
)
def test_amounts_in_baht_are_read_to_the_last_digit(text: str, baht: str) -> None:
    reading = read_amount(text)
    assert reading == AmountReading(Decimal(baht), ())
    assert str(reading.baht) == baht


@pytest.mark.parametrize(
    ("text", "baht"),
    [("8.75", "8750000"), ("8.750", "8750000"), ("1,200", "1200000000"), ("0.000001", "1"), ("0", "0")],
)
def test_numbers_without_unit_count_in_that_of_the_column(text: str, baht: str) -> None:
    reading = read_amount(text, MILLION)
    assert reading == AmountReading(Decimal(baht), ())
    assert str(reading.baht) == baht


@pytest.mark.parametrize(
    ("text", "baht"),
    [
        ("12.5 ล้านบาท", 12_500_000),
        ("12.5ล้าน", 12_500_000),
        ("๑๒.๕ ล้านบาท", 12_500_000),
        ("3 หมื่นบาท", 30_000),
        ("5 แสนบาท", 500_000),
        ("5 แสน", 500_000),
        ("7 พันบาท", 7_000),
        ("8 ร้อยล้านบาท", 800_000_000),
        ("1.5 พันล้านบาท", 1_500_000_000),
        ("2 ล้านล้านบาท", 2_000_000_000_000),
        ("1.25 ลบ.", 1_250_000),
        ("2 million baht", 2_000_000),
        ("2 mb", 2_000_000),
        ("2.5 Billion Baht", 2_500_000_000),
        ("2 ล้านบาทถ้วน", 2_000_000),
    ],
)
def test_a_unit_in_the_cell_goes_before_that_of_the_column_and_is_told(text: str, baht: int) -> None:
    for unit in (Decimal(1), Decimal(10) ** 13):
        reading = read_amount(text, unit)
        ((code, values),) = reading.remarks
        assert reading.baht == baht
        assert code == "GG-AMT-021"
        assert values["read_th"] == f"{baht:,} บาท"


def test_the_steward_sees_both_units_and_the_result() -> None:
    ((_, values),) = read_amount("8,750,000 บาท", MILLION).remarks
    assert values == {
        "own_th": "บาท",
        "own_en": "baht",
        "heading_th": "ล้านบาท",
        "heading_en": "million baht",
        "read_th": "8,750,000 บาท",
        "read_en": "8,750,000 baht",
    }


def test_a_unit_in_the_cell_that_is_that_of_the_column_needs_no_remark() -> None:
    assert read_amount("12.5 ล้านบาท", MILLION) == AmountReading(Decimal(12_500_000), ())


@pytest.mark.parametrize(
    ("text", "baht"), [("1.2E+07", 12_000_000), ("1.2e7", 12_000_000), ("1.5E-01", Decimal("0.15"))]
)
def test_the_exponent_form_of_excel_is_read_and_told(text: str, baht: Decimal) -> None:
    reading = read_amount(text)
    assert (reading.baht, [code for code, _ in reading.remarks]) == (baht, ["GG-AMT-022"])


@pytest.mark.parametrize(
    ("text", "baht"), [("20,0", 200), ("528,000,00", 52_800_000), ("1,23,456.5", Decimal("123456.5"))]
)
def test_where_a_program_read_the_paper_digits_count_as_they_stand(text: str, baht: int | Decimal) -> None:
    reading = read_amount(text, any_commas=True)
    assert (reading.baht, [code for code, _ in reading.remarks]) == (baht, ["GG-AMT-023"])


@pytest.mark.parametrize(
    ("text", "code"), [("1.234.567,89", "GG-AMT-003"), (",500", "GG-AMT-002"), ("1,2-3,4", "GG-AMT-005")]
)
def test_other_faults_stay_faults_there(text: str, code: str) -> None:
    with pytest.raises(UnreadableTextError) as raised:
        read_amount(text, any_commas=True)
    assert raised.value.code == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "GG-AMT-001"),
        ("-", "GG-AMT-001"),
        ("–", "GG-AMT-001"),
        (" — ", "GG-AMT-001"),
        ("ไม่มี", "GG-AMT-001"),
        ("n/a", "GG-AMT-001"),
        ("ตามที่ได้รับจัดสรร", "GG-AMT-002"),
        ("สองล้านบาท", "GG-AMT-002"),
        ("=SUM(A1)", "GG-AMT-002"),
        ("#REF!", "GG-AMT-002"),
        ("12 ล้าน 5 แสนบาท", "GG-AMT-002"),
        ("บาท", "GG-AMT-002"),
        ("1e-50", "GG-AMT-002"),
        ("1 บทบาท", "GG-AMT-002"),
        ("(12 โครงการ)", "GG-AMT-004"),
        ("1,23,456", "GG-AMT-003"),
        ("1,000,00", "GG-AMT-003"),
        ("12,50", "GG-AMT-003"),
        ("1.234.567,89", "GG-AMT-003"),
        ("1.234,50 บาท", "GG-AMT-003"),
        ("1 000 000", "GG-AMT-003"),
        (",500", "GG-AMT-002"),
        ("-5", "GG-AMT-004"),
        ("–5", "GG-AMT-004"),
        ("−5.00 บาท", "GG-AMT-004"),
        ("(1,000)", "GG-AMT-004"),
        ("(1,000.00) บาท", "GG-AMT-004"),
        ("120 - 150", "GG-AMT-005"),
        ("120-150", "GG-AMT-005"),
        ("120 ถึง 150 ล้านบาท", "GG-AMT-005"),
        ("1,000-2,000 บาท", "GG-AMT-005"),
        ("1,000 + 2,000", "GG-AMT-005"),
        ("1,000/2,000", "GG-AMT-005"),
        ("ประมาณ 50", "GG-AMT-006"),
        ("~50", "GG-AMT-006"),
        ("ไม่เกิน 100", "GG-AMT-006"),
        ("> 5", "GG-AMT-006"),
        ("≥ 5 ล้านบาท", "GG-AMT-006"),
        ("50+", "GG-AMT-006"),
        ("50 กว่าล้านบาท", "GG-AMT-006"),
        ("up to 100", "GG-AMT-006"),
        ("5%", "GG-AMT-007"),
        ("ร้อยละ 5", "GG-AMT-007"),
        ("๕ เปอร์เซ็นต์", "GG-AMT-007"),
        ("1000000000000001", "GG-AMT-008"),
        ("1000000000.000001", "GG-AMT-008"),
        ("1E+999", "GG-AMT-008"),
        ("9" * 60, "GG-AMT-008"),
        ("$500", "GG-AMT-009"),
        ("500 ดอลลาร์", "GG-AMT-009"),
        ("USD 1,000", "GG-AMT-009"),
        ("1" * 500, "GG-AMT-002"),
    ],
)
def test_what_is_no_single_amount_is_refused_with_its_own_code(text: str, code: str) -> None:
    with pytest.raises(UnreadableTextError) as caught:
        read_amount(text, MILLION if text == "1000000000.000001" else Decimal(1))
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("heading", "unit"),
    [
        ("งบประมาณ (ล้านบาท)", 1_000_000),
        ("วงเงินงบประมาณ (บาท)", 1),
        ("จำนวนเงิน(บาท)", 1),
        ("งบประมาณ\n(พันบาท)", 1_000),
        ("งบประมาณ (หน่วย : ล้านบาท)", 1_000_000),
        ("หน่วย: หมื่นบาท", 10_000),
        ("งบประมาณ แสนบาท", 100_000),
        ("พันล้านบาท", 1_000_000_000),
        ("งบประมาณ (ล้าน บาท)", 1_000_000),
        ("งบประมาณ (ลบ.)", 1_000_000),
        ("จำนวนเงินบาท", 1),
        ("Budget (MB)", 1_000_000),
        ("Amount (million baht)", 1_000_000),
        ("Amount (THB)", 1),
        ("งบประมาณ", None),
        ("", None),
        ("บทบาทหน้าที่", None),
        ("บทบาท", None),
        ("รอยพระพุทธบาท", None),
        ("โครงการปรับปรุงบาทวิถี", None),
        ("ร้อยละ", None),
        ("จำนวน (ล้านคน)", None),
        ("งบประมาณ (บาท) / (ล้านบาท)", None),
        ("กรอบวงเงินรวม 250 ล้านบาท", None),
        ("กรอบวงเงินรวม ๒,๕๐๐ ล้านบาท", None),
        ("คำขอไม่เกิน 5 ล้าน", None),
        ("งบประมาณรวม 250 ล้านบาท (หน่วย: บาท)", 1),
        ("งบประมาณปี 2554 ล้านบาท", 1_000_000),
        ("งบประมาณ พ.ศ. ๒๕๕๔ พันบาท", 1_000),
    ],
)
def test_the_unit_of_a_heading(heading: str, unit: int | None) -> None:
    assert unit_in(heading) == (None if unit is None else Decimal(unit))


@given(amounts, st.integers(0, 6))
def test_every_amount_comes_back_from_every_form(amount: Decimal, form: int) -> None:
    text = [
        f"{amount:f}",
        f"{amount:,f}",
        f"{amount:,f}".translate(THAI_DIGITS),
        f"{amount:,f} บาท",
        f"฿{amount:,f}",
        f"{amount:f}บาทถ้วน",
        f"THB {amount:,f}",
    ][form]
    assert read_amount(text) == AmountReading(amount, ())


@given(st.integers(0, 10**15))
def test_every_whole_amount_comes_back_also_with_a_dash_for_the_satang(amount: int) -> None:
    for text in (f"{amount:,}.-", f"{amount}.–", f"{amount:,}.00"):
        reading = read_amount(text)
        assert reading == AmountReading(Decimal(amount), ())
        assert str(reading.baht) == str(amount)


@given(st.decimals(min_value=0, max_value=10**6, places=6), st.sampled_from([1, 1_000, 10_000, 100_000, 1_000_000]))
def test_the_unit_multiplies_exactly(number: Decimal, unit: int) -> None:
    words = {1: "บาท", 1_000: "พันบาท", 10_000: "หมื่นบาท", 100_000: "แสนบาท", 1_000_000: "ล้านบาท"}
    # Exact by whole numbers: millionths of the number times the unit.
    exact = int(number.scaleb(6)) * unit
    for reading in (read_amount(f"{number:f}", Decimal(unit)), read_amount(f"{number:,f} {words[unit]}", MILLION)):
        assert reading.baht * 1_000_000 == exact
    assert unit_in(f"งบประมาณ ({words[unit]})") == unit


@given(st.decimals(min_value="0.01", max_value=10**9, places=2), st.integers(0, 3))
def test_less_than_nothing_is_refused_in_every_form(amount: Decimal, form: int) -> None:
    text = [f"-{amount:,f}", f"({amount:,f})", f"−{amount:f} บาท", f"({amount:f} บาท)"][form]
    reading = outcome(text)
    assert isinstance(reading, UnreadableTextError)
    assert reading.code == "GG-AMT-004"


@given(st.integers(1, 10**9), st.integers(1, 10**9), st.sampled_from([" - ", "-", "–", " ถึง ", " to ", "~"]))
def test_two_amounts_are_never_read_as_one(low: int, high: int, between: str) -> None:
    reading = outcome(f"{low:,}{between}{high:,}")
    assert isinstance(reading, UnreadableTextError)
    assert reading.code == ("GG-AMT-006" if between == "~" else "GG-AMT-005")


_PIECES = [
    "1",
    "12",
    "500",
    "000",
    ",",
    ".",
    "-",
    "(",
    ")",
    " ",
    "บาท",
    "ล้าน",
    "พัน",
    "e",
    "E+",
    "99",
    "๕",
    "%",
    "฿",
    "ถึง",
    ".-",
]


@given(
    st.one_of(st.text(), st.lists(st.sampled_from(_PIECES), max_size=10).map("".join)),
    st.sampled_from([Decimal(1), Decimal(1000), MILLION]),
)
def test_any_text_is_read_or_refused_and_nothing_else(text: str, unit: Decimal) -> None:
    reading = outcome(text, unit)
    if isinstance(reading, UnreadableTextError):
        assert reading.code.startswith("GG-AMT-00")
        assert not {"value", "field", "place", "code", "suggestions"} & set(reading.values)
    else:
        assert 0 <= reading.baht <= 10**15
        assert "E" not in str(reading.baht)
    unit_in(text)
