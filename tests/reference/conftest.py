"""The reference of the shipped files, and that of a copy with terms made up for the tests."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from govgraph.names import PREFIXES
from govgraph.reference.chapters import pages
from govgraph.reference.gather import gather, reference
from govgraph.reference.html import html, ontology_page
from govgraph.reference.markdown import markdown
from govgraph.reference.model import Reference
from govgraph.resources import resource

TURTLE_PREFIXES = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())

MADE_UP = """
gov:MadeUpThing a owl:Class ; rdfs:subClassOf gov:Area ; skos:closeMatch schema:Thing ;
    rdfs:label "สิ่งที่แต่ง <b> | ขึ้น"@th , "made-up <script> | thing"@en ;
    skos:definition "คำนิยามที่แต่งขึ้น"@th , "A made-up definition & more."@en ;
    skos:editorialNote "หมายเหตุที่แต่งขึ้น"@th , "a made-up remark"@en ;
    gov:legalBasis "Decree B.E. 2551, s. 8 (2); Made-up Act, s. 3" ;
    dcterms:source id:source\\/govgraph .
gov:madeUpRelation a owl:ObjectProperty ; rdfs:domain gov:MadeUpThing ; rdfs:range gov:Area ;
    rdfs:label "ความสัมพันธ์ที่แต่งขึ้น"@th , "made-up relation"@en ;
    skos:definition "นิยาม"@th , "definition"@en ; dcterms:source id:source\\/govgraph .
id:scheme\\/made-up a skos:ConceptScheme ; skos:prefLabel "รายการที่แต่งขึ้น"@th , "made-up list"@en .
id:made-up\\/one a skos:Concept ; skos:inScheme id:scheme\\/made-up ;
    skos:prefLabel "ค่าที่แต่งขึ้น"@th , "made-up value"@en .
"""
MADE_UP_SHAPES = """
@prefix shapes: <https://w3id.org/govgraph/shapes#> .
shapes:MadeUpShape a sh:NodeShape ; sh:targetClass gov:MadeUpThing ;
    rdfs:label "กฎที่แต่งขึ้น"@th , "made-up shape"@en ; sh:property shapes:MadeUp-relation .
shapes:MadeUp-relation a sh:PropertyShape ; gov:findingCode "GG-XXX-001" ; sh:path gov:madeUpRelation ;
    rdfs:label "กฎย่อยที่แต่งขึ้น"@th , "made-up part"@en ; sh:minCount 1 ; sh:maxCount 3 ; sh:class gov:Area ;
    sh:node shapes:InMadeUpList ; sh:severity sh:Warning ;
    sh:message "ต้องมีหนึ่งถึงสาม"@th , "One to three are needed."@en .
shapes:InMadeUpList a sh:NodeShape ; rdfs:label "อยู่ในรายการที่แต่งขึ้น"@th , "is in the made-up list"@en ;
    sh:property shapes:InMadeUpList-scheme .
shapes:InMadeUpList-scheme a sh:PropertyShape ; sh:path skos:inScheme ; sh:hasValue id:scheme\\/made-up .
"""


@pytest.fixture(scope="session")
def shipped() -> Reference:
    return reference()


@pytest.fixture(scope="session")
def documents(shipped: Reference) -> Mapping[str, str]:
    return markdown(pages(shipped))


@pytest.fixture(scope="session")
def page() -> str:
    return ontology_page(lambda iri: iri.replace("https://w3id.org/govgraph/", "/at/"))


@pytest.fixture(scope="session")
def extended(tmp_path_factory: pytest.TempPathFactory) -> Reference:
    folder = tmp_path_factory.mktemp("copy")
    for name in ("ontology", "shapes"):
        shutil.copytree(resource(name), folder / name)
    (folder / "ontology" / "made-up.ttl").write_text(TURTLE_PREFIXES + MADE_UP, encoding="utf-8")
    (folder / "shapes" / "made-up.ttl").write_text(TURTLE_PREFIXES + MADE_UP_SHAPES, encoding="utf-8")
    return gather(folder / "ontology", folder / "shapes")


@pytest.fixture(scope="session")
def extended_documents(extended: Reference) -> Mapping[str, str]:
    return markdown(pages(extended))


@pytest.fixture(scope="session")
def extended_page(extended: Reference) -> str:
    return html(extended, lambda iri: iri)


@pytest.fixture(scope="session")
def folder() -> Path:
    return Path(__file__).resolve().parents[2] / "docs" / "ontology"
