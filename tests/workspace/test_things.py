"""Entities and explanations: the plain values of the command line, and tables of them."""

from __future__ import annotations

import json
from datetime import date

import pandas as pd
import pytest

from govgraph import Entity, Explanation, Workspace
from govgraph.names import ID
from govgraph.store.port import Store


@pytest.fixture
def workspace(workshop_store: Store) -> Workspace:
    return Workspace(workshop_store)


@pytest.fixture
def livestock(workspace: Workspace) -> Entity:
    return workspace.entity("กรมปศุสัตว์")


def test_an_entity_knows_its_names(livestock: Entity) -> None:
    assert livestock.iri == f"{ID}agency/dld"
    assert (livestock.label.th, livestock.label.en) == ("กรมปศุสัตว์", "Department of Livestock Development")
    assert livestock.names == {
        "th": ("กรมปศุสัตว์", "ปศ."),
        "en": ("Department of Livestock Development", "DLD"),
    }
    assert livestock.kinds == ("https://w3id.org/govgraph/ontology#Department",)


def test_its_relations_say_where_they_are_written(livestock: Entity) -> None:
    (seat,) = [row for row in livestock.relations if row["basis"] == "participation"]
    assert seat["other"] == f"{ID}group/2010-01-12-1"
    assert seat["held_on"] == date(2010, 1, 12)
    assert "line 66" in str(seat["sources_en"])
    assert "บรรทัด 66" in str(seat["sources_th"])


def test_its_other_parts_are_tables_too(livestock: Entity) -> None:
    assert {row["value"] for row in livestock.facts if row["property_en"] == "name"} == {
        "กรมปศุสัตว์",
        "Department of Livestock Development",
    }
    assert set(livestock.ministries["ministry"]) == {f"{ID}ministry/moac"}
    assert livestock.ministries["until"][-1] is None
    assert pd.api.types.is_datetime64_any_dtype(livestock.relations.to_pandas()["held_on"])
    assert len(livestock.sources) == len(livestock["sources"])


def test_an_entity_is_what_the_command_line_writes(workspace: Workspace, livestock: Entity) -> None:
    shown = workspace.show("กรมปศุสัตว์")
    assert json.dumps(livestock) == json.dumps(shown)
    assert type(livestock.as_dict()) is dict
    assert livestock == shown


def test_a_notebook_shows_all_of_an_entity(livestock: Entity) -> None:
    page = livestock._repr_html_()
    for part in ("กรมปศุสัตว์", "id:agency/dld", "ข้อเท็จจริง", "Relations", "line 66"):
        assert part in page
    assert repr(livestock).startswith("<Entity id:agency/dld กรมปศุสัตว์ · Department of Livestock Development: ")


def test_an_explanation_has_its_steps_as_a_table(workspace: Workspace) -> None:
    found = workspace.explain("กรมปศุสัตว์", "กรมศุลกากร", max_paths=2)
    assert found.linked
    assert len(found.paths) == 2
    assert found.steps["path"] == (1,) * 4 + (2,) * 4
    assert found.steps["step"] == (1, 2, 3, 4) * 2
    assert found.steps[0]["subject"] == f"{ID}agency/dld"
    assert "line 66" in str(found.steps[0]["sources_en"])
    assert f"{ID}agency/customs" in {found.steps[3]["subject"], found.steps[3]["object"]}


def test_an_explanation_is_what_the_command_line_writes(workspace: Workspace) -> None:
    found = workspace.explain("กรมปศุสัตว์", "กรมศุลกากร", max_paths=1)
    assert json.loads(json.dumps(found)) == found.as_dict()
    assert str(found).splitlines()[0] == found.sentence.th
    assert "<ol>" in found._repr_html_()
    assert "sources: OPDC web page" in found._repr_html_()


def test_not_linked_is_said(workspace: Workspace) -> None:
    found = workspace.explain("กรมปศุสัตว์", "กรมศุลกากร", as_of="2009-12-31")
    assert not found.linked
    assert len(found.steps) == 0
    assert repr(found) == "<Explanation of id:agency/dld and id:agency/customs: not linked>"
    assert "is on record" in found._repr_html_()


def test_names_are_never_taken_for_html() -> None:
    thing = {"iri": "urn:x", "th": "<b>", "en": None}
    step: dict[str, object] = {
        "subject": "urn:x",
        "subject_th": "<script>",
        "subject_en": None,
        "predicate": "urn:p",
        "predicate_th": None,
        "predicate_en": "&",
        "object": "urn:y",
        "object_th": None,
        "object_en": '"<i>',
        "direction": "forward",
        "sources": [],
    }
    page = Explanation(
        {
            "linked": True,
            "from": thing,
            "to": thing,
            "sentence_th": "<b>",
            "sentence_en": None,
            "paths": [{"confidence": None, "steps": [step]}],
        }
    )._repr_html_()
    assert "<script>" not in page
    assert "<b>" not in page
    assert "<i>" not in page
    assert "&lt;script&gt;" in page
