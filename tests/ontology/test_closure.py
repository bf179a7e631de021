"""The ontology and the vocabularies it reuses, under an OWL 2 RL reasoner: no contradiction, no wrong typing."""

from __future__ import annotations

import re
import warnings

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, Graph, Literal, Namespace, URIRef

from govgraph.names import GOV, PREFIXES, expand
from govgraph.resources import resource
from govgraph.steward.prepared import to_rdflib
from govgraph.store.port import Store

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)
    import owlrl

ONTOLOGY = resource("ontology")
ERROR = Namespace("http://www.daml.org/2002/03/agents/agent-ont#").error  # where owlrl writes what it finds
TURTLE_PREFIXES = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
X = "@prefix x: <https://example.org/made-up/> .\n"

# Made up, but shaped like the shipped data: each class and each kind of record once.
INSTANCES = """
x:moac a gov:Ministry ; skos:prefLabel "กระทรวง"@th ; gov:tier id:tier\\/central ; gov:sector id:sector\\/state ;
    gov:jurisdiction x:area ; gov:confidence id:confidence\\/confirmed ; gov:recordedAt x:row ; gov:note "note" ;
    gov:from "1932-01-01"^^xsd:date ; gov:fromPrecision id:precision\\/year ; gov:establishedUnder x:s53-1 .
x:opm a gov:IndependentAgency . x:ps a gov:PermanentSecretaryOffice . x:rice a gov:Department .
x:office a gov:Office . x:army a gov:ArmedForce . x:tat a gov:StateEnterprise . x:bureau a gov:Bureau .
x:osm a gov:StrategyManagementOffice . x:pao a gov:ProvincialAdministrativeOrganisation .
x:bangkok a gov:SpecialLocalAdministration . x:chamber a gov:PrivateSectorBody . x:ngo a gov:CivilSocietyBody .
x:province a gov:ProvincialAdministration ; gov:jurisdiction x:area ; gov:isoCode "TH-50" ; gov:tisCode "50" .
x:graph a gov:CurrentGraph ; gov:stamp "s" ; gov:statementCount 2 ; gov:rowCount 1 .
x:area a gov:ProvinceArea ; gov:region id:region\\/north ; geo:hasGeometry x:point .
x:point a geo:Geometry ; geo:asWKT "POINT(98.98 18.79)"^^geo:wktLiteral .
x:clusterArea a gov:ClusterArea .
x:cluster a gov:ProvincialCluster ; gov:jurisdiction x:clusterArea ; gov:tier id:tier\\/regional .
x:committee a gov:Committee ; gov:committeeKind id:committee-kind\\/provincial .
x:seat a gov:Seat ; org:postIn x:committee ; gov:seatFor id:sector\\/private ; gov:seatRole id:role\\/chair ;
    gov:exOfficio id:role\\/governor .

x:attachment a gov:Attachment ; org:member x:rice ; org:organization x:moac ; org:memberDuring x:period .
x:membership a gov:ClusterMembership ; org:member x:province ; org:organization x:cluster ;
    org:role id:role\\/operation-centre ; org:memberDuring x:period .
x:period a gov:Period ; gov:from "2009-02-17"^^xsd:date ; gov:until "9999-12-31"^^xsd:date ;
    gov:notBefore "2009-01-01"^^xsd:date ; gov:periodBasis id:period-basis\\/stated .
x:tile a gov:MinistryAffiliation ; gov:affiliate x:rice ; gov:ministry x:moac ; gov:inferredFrom x:attachment ;
    gov:from "0001-01-01"^^xsd:date ; gov:until "9999-12-31"^^xsd:date .
x:ownTile a gov:MinistryAffiliation ; gov:affiliate x:moac ; gov:ministry x:moac .
x:rename a gov:ChangeEvent ; gov:changeKind id:change-kind\\/rename ; org:originalOrganization x:office ;
    org:resultingOrganization x:newDepartment ; gov:date "2010-08-27"^^xsd:date ; gov:instrument "Act" .
x:newDepartment a gov:Department .
x:fy a gov:FiscalYear ; gov:yearBE 2554 ; gov:yearCE 2011 ; gov:from "2010-10-01"^^xsd:date .

x:plan a gov:ProvincialDevelopmentPlan ; gov:planOf x:province ; gov:planPeriod x:period ; gov:planYears "2553-2556" .
x:annual a gov:ProvincialAnnualActionPlan ; gov:planOf x:province ; gov:derivedFromPlan x:plan ;
    gov:forFiscalYear x:fy .
x:clusterPlan a gov:ClusterDevelopmentPlan ; gov:planOf x:cluster . x:clusterAnnual a gov:ClusterAnnualActionPlan .
x:issue a gov:StrategicIssue ; gov:inPlan x:plan ; gov:statementNumber 1 .
x:vision a gov:Vision . x:mission a gov:Mission .
x:assignment a gov:ThemeAssignment ; gov:classifies x:issue ; gov:theme id:theme\\/tourism ;
    gov:derivation id:derivation\\/inferred .
x:project a gov:Project ; gov:contributesTo x:issue ; gov:inPlan x:annual ; gov:projectArea x:province ;
    gov:involvesAgency x:rice ; gov:forFiscalYear x:fy ; gov:theme id:theme\\/tourism .
x:request a gov:BudgetRequest ; gov:forProject x:project ; gov:amount 1000000.00 ; gov:currency "THB" ;
    gov:stage id:stage\\/requested ; gov:requestedBy x:province ; gov:askedOf x:moac ; gov:forFiscalYear x:fy .
x:lineItem a gov:BudgetLine ; gov:amount 5.0 ; gov:budgetUnit x:rice ; gov:forProject x:project ;
    gov:itemNumber "2022.3.4.1" ; gov:documentNumber "2022.3.4" ; gov:pageNumber "57" ;
    gov:budgetPlanName "แผนงาน"@th ; gov:outputName "ผลผลิต"@th ;
    gov:expenseCategory "งบลงทุน"@th ; gov:crossFunctional true ; gov:multiYear false ; gov:extractionNote "doubt" .
x:lineOfArea a gov:BudgetLine ; gov:amount 5.0 ; gov:budgetUnit x:cluster .
x:located a gov:AreaAssignment ; gov:locates x:lineItem ; gov:assignedArea x:province ; gov:mention "จังหวัด" ;
    gov:rule "r" ; gov:derivation id:derivation\\/inferred ; gov:confidence id:confidence\\/probable .
x:classed a gov:ThemeAssignment ; gov:classifies x:project ; gov:theme id:theme\\/tourism ; gov:rule "r" .
x:import a gov:Import ; gov:importedBy "a steward" ; gov:sourceKey "k" ; gov:profile "budget" ; gov:toolVersion "1" ;
    gov:rowsRead 3 ; gov:rowsAccepted 2 ; gov:rowsRejected 1 ; gov:replaces x:earlier ; gov:usesColumn x:column3 ;
    prov:used x:page .
x:earlier a gov:Import .
x:column3 a gov:ColumnUse ; gov:columnTitle "จำนวนเงิน" ; gov:columnProperty gov:amount ; gov:column 3 .
x:reading a gov:CellReading ; gov:recordedAt x:row ; gov:rawText "กรมการขาว" ; gov:readAs x:rice ;
    gov:finding "GG-NAM-001" ; gov:acceptedBy "a steward" ; gov:acceptedOn "2026-11-26"^^xsd:date ; gov:rule "r" .
x:support a gov:SupportRequest ; gov:requestsSupportFrom x:rice ; gov:forProject x:project ;
    gov:requestedBy x:province .

x:nesdp a gov:NationalPlan ; gov:frameKind id:frame-kind\\/national-plan ; gov:policyPeriod x:period .
x:agreement a gov:Alignment ; gov:alignmentOf x:plan ; gov:alignmentWith x:nesdp ;
    gov:alignmentKind id:alignment-kind\\/claimed .
x:mustAgree a gov:AlignmentRequirement ; gov:appliesTo id:plan-kind\\/provincial-development-plan ;
    gov:requiresFrameKind id:frame-kind\\/national-plan .
x:mustAsk a gov:ConsultationRequirement ; gov:appliesTo id:plan-kind\\/provincial-development-plan ;
    gov:requiresConsultationOf id:sector\\/people .
x:stress a gov:StrategicEmphasis ; gov:emphasisOf id:area-kind\\/cluster ; gov:emphasises id:emphasis\\/capability .
x:link a gov:Linkage ; gov:linkingRole id:role\\/governor ; gov:linksTier id:tier\\/local ;
    gov:relationKind id:relation-kind\\/vertical .
x:sideways a gov:Linkage ; gov:linkingRole id:role\\/governor ; gov:linksSector id:sector\\/private .

x:meeting a gov:Meeting ; gov:heldOn "2010-01-12"^^xsd:date ; gov:venue "hotel"@en ; gov:organisedBy x:office ;
    gov:inputTo x:workshop ; gov:reportedTo id:role\\/prime-minister ; dcterms:source x:lines .
x:workshop a gov:Meeting ; gov:heldOn "2010-01-18"^^xsd:date ; gov:heldUntil "2010-01-19"^^xsd:date .
x:group a gov:ThematicGroup ; gov:partOfMeeting x:meeting ; gov:groupNumber 1 ; gov:theme id:theme\\/agriculture ;
    gov:heldOn "2010-01-12"^^xsd:date ; gov:forFiscalYear x:fy .
x:step a gov:PlanningActivity ; gov:planningStep id:planning-step\\/review ; gov:carriedOutBy x:province ;
    gov:concernsPlan x:plan .
x:tookPart a gov:Participation ; gov:participant x:rice ; gov:inGroup x:group ; gov:orderInGroup 2 ;
    gov:participationRole id:role\\/participant ; gov:writtenAs "กรมการข้าว" ; gov:heldOn "2010-01-12"^^xsd:date .
x:unnamed a gov:KindParticipation ; gov:participantKind id:participant-kind\\/province ; gov:inGroup x:group .
x:led a gov:Facilitation ; gov:facilitator x:someone ; gov:onBehalfOf x:bureau ; gov:inGroup x:group ;
    gov:participationRole id:role\\/facilitator ; gov:position "director"@en ; gov:acting true .
x:opened a gov:Facilitation ; gov:facilitator x:someone ; gov:atMeeting x:meeting .
x:someone a gov:Person .

x:fund a gov:PublicOrganisation .

x:act a gov:Act ; eli:date_document "1991-08-21"^^xsd:date ; eli:is_realized_by x:text .
x:text a gov:LegalText ; eli:title "พระราชบัญญัติ"@th .
x:s53-1 a gov:Section ; eli:is_part_of x:act ; eli:number "53/1" .
x:decree a gov:RoyalDecree ; gov:empoweredBy x:s53-1 .

x:page a gov:Source ; gov:url "https://example.org/"^^xsd:anyURI ; gov:fileName "page.txt" ; gov:lineCount 108 ;
    gov:sha256 "00ff" ; gov:reliability id:reliability\\/A .
x:lines a gov:Place ; gov:inSource x:page ; gov:line 61 ; gov:lastLine 69 .
x:row a gov:Place ; gov:inSource x:page ; gov:row 2 ; gov:column 3 ; gov:sheet "s" ; gov:cell "C2" .
"""


