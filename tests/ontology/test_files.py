"""The ontology files: readable by both engines, in two languages, and true to the mapping they were made from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph
import pytest
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, BNode, Graph, Literal, URIRef

from govgraph.names import GOV, ID, PREFIXES, expand
from govgraph.resources import resource

ONTOLOGY = resource("ontology")
PUBLISHED = [*sorted(ONTOLOGY.glob("*.ttl")), *sorted(ONTOLOGY.glob("codelists/*.ttl"))]
EXCERPTS = sorted(ONTOLOGY.glob("vocabularies/*.ttl"))
TERM_KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
PAGE = f"{ID}source/opdc-2010-01-12"
THAI = re.compile("[\u0e01-\u0e2e]")


@pytest.fixture(scope="module")
def published() -> Graph:
    graph = Graph()
    for path in PUBLISHED:
        graph.parse(path)
    return graph


def terms(graph: Graph) -> Iterator[URIRef]:
    for kind in TERM_KINDS:
        for term in graph.subjects(RDF.type, kind):
            if isinstance(term, URIRef) and term.startswith(GOV):
                yield term


@pytest.mark.parametrize("path", [*PUBLISHED, *EXCERPTS], ids=lambda path: path.stem)
def test_both_engines_read_the_same_statements(path: Path) -> None:
    by_rdflib = Graph().parse(path)
    by_oxigraph = list(pyoxigraph.parse(path=str(path)))
    assert len(by_rdflib) == len(by_oxigraph) > 0


@pytest.mark.parametrize("path", PUBLISHED, ids=lambda path: path.stem)
def test_published_files_have_no_blank_nodes(path: Path) -> None:
    assert not [triple for triple in Graph().parse(path) if any(isinstance(node, BNode) for node in triple)]


@pytest.mark.parametrize("path", [*PUBLISHED, *EXCERPTS], ids=lambda path: path.stem)
def test_schema_org_is_written_with_https_only(path: Path) -> None:
    assert "http://schema.org" not in path.read_text(encoding="utf-8")


def test_prefixes_mean_the_same_as_everywhere_else() -> None:
    for path in [*PUBLISHED, *EXCERPTS]:
        for prefix, namespace in re.findall(r"@prefix (\w+): <([^>]+)>", path.read_text(encoding="utf-8")):
            assert PREFIXES.get(prefix, namespace) == namespace, (path.name, prefix)


def test_the_header_says_version_licence_and_maker(published: Graph) -> None:
    ontology = URIRef(GOV.removesuffix("#"))
    assert (ontology, RDF.type, OWL.Ontology) in published
    assert published.value(ontology, OWL.versionIRI) is not None
    assert published.value(ontology, DCTERMS.license) == URIRef("https://creativecommons.org/licenses/by/4.0/")
    assert str(published.value(ontology, DCTERMS.creator)) == "govgraph contributors"
    for property_ in (DCTERMS.title, DCTERMS.description):
        languages = {text.language for text in published.objects(ontology, property_) if isinstance(text, Literal)}
        assert languages == {"th", "en"}


def test_every_term_says_which_ontology_defines_it(published: Graph) -> None:
    ontology = URIRef(GOV.removesuffix("#"))
    assert {*terms(published)} == {*published.subjects(RDFS.isDefinedBy, ontology)}


def test_thai_labels_are_thai_and_english_ones_are_not(published: Graph) -> None:
    # Codes that are the same in every language; the Thai label then still holds a Thai word.
    for label_property in (RDFS.label, SKOS.prefLabel, SKOS.definition):
        for subject, text in published.subject_objects(label_property):
            assert isinstance(text, Literal)
            local_name = re.split("[#/]", str(subject))[-1]
            assert text.language in {"th", "en"}, (subject, text)
            assert (THAI.search(text) is not None) == (text.language == "th"), (subject, text)
            assert text.language == "en" or str(text) != local_name


def test_every_term_and_concept_is_said_in_both_languages(published: Graph) -> None:
    concepts = {*published.subjects(RDF.type, SKOS.Concept), *published.subjects(RDF.type, SKOS.ConceptScheme)}
    asked = [(term, p) for term in terms(published) for p in (RDFS.label, SKOS.definition)]
    asked += [(concept, p) for concept in concepts for p in (SKOS.prefLabel, SKOS.definition)]  # type: ignore[misc]
    assert len(asked) > 500
    for subject, label_property in asked:
        languages = [text.language for text in published.objects(subject, label_property) if isinstance(text, Literal)]
        assert sorted(map(str, languages)) == ["en", "th"], (subject, label_property)


# The mapping of reference terms to other vocabularies, as the project agreed on it.
@pytest.mark.parametrize(
    ("term", "above"),
    [
        ("gov:PublicBody", "org:FormalOrganization cv:PublicOrganisation"),
        ("gov:Ministry", "gov:MinistryLevelBody"),
        ("gov:PublicOrganisation", "gov:DepartmentLevelBody"),
        ("gov:Import", "prov:Activity"),
        ("gov:Bureau", "gov:PublicBody org:OrganizationalUnit"),
        ("gov:ProvincialAdministration", "gov:PublicBody"),
        ("gov:ProvincialCluster", "org:OrganizationalCollaboration"),
        ("gov:Committee", "org:Organization"),
        ("gov:Seat", "org:Post"),
        ("gov:Person", "foaf:Person prov:Person"),
        ("gov:Area", "geo:Feature dcterms:Location"),
        ("gov:AreaDevelopmentPlan", "prov:Plan dcterms:Policy"),
        ("gov:AnnualActionPlan", "prov:Plan dcterms:Policy"),
        ("gov:Project", "foaf:Project"),
        ("gov:Meeting", "prov:Activity"),
        ("gov:Participation", "cv:Participation"),
        ("gov:LegalInstrument", "eli:LegalResource"),
        ("gov:Section", "eli:LegalResourceSubdivision"),
        ("gov:FiscalYear", "gov:Period"),
        ("gov:Attachment", "org:Membership"),
        ("gov:ClusterMembership", "org:Membership"),
        ("gov:ChangeEvent", "org:ChangeEvent"),
    ],
)
def test_classes_stand_under_the_vocabularies_of_the_mapping(published: Graph, term: str, above: str) -> None:
    found = {*published.objects(URIRef(expand(term)), RDFS.subClassOf)}
    assert found == {URIRef(expand(name)) for name in above.split()}


def test_a_project_is_no_organisation(published: Graph) -> None:
    # schema.org makes schema:Project an organisation, which would turn each project into one.
    assert not [*published.subjects(None, URIRef("https://schema.org/Project"))]


@pytest.mark.parametrize(
    ("scheme", "keys"),
    [
        ("tier", "central regional local"),
        ("sector", "state private civil-society people"),
        ("theme", "agriculture tourism industry social_environment trade_logistics"),
        ("confidence", "confirmed probable unconfirmed"),
        ("precision", "day month year attested"),
        ("period-basis", "stated inferred unstated"),
        ("derivation", "stated inferred"),
        ("stage", "requested endorsed approved proposed appropriated disbursed unstated"),
        ("change-kind", "rename split merger transfer establishment regrouping"),
        ("participant-kind", "province provincial-cluster"),
        ("relation-kind", "vertical horizontal"),
        ("alignment-kind", "mandated claimed"),
        ("area-kind", "province cluster"),
        ("region", "central east north northeast south west"),
        ("reliability", "A B C"),
    ],
)
def test_closed_lists_hold_exactly_their_concepts(published: Graph, scheme: str, keys: str) -> None:
    concepts = {*published.subjects(SKOS.inScheme, URIRef(f"{ID}scheme/{scheme}"))}
    assert concepts == {URIRef(f"{ID}{scheme}/{key}") for key in keys.split()}


def test_notations_are_the_keys_of_the_concepts(published: Graph) -> None:
    for concept in published.subjects(RDF.type, SKOS.Concept):
        assert str(concept).rsplit("/", 1)[-1] == str(published.value(concept, SKOS.notation))


def test_each_list_has_a_file_of_its_name(published: Graph) -> None:
    schemes = {str(scheme).removeprefix(f"{ID}scheme/") for scheme in published.subjects(RDF.type, SKOS.ConceptScheme)}
    assert schemes == {path.stem for path in ONTOLOGY.glob("codelists/*.ttl")}


def test_top_concepts_are_named_from_both_ends(published: Graph) -> None:
    down = {(concept, scheme) for scheme, concept in published.subject_objects(SKOS.hasTopConcept)}
    up = {*published.subject_objects(SKOS.topConceptOf)}
    assert down == up
    assert up


def test_confidence_is_ordered(published: Graph) -> None:
    rank = URIRef(f"{GOV}rank")
    ranks = {
        key: int(str(published.value(URIRef(f"{ID}confidence/{key}"), rank)))
        for key in ("confirmed", "probable", "unconfirmed")
    }
    assert ranks == {"confirmed": 3, "probable": 2, "unconfirmed": 1}


def test_stages_are_in_the_order_of_the_budget_process(published: Graph) -> None:
    rank = URIRef(f"{GOV}rank")
    ranked = {
        str(published.value(stage, SKOS.notation)): int(str(published.value(stage, rank)))
        for stage in published.subjects(SKOS.inScheme, URIRef(f"{ID}scheme/stage"))
        if published.value(stage, rank) is not None
    }
    order = ["requested", "endorsed", "approved", "proposed", "appropriated", "disbursed"]
    assert ranked == {stage: place for place, stage in enumerate(order, start=1)}  # unstated is at no place


def test_cited_lines_are_described_with_the_numbers_people_see(published: Graph) -> None:
    cited = {str(source) for source in published.objects(None, DCTERMS.source) if "#line=" in str(source)}
    assert cited
    for place in cited:
        before, last = map(int, place.removeprefix(f"{PAGE}#line=").split(","))
        assert (URIRef(place), RDF.type, URIRef(f"{GOV}Place")) in published, place
        assert int(str(published.value(URIRef(place), URIRef(f"{GOV}line")))) == before + 1
        described_last = published.value(URIRef(place), URIRef(f"{GOV}lastLine"))
        assert (described_last is None and last == before + 1) or int(str(described_last)) == last
        assert 1 <= before + 1 <= last <= 108  # the page has 108 lines


@pytest.mark.parametrize(
    ("concept", "line"),
    [
        # Lines counted by hand in the page: the tiers stand in one line, the people two lines apart.
        ("tier/central", 26),
        ("sector/private", 43),
        ("sector/people", 44),
        ("theme/agriculture", 61),
        ("theme/trade_logistics", 97),
        ("role/governor", 33),
        ("role/pm-office-minister", 55),
        ("frame-kind/national-plan", 38),
        ("frame-kind/sector-strategy", 39),
        ("frame-kind/community-plan", 32),
        ("emphasis/capability", 20),
        ("emphasis/social-development", 21),
    ],
)
def test_concepts_lead_to_the_line_that_names_them(published: Graph, concept: str, line: int) -> None:
    place = URIRef(f"{PAGE}#line={line - 1},{line}")
    assert (URIRef(f"{ID}{concept}"), DCTERMS.source, place) in published


def test_marks_for_paths_are_those_of_the_design(published: Graph) -> None:
    def edges(name: str) -> tuple[str, str, str]:
        values = [
            str(published.value(URIRef(GOV + name), URIRef(f"{GOV}edge{part}")))
            for part in ("Subject", "Object", "Basis")
        ]
        return values[0], values[1], values[2]

    assert edges("Participation") == (f"{GOV}participant", f"{GOV}inGroup", "participation")
    assert edges("ThemeAssignment") == (f"{GOV}classifies", f"{GOV}theme", "theme")
    assert edges("AreaAssignment") == (f"{GOV}locates", f"{GOV}assignedArea", "project")
    assert edges("BudgetRequest") == (f"{GOV}forProject", f"{GOV}askedOf", "project")
    assert edges("Attachment") == (expand("org:member"), expand("org:organization"), "structure")
    assert edges("ClusterMembership") == (expand("org:member"), expand("org:organization"), "structure")
    marked = {str(term).removeprefix(GOV) for term in published.subjects(URIRef(f"{GOV}explaining"), Literal(True))}
    assert {"theme", "inPlan", "planOf", "contributesTo", "involvesAgency", "projectArea", "forProject"} <= marked
    # A line names its unit and its area, and is no project: the two are not linked by it.
    assert "budgetUnit" not in marked
    # What would join everything to everything explains nothing.
    assert not marked & {"tier", "sector", "partOfMeeting", "atMeeting", "forFiscalYear", "confidence", "recordedAt"}
    assert published.value(URIRef(f"{GOV}Facilitation"), URIRef(f"{GOV}edgeSubject")) is None
