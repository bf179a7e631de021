"""A term that is put into the files is in the pages: nothing about a term is written by hand."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from govgraph.names import GOV
from govgraph.reference.model import Reference


def test_a_made_up_class_has_a_page(extended_documents: Mapping[str, str]) -> None:
    text = extended_documents["classes/MadeUpThing.md"]
    assert r"# สิ่งที่แต่ง \<b\> \| ขึ้น · made-up \<script\> \| thing `gov:MadeUpThing`" in text
    assert "คำนิยามที่แต่งขึ้น" in text
    assert "A made-up definition & more." in text
    assert "หมายเหตุที่แต่งขึ้น · a made-up remark" in text
    assert "(Area.md#Area)" in text
    assert "[`schema:Thing`](https://schema.org/Thing)" in text
    assert "The shipped data hold no record of this kind yet." in text


def test_the_class_above_names_it(extended_documents: Mapping[str, str], documents: Mapping[str, str]) -> None:
    assert "(MadeUpThing.md#MadeUpThing)" in extended_documents["classes/Area.md"]
    assert "MadeUpThing" not in documents["classes/Area.md"]


def test_only_sections_of_law_on_record_are_named(extended: Reference) -> None:
    (decree,) = extended.terms[f"{GOV}MadeUpThing"].provisions
    assert decree.iri.endswith("id/law-section/decree-2551-s8")


def test_a_term_under_no_heading_stands_in_a_section_of_its_own(extended: Reference, shipped: Reference) -> None:
    last = extended.sections[-1]
    assert last.terms == (f"{GOV}MadeUpThing", f"{GOV}madeUpRelation")
    assert last.number == shipped.sections[-1].number + 1
    assert extended.sections[:-1] == shipped.sections


def test_a_made_up_rule_is_in_words_beside_its_class_and_its_property(extended_documents: Mapping[str, str]) -> None:
    page = extended_documents["classes/MadeUpThing.md"]
    row = next(line for line in page.splitlines() if line.startswith("| [`gov:madeUpRelation`]"))
    assert "(../lists/made-up.md#scheme/made-up)" in row
    assert "| 1..3 |" in row
    assert "One to three are needed." in page
    assert "คำเตือน<br>warning" in page
    relation = extended_documents["properties/15-other-terms.md"]
    assert "(../shapes/made-up.md#MadeUp-relation)" in relation
    assert '<a id="madeUpRelation"></a>' in relation


def test_a_made_up_list_has_a_page(extended_documents: Mapping[str, str]) -> None:
    text = extended_documents["lists/made-up.md"]
    assert "# รายการที่แต่งขึ้น · made-up list" in text
    assert '<a id="made-up/one"></a>' in text
    assert "ค่าที่แต่งขึ้น · made-up value" in text
    assert "(../properties/15-other-terms.md#madeUpRelation)" in text


@pytest.mark.parametrize("place", ["MadeUpThing", "madeUpRelation", "made-up/one", "MadeUpShape", "MadeUp-relation"])
def test_the_page_of_the_server_has_it_too(extended_page: str, place: str) -> None:
    assert extended_page.count(f'id="{place}"') == 1


def test_labels_cannot_become_markup(extended_page: str) -> None:
    assert "<script" not in extended_page
    assert "made-up &lt;script&gt; | thing" in extended_page
    assert "A made-up definition &amp; more." in extended_page