def made_up(turtle: str) -> Graph:
    return Graph().parse(data=TURTLE_PREFIXES + X + turtle, format="turtle")


def closure(extra: Graph) -> Graph:
    """Return the OWL 2 RL closure of the ontology, the vocabulary excerpts and ``extra``."""
    graph = Graph()
    for path in [*ONTOLOGY.glob("*.ttl"), *ONTOLOGY.glob("codelists/*.ttl"), *ONTOLOGY.glob("vocabularies/*.ttl")]:
        graph.parse(path)
    graph += extra
    for texts in (RDFS.label, RDFS.isDefinedBy, SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel, SKOS.definition):
        graph.remove((None, texts, None))  # a third of all statements, and nothing follows from them
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    return graph


def contradictions(extra: Graph) -> list[str]:
    """Return what the reasoner calls inconsistent once ``extra`` is added; an empty list is well.

    Any graph of data may be given: the made-up one of this file, or the shipped tables as statements.
    """
    return sorted(str(message) for message in closure(extra).objects(None, ERROR))


@pytest.fixture(scope="module")
def closed() -> Graph:
    return closure(made_up(INSTANCES))


def test_ontology_and_data_are_consistent(closed: Graph) -> None:
    assert [*closed.objects(None, ERROR)] == []


def test_ontology_and_shipped_data_are_consistent(workshop_store: Store) -> None:
    """Everything that the build brings into the store, seen as one graph."""
    assert contradictions(to_rdflib(workshop_store.quads())) == []


