"""Colours: readable text on every fill, groups that can be told apart by everyone."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govgraph.draw.colours import GREY, GROUPS, INK, PALE, WHITE, contrast, luminance, rgb, shade, text_on

Matrix = tuple[tuple[float, float, float], ...]

# Machado, Oliveira and Fernandes 2009, severity 1.0.
VISIONS: dict[str, Matrix] = {
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deutan": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritan": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


def lab(colour: str, vision: Matrix) -> tuple[float, float, float]:
    """CIE L*a*b* (D65) of a colour as seen with this vision."""
    linear = [c / 3294.6 if c <= 10.31 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in rgb(colour)]
    seen = [min(max(sum(m * c for m, c in zip(row, linear, strict=True)), 0), 1) for row in vision]
    to_xyz = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
    white = (0.95047, 1.0, 1.08883)
    x, y, z = (sum(m * c for m, c in zip(row, seen, strict=True)) / w for row, w in zip(to_xyz, white, strict=True))

    def root(share: float) -> float:
        return float(share ** (1 / 3)) if share > 0.008856 else 7.787 * share + 16 / 116

    return 116 * root(y) - 16, 500 * (root(x) - root(y)), 200 * (root(y) - root(z))


def test_contrast_has_its_known_ends() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)  # the well-known border grey


@pytest.mark.parametrize("colour", GROUPS)
def test_text_on_a_group_colour_reads(colour: str) -> None:
    assert text_on(colour) == WHITE
    assert contrast(WHITE, colour) >= 4.5


@pytest.mark.parametrize("vision", VISIONS)
def test_the_first_five_groups_can_be_told_apart(vision: str) -> None:
    seen = {colour: lab(colour, VISIONS[vision]) for colour in GROUPS[:5]}
    for one, other in combinations(seen, 2):
        distance = sum((a - b) ** 2 for a, b in zip(seen[one], seen[other], strict=True)) ** 0.5
        assert distance >= 15, (vision, one, other)


def test_all_group_colours_differ() -> None:
    assert len(set(GROUPS)) == len(GROUPS) == 7


@pytest.mark.parametrize("ground", [WHITE, PALE])
def test_ink_and_grey_read_on_the_grounds_they_stand_on(ground: str) -> None:
    assert contrast(INK, ground) >= 7
    assert contrast(GREY, ground) >= 4.5


@given(st.floats(0, 1), st.floats(0, 1))
def test_more_is_darker(one: float, other: float) -> None:
    less, more = sorted((one, other))
    assert luminance(shade(more)) <= luminance(shade(less)) + 1e-9


@given(st.floats(0, 1))
def test_the_number_on_a_cell_reads(share: float) -> None:
    fill = shade(share)
    assert contrast(text_on(fill), fill) >= 4.5
    assert contrast(fill, WHITE) > 1.1
