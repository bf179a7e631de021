"""The documents tell of every term of the files, once, in both languages, and every link in them arrives."""

from __future__ import annotations

import csv
import os
import posixpath
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote

import pytest
from pyoxigraph import RdfFormat, Triple, parse
from rdflib import OWL, RDF, RDFS, SH, SKOS, Graph, Literal, URIRef
from rdflib.term import Node

from govgraph.names import GOV, ID
from govgraph.reference.model import Reference
from govgraph.reference.pages import write
from govgraph.resources import resource
from govgraph.store import open_store

SHAPES = "https://w3id.org/govgraph/shapes#"
LINK = re.compile(r"\]\(([^)]+)\)")
ANCHOR = re.compile(r'<a id="([^"]+)"></a>')
LISTING = re.compile(r"^```turtle\n(.*?)^```$", re.DOTALL | re.MULTILINE)
NAMED_BY = {
    OWL.Class: RDFS.label,
    OWL.ObjectProperty: RDFS.label,
    OWL.DatatypeProperty: RDFS.label,
    OWL.AnnotationProperty: RDFS.label,
    SKOS.ConceptScheme: SKOS.prefLabel,
    SKOS.Concept: SKOS.prefLabel,
    SH.NodeShape: RDFS.label,
    SH.PropertyShape: RDFS.label,
}


def files() -> Iterator[Path]:
    yield from resource("ontology").glob("*.ttl")
    yield from resource("ontology").glob("codelists/*.ttl")
    yield from resource("shapes").rglob("*.ttl")


@pytest.fixture(scope="module")
def written() -> Graph:
    """The files as rdflib reads them, without any code of ours."""
    graph = Graph()
    for path in files():
        graph.parse(path)
    return graph


def ours(graph: Graph) -> dict[str, tuple[URIRef, URIRef]]:
    """Every term and shape by the name of its place in the pages, with the property that names it."""
    found = {}
    for kind, name in NAMED_BY.items():
        for term in graph.subjects(RDF.type, kind):
            if isinstance(term, URIRef) and str(term).startswith((GOV, ID, SHAPES)):
                place = next(term.removeprefix(space) for space in (GOV, SHAPES, ID) if term.startswith(space))
                found[place] = (term, name)
    return found


def labels(graph: Graph, term: Node, name: URIRef) -> set[tuple[str | None, str]]:
    return {(label.language, str(label)) for label in graph.objects(term, name) if isinstance(label, Literal)}


def plain(text: str) -> str:
    return re.sub(r"\\([\\`*_\[\]<>|])", r"\1", text)


def test_the_documents_are_those_that_would_be_written(documents: Mapping[str, str], folder: Path) -> None:
    kept = {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in folder.rglob("*.md")}
    assert kept == dict(documents), "run: python -m govgraph.reference.pages"


def test_every_term_has_one_place(written: Graph, documents: Mapping[str, str]) -> None:
    places = Counter(place for text in documents.values() for place in ANCHOR.findall(text))
    assert places.keys() == ours(written).keys() | {"ontology"}
    assert set(places.values()) == {1}


def test_every_term_is_told_of_in_both_languages(written: Graph, documents: Mapping[str, str]) -> None:
    page_of = {place: plain(text) for text in documents.values() for place in ANCHOR.findall(text)}
    for place, (term, name) in ours(written).items():
        said = labels(written, term, name)
        # The parts of “is in the list” never speak; they have no names of their own.
        assert {lang for lang, _ in said} == {"th", "en"} or (term, SH.path, None) in written, term
        for _, label in said:
            assert label in page_of[place], (place, label)
        for definition in written.objects(term, SKOS.definition):
            assert str(definition) in page_of[place], place


def test_every_rule_is_told_of_in_words_with_its_code(written: Graph, documents: Mapping[str, str]) -> None:
    page_of = {place: plain(text) for text in documents.values() for place in ANCHOR.findall(text)}
    for shape, code in written.subject_objects(URIRef(f"{GOV}findingCode")):
        page = page_of[str(shape).removeprefix(SHAPES)]
        assert f"/{code}.md)" in page
        speaker = written.value(shape, SH.sparql) or shape
        for message in written.objects(speaker, SH.message):
            assert re.sub(r"\{[?$]\w+\}", "…", str(message)) in page


def test_every_link_arrives(documents: Mapping[str, str], folder: Path) -> None:
    for name, text in documents.items():
        for address in LINK.findall(text):
            if address.startswith(("http://", "https://")):
                assert not re.search(r"[\s<>()]", address), address
                continue
            target, _, place = address.partition("#")
            path = posixpath.normpath(posixpath.join(posixpath.dirname(name), target)) if target else name
            if path.startswith("../"):
                assert (folder / path).is_file(), (name, address)
            else:
                assert path in documents, (name, address)
                assert not place or f'<a id="{unquote(place)}"></a>' in documents[path], (name, address)


@pytest.fixture(scope="module")
def known(built: Path) -> set[Triple]:
    """What a store holds once the shipped files are built into it, and what the shapes say."""
    with open_store(built) as store:
        statements = {quad.triple for quad in store.quads()}
    return statements | {quad.triple for path in resource("shapes").rglob("*.ttl") for quad in parse(path=path)}