def test_the_made_up_data_uses_every_class_that_can_have_instances() -> None:
    ontology = Graph().parse(ONTOLOGY / "govgraph.ttl")
    used = {*made_up(INSTANCES).objects(None, RDF.type)}
    leaves = {
        c
        for c in ontology.subjects(RDF.type, OWL.Class)
        if str(c).startswith(GOV) and not [*ontology.subjects(RDFS.subClassOf, c)]
    }
    policies_and_laws = {
        URIRef(GOV + name)
        for name in (
            "GovernmentPolicy",
            "PolicyArea",
            "PublicSectorStrategyFramework",
            "RegionalFramework",
            "SectorStrategy",
            "GovernmentAdministrationPlan",
            "CommunityPlan",
            "Constitution",
            "Regulation",
            "CabinetResolution",
            "GazetteAnnouncement",
        )
    }
    assert leaves - used == policies_and_laws  # bare siblings of NationalPlan, Act and RoyalDecree


def test_nothing_gets_a_class_of_ours_that_it_was_not_given(closed: Graph) -> None:
    # Domains and ranges must only ever repeat what the data says of itself.
    data = made_up(INSTANCES)
    ontology = Graph().parse(ONTOLOGY / "govgraph.ttl")
    for thing, kind in data.subject_objects(RDF.type):
        allowed = {*ontology.transitive_objects(kind, RDFS.subClassOf)} | {kind}
        inferred = {c for c in closed.objects(thing, RDF.type) if str(c).startswith(GOV)}
        assert inferred <= allowed, (thing, inferred - allowed)


