"""The covered part of CSVW gives what the W3C test suite for csv2rdf wants; the list of what is not covered is true."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import CanonicalizationAlgorithm, Dataset, Literal, Quad, RdfFormat, Triple, parse

from govgraph.errors import InputError
from govgraph.steward.mapping.csv2rdf import Web, csv2rdf

ROOT = Path(__file__).resolve().parents[3]
SUITE = ROOT.parent / "shared" / "w3c" / "csvw"
BASE = "http://www.w3.org/2013/csvw/tests/"
WEB = Web(SUITE, BASE)
NUMBERS = {"decimal", "double", "float"}


@cache
def cases() -> dict[str, dict[str, Any]]:
    """The cases of the suite by their short names, empty where the suite is not there."""
    manifest = SUITE / "manifest-rdf.jsonld"
    if not manifest.exists():
        return {}
    entries = json.loads(manifest.read_text(encoding="utf-8"))["entries"]
    return {entry["id"].partition("#")[2]: entry for entry in entries}


def not_covered() -> set[str]:
    """The cases that the documentation says are not covered."""
    text = (ROOT / "docs" / "reference" / "csvw.md").read_text(encoding="utf-8")
    section = text.partition("## W3C cases that are not covered")[2].partition("\n## ")[0]
    return set(re.findall(r"`(test\d{3})`", section))


def by_value(value: Any) -> Any:
    """Write a number one way: the suite writes +1 and 10.10e1 where we write 1 and 101.0, which is the same."""
    if not isinstance(value, Literal) or value.datatype.value.rpartition("#")[2] not in NUMBERS:
        return value
    try:
        return Literal(str(Decimal(value.value).normalize()), datatype=value.datatype)
    except ArithmeticError:
        return value


def canonical(triples: list[Triple]) -> set[str]:
    dataset = Dataset(Quad(t.subject, t.predicate, by_value(t.object)) for t in triples)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return {str(quad) for quad in dataset}


def passes(case: dict[str, Any]) -> bool:
    option = case.get("option", {})
    metadata = SUITE / option["metadata"] if "metadata" in option else None
    action = SUITE / case["action"].partition("?")[0]
    try:
        given = csv2rdf(action, WEB, metadata=metadata, minimal=bool(option.get("minimal")))
    except InputError:
        return "Negative" in case["type"]
    if "Negative" in case["type"]:
        return False
    result = (SUITE / case["result"]).read_bytes()
    wanted = [q.triple for q in parse(result, format=RdfFormat.TURTLE, base_iri=BASE + case["action"])]
    return canonical(list(given)) == canonical(wanted)


@pytest.fixture
def suite() -> dict[str, dict[str, Any]]:
    if not cases():
        pytest.skip(f"the W3C test suite is not there: {SUITE.relative_to(ROOT.parent)} holds no manifest-rdf.jsonld")
    return cases()


@pytest.mark.parametrize("name", sorted(cases()) or ["test001"])
def test_a_w3c_case_passes_unless_the_documentation_lists_it(suite: dict[str, dict[str, Any]], name: str) -> None:
    assert passes(suite[name]) != (name in not_covered())


def test_the_list_of_what_is_not_covered_names_cases_of_the_suite(suite: dict[str, dict[str, Any]]) -> None:
    assert not_covered() <= set(suite)


@pytest.fixture
def web(tmp_path: Path) -> Web:
    return Web(tmp_path, "https://example.org/")


def test_without_a_description_columns_are_properties_of_the_table(tmp_path: Path, web: Web) -> None:
    (tmp_path / "t.csv").write_text("ชื่อ,n\nก,1\n", encoding="utf-8")
    found = {str(t.predicate) for t in csv2rdf(tmp_path / "t.csv", web, minimal=True)}
    assert found == {
        "<https://example.org/t.csv#%E0%B8%8A%E0%B8%B7%E0%B9%88%E0%B8%AD>",
        "<https://example.org/t.csv#n>",
    }


def test_a_dialect_says_how_the_text_is_cut(tmp_path: Path, web: Web) -> None:
    (tmp_path / "t.csv").write_bytes("รายงาน\n# หมายเหตุ\na;b\n 1 ;'x;''y'\n".encode("cp874"))
    description = {
        "@context": "http://www.w3.org/ns/csvw",
        "url": "t.csv",
        "dialect": {
            "delimiter": ";", "quoteChar": "'", "skipRows": 1, "commentPrefix": "#", "trim": True, "encoding": "cp874",
        },
        "tableSchema": {"aboutUrl": "#{_row}", "columns": [{"titles": "a", "datatype": "integer"}, {"titles": "b"}]},
    }  # fmt: skip
    (tmp_path / "t.json").write_text(json.dumps(description), encoding="utf-8")
    found = {(t.subject.value, t.object.value) for t in csv2rdf(tmp_path / "t.json", web, minimal=True)}  # type: ignore[union-attr]
    assert found == {("https://example.org/t.csv#1", "1"), ("https://example.org/t.csv#1", "x;'y")}


def test_a_file_outside_the_folder_is_not_read(tmp_path: Path, web: Web) -> None:
    description = {"@context": "http://www.w3.org/ns/csvw", "url": "https://elsewhere.example/t.csv"}
    (tmp_path / "t.json").write_text(json.dumps(description), encoding="utf-8")
    with pytest.raises(InputError, match="elsewhere"):
        csv2rdf(tmp_path / "t.json", web)