def test_examples_are_statements_of_the_shipped_data(documents: Mapping[str, str], known: set[Triple]) -> None:
    shown = 0
    for name, text in documents.items():
        for listing in LISTING.findall(text):
            for quad in parse(listing, format=RdfFormat.TURTLE):
                assert quad.triple in known, (name, quad.triple)
                shown += 1
    assert shown > 500


def test_a_kind_without_records_says_so(written: Graph, documents: Mapping[str, str], known: set[Triple]) -> None:
    kinds = {str(t.object) for t in known if t.predicate.value == str(RDF.type)}
    for term in written.subjects(RDF.type, OWL.Class):
        below = set(written.transitive_subjects(RDFS.subClassOf, term))
        # The catalogue of a store is made with the store, and ships with nothing.
        made = {*below} - {URIRef(f"{GOV}CurrentGraph")}
        text = documents[f"classes/{str(term).removeprefix(GOV)}.md"]
        there = any(f"<{cls}>" in kinds for cls in made)
        assert ("The shipped data hold no record of this kind yet." in text) is not there, term
        assert ("```turtle" in text) is there, term


def test_a_page_says_what_the_files_say(documents: Mapping[str, str]) -> None:
    text = documents["classes/ProvincialCluster.md"]
    assert text.startswith('<a id="ProvincialCluster"></a>\n\n# กลุ่มจังหวัด · provincial cluster')
    assert "[`org:OrganizationalCollaboration`](http://www.w3.org/ns/org#OrganizationalCollaboration)" in text
    assert "[`schema:Organization`](https://schema.org/Organization)" in text
    assert "State Administration Act, s. 53/2" in text
    law = next(line for line in text.splitlines() if "sections of law" in line)
    assert "มาตรา 53/2: แผนพัฒนากลุ่มจังหวัด" in law
    assert law.endswith("ยืนยันแล้ว · confirmed")
    assert "GG-CLU-003" in text
    assert "A cluster should have two member provinces or more on record." in text
    page = next(line for line in text.splitlines() if "OPDC web page" in line)
    assert "บรรทัด 20 · line 20" in page


def test_how_many_values_a_rule_wants_is_shown(documents: Mapping[str, str]) -> None:
    text = documents["classes/ClusterMembership.md"]
    row = next(line for line in text.splitlines() if line.startswith("| [`org:member`]"))
    assert "| 1 |" in row
    assert "(ProvincialAdministration.md#ProvincialAdministration)" in row
    assert "GG-CLU-004" in row


def test_what_is_of_the_classes_above_is_named(documents: Mapping[str, str]) -> None:
    inherited = documents["classes/Department.md"].partition("From the classes above")[2]
    assert "หน่วยงานของรัฐ · public body" in inherited
    assert "(PublicBody.md#PublicBody)" in inherited


def test_a_property_names_the_list_that_its_values_come_from(documents: Mapping[str, str]) -> None:
    (text,) = (text for name, text in documents.items() if '<a id="tier"></a>' in text)
    tier = text.partition('<a id="tier"></a>')[2].partition("<a id=")[0]
    assert "(../lists/tier.md#scheme/tier)" in tier
    assert "(../properties/02-agents.md#tier)" in documents["lists/tier.md"]


def test_the_count_of_a_kind_is_that_of_its_table(shipped: Reference) -> None:
    with (resource("data/reference") / "law_sections.csv").open(encoding="utf-8", newline="") as file:
        sections = list(csv.DictReader(file))
    assert shipped.terms[f"{GOV}Section"].count == len(sections)


def test_concepts_stand_in_the_order_of_their_file(documents: Mapping[str, str]) -> None:
    text = documents["lists/theme.md"]
    places = [p for p in ANCHOR.findall(text) if p.startswith("theme/")]
    assert [p.removeprefix("theme/") for p in places] == [
        *("agriculture", "tourism", "industry", "social_environment", "trade_logistics"),
    ]


def test_writing_takes_away_the_page_of_a_term_that_is_no_more(tmp_path: Path) -> None:
    (tmp_path / "classes").mkdir()
    (tmp_path / "classes" / "Gone.md").write_text("gone", encoding="utf-8")
    (tmp_path / "notes.md").write_text("mine", encoding="utf-8")
    write(tmp_path)
    assert not (tmp_path / "classes" / "Gone.md").exists()
    assert (tmp_path / "notes.md").read_text(encoding="utf-8") == "mine"


def test_the_same_files_give_the_same_bytes_whatever_the_hashes(page: str, folder: Path, tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from govgraph.reference.pages import write;"
        "from govgraph.reference import ontology_page; write(Path(sys.argv[1]));"
        "made = ontology_page(lambda iri: iri.replace('https://w3id.org/govgraph/', '/at/'));"
        "(Path(sys.argv[1]) / 'page.html').write_text(made, encoding='utf-8', newline='')"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "7", "PYTHONUTF8": "1"}
    subprocess.run([sys.executable, "-c", program, str(tmp_path)], env=environment, check=True)
    for path in folder.rglob("*.md"):
        assert (tmp_path / path.relative_to(folder)).read_bytes() == path.read_bytes()
    assert (tmp_path / "page.html").read_text(encoding="utf-8") == page