def test_things_of_the_state_become_organisations_and_groups_do_not(closed: Graph) -> None:
    def is_a(name: str, kind: str) -> bool:
        return (URIRef(f"https://example.org/made-up/{name}"), RDF.type, URIRef(expand(kind))) in closed

    assert is_a("moac", "foaf:Agent")
    assert is_a("moac", "cv:PublicOrganisation")
    assert is_a("office", "prov:Agent")  # it organised a meeting
    assert is_a("rename", "prov:Activity")
    assert is_a("group", "prov:Activity")
    assert not is_a("group", "org:Organization")  # a theme is no classification of organisations
    assert not is_a("issue", "org:Organization")
    assert not is_a("meeting", "prov:Entity")
    assert not is_a("area", "org:Organization")
    assert not is_a("province", "geo:Feature")


# What is wrong → statements, and the thing that the reasoner must name.
FAULTS = {
    "entity and activity": ("x:f1 a prov:Entity , prov:Activity .", "x:f1"),
    "meeting derived from a page": ("x:f2 a gov:Meeting ; prov:wasDerivedFrom x:page .", "x:f2"),
    "change derived from a page": ("x:f3 a gov:ChangeEvent ; prov:wasDerivedFrom x:page .", "x:f3"),
    "province as body and place": ("x:f4 a gov:ProvincialAdministration , gov:ProvinceArea .", "x:f4"),
    "ministry and department": ("x:f5 a gov:Ministry , gov:Department .", "x:f5"),
    "two kinds of department-level body": ("x:f6 a gov:PermanentSecretaryOffice , gov:Office .", "x:f6"),
    "tier on a place": ("x:f7 a gov:ProvinceArea ; gov:tier id:tier\\/local .", "x:f7"),
    "vision and mission": ("x:f8 a gov:Vision , gov:Mission .", "x:f8"),
    "sector on an event": ("x:f9 a gov:ChangeEvent ; gov:sector id:sector\\/state .", "x:f9"),
    "a person as the body that took part": ("x:f10 a gov:Person . x:p10 gov:participant x:f10 .", "x:f10"),
    "project and person": ("x:f11 a gov:Project , foaf:Person .", "x:f11"),
    "concept and scheme": ("x:f12 a skos:Concept , skos:ConceptScheme .", "x:f12"),
    "place and geometry": ("x:f13 a geo:Geometry , gov:ProvinceArea .", "x:f13"),
    "role of an organisation": ("x:s14 a gov:Seat ; gov:seatRole x:f14 . x:f14 a gov:Office .", "x:f14"),
    "a date that is none": ('x:s15 gov:from "the 12th"^^xsd:date .', "the 12th"),
}


@pytest.fixture(scope="module")
def complaints() -> list[str]:
    # One closure for all: each fault is about a thing of its own, so the messages tell them apart.
    return contradictions(made_up("\n".join(turtle for turtle, _ in FAULTS.values())))


@pytest.mark.parametrize("fault", FAULTS)
def test_contradictions_are_reported(complaints: list[str], fault: str) -> None:
    named = FAULTS[fault][1].replace("x:", "https://example.org/made-up/")
    assert [message for message in complaints if re.search(re.escape(named) + r"\b(?!\d)", message)]


def test_functional_properties_bring_two_values_together(closed: Graph) -> None:
    # A record names one body: two names would mean the same body, which is how a doubled row would show.
    doubled = closure(made_up("x:r a gov:Participation ; gov:participant x:a , x:b ."))
    a, b = (URIRef(f"https://example.org/made-up/{name}") for name in "ab")
    assert (a, OWL.sameAs, b) in doubled
    assert not [o for s, o in closed.subject_objects(OWL.sameAs) if s != o and not isinstance(o, Literal)]
