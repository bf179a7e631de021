"""Every shape catches the fault it is for, and leaves a good graph alone.

Each class has a good graph in ``cases/<class>.ttl`` and a list of edits in ``cases/<class>.yaml``; an edit is
a fault, with the finding code and the constraint that must catch it, or a variant that is just as good. The
good graph and all edited copies of it stand side by side in one graph (pySHACL is slow to start): the things
of a copy bear its number, and a finding belongs to the copy whose things it names.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final

import pyoxigraph
import pyshacl
import pytest
import yaml
from rdflib import RDF, RDFS, BNode, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from govgraph.names import GOV, ID, PREFIXES
from govgraph.resources import resource
from govgraph.steward.prepared import PreparedGraph

HERE: Final = Path(__file__).parent
SH: Final = Namespace(PREFIXES["sh"])
CODE: Final = URIRef(GOV + "findingCode")
SEVERITIES: Final = {SH.Violation, SH.Warning, SH.Info}
CONSTRAINTS: Final = frozenset(
    {
        *("minCount", "maxCount", "datatype", "class", "in", "pattern", "uniqueLang", "languageIn", "nodeKind"),
        *("lessThan", "lessThanOrEquals", "minInclusive", "maxExclusive", "hasValue", "node", "or", "sparql"),
    }
)
"""The part of SHACL that shapes may use: all of it can be compiled to SPARQL."""

ALONE: Final = frozenset({"area"})
"""Cases whose copies cannot stand side by side: two areas must not share an ISO code."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One change to a good graph, and what the shapes must say of it."""

    case: str
    number: int
    name: str
    take: str = ""
    give: str = ""
    finds: str | None = None
    by: str | None = None
    also: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return f"{self.case}: {self.name}"


@dataclass(frozen=True, slots=True)
class Found:
    """What the report says of one copy: which constraints of which codes spoke, and which codes are errors."""

    spoken: set[tuple[str, str]] = field(default_factory=set)
    violations: set[str] = field(default_factory=set)


@cache
def shapes() -> Graph:
    graph = Graph()
    for path in sorted(resource("shapes").rglob("*.ttl")):
        graph.parse(path)
    return graph


@cache
def surroundings() -> Graph:
    return Graph().parse(HERE / "ontology-stub.ttl").parse(HERE / "surroundings.ttl")


def case_names() -> list[str]:
    return sorted(path.stem for path in (HERE / "cases").glob("*.ttl"))


def edits(case: str) -> list[Edit]:
    document = yaml.safe_load((HERE / "cases" / f"{case}.yaml").read_text(encoding="utf-8"))
    found = [Edit(case, 0, "as it is")]
    for entry in (*document["faults"], *document.get("good", ())):
        name = entry.pop("fault", None) or entry.pop("good")
        also = frozenset(entry.pop("also", ()))
        found.append(Edit(case, len(found), name, also=also, **entry))
    return found


def all_edits() -> list[Edit]:
    return [edit for case in case_names() for edit in edits(case)]


def copy_with(edit: Edit) -> Graph:
    """Return the good graph of the case with the edit made, its own things numbered."""
    graph = Graph().parse(HERE / "cases" / f"{edit.case}.ttl")
    before = set(graph)
    prefixes = f"BASE <{ID}>\n" + "".join(f"PREFIX {p}: <{iri}>\n" for p, iri in PREFIXES.items())
    if edit.take:
        graph.update(f"{prefixes} DELETE WHERE {{ {edit.take} }}")
    if edit.give:
        graph.update(f"{prefixes} INSERT DATA {{ {edit.give} }}")
    assert edit.number == 0 or set(graph) != before, f"{edit}: this edit changes nothing"
    own = {s for s, _, _ in before | set(graph)} - {s for s, _, _ in surroundings()}

    def numbered(node: Node) -> Node:
        return URIRef(f"{node}~{edit.number}") if node in own else node

    copy = Graph()
    for s, p, o in graph:
        copy.add((numbered(s), p, numbered(o)))
    return copy


@cache
def judged(case: str) -> list[tuple[Graph, Graph]]:
    """Run all shapes over the surroundings and the copies of a case; give the data and the report."""
    judged_: list[tuple[Graph, Graph]] = []
    for batch in [[edit] for edit in edits(case)] if case in ALONE else [edits(case)]:
        data = PreparedGraph()
        for graph in (surroundings(), *map(copy_with, batch)):
            for triple in graph:
                data.add(triple)
        # ``inplace`` keeps our kind of graph; nothing is inferred into it
        _, report, text = pyshacl.validate(data, shacl_graph=shapes(), inference="none", advanced=False, inplace=True)
        assert isinstance(report, Graph), text
        judged_.append((data, report))
    return judged_


@cache
def findings(case: str) -> dict[int | None, Found]:
    """Sort what the reports on a case say by copy."""
    found: dict[int | None, Found] = defaultdict(Found)
    for report, result in ((r, x) for _, r in judged(case) for x in r.objects(None, SH.result)):
        named = f"{report.value(result, SH.focusNode)} {report.value(result, SH.value)}"
        number = re.search(r"~(\d+)\b", named)
        of = found[int(number[1]) if number else None]
        code = str(shapes().value(report.value(result, SH.sourceShape), CODE))
        component = str(report.value(result, SH.sourceConstraintComponent)).removeprefix(str(SH))
        of.spoken.add((code, component.removesuffix("ConstraintComponent")))
        if report.value(result, SH.resultSeverity) == SH.Violation:
            of.violations.add(code)
    return found


@pytest.mark.parametrize("case", case_names())
def test_surroundings_stay_clean(case: str) -> None:
    """What is said of a copy names a thing of the copy, so nothing is left over for the surroundings."""
    assert None not in findings(case), findings(case)[None]


@pytest.mark.parametrize("edit", [e for e in all_edits() if e.finds is None], ids=str)
def test_good_graph_conforms(edit: Edit) -> None:
    assert findings(edit.case).get(edit.number, Found()).spoken == set()


@pytest.mark.parametrize("edit", [e for e in all_edits() if e.finds is not None], ids=str)
def test_fault_is_caught(edit: Edit) -> None:
    """The expected shape speaks, by the expected constraint, and no other error is reported."""
    found = findings(edit.case).get(edit.number, Found())
    component = {"sparql": "SPARQL"}.get(str(edit.by), str(edit.by)[:1].upper() + str(edit.by)[1:])
    assert (edit.finds, component) in found.spoken
    assert found.violations - {edit.finds} == set(edit.also)


def focus_nodes(data: Graph, shape: Node) -> set[Node]:
    nodes: set[Node] = set()
    for of_class in shapes().objects(shape, SH.targetClass):
        for subclass in data.transitive_subjects(RDFS.subClassOf, of_class):
            nodes |= set(data.subjects(RDF.type, subclass))
    for path in shapes().objects(shape, SH.targetSubjectsOf):
        nodes |= set(data.subjects(path))
    for path in shapes().objects(shape, SH.targetObjectsOf):
        nodes |= {o for _, _, o in data.triples((None, path, None))}
    return nodes


@pytest.mark.parametrize("case", sorted({e.case for e in all_edits() if e.by == "sparql"}))
def test_queries_mean_the_same_in_the_store(case: str) -> None:
    """Run over all focus nodes at once in Oxigraph, each query finds what pySHACL finds one by one.

    Copies with a value of the wrong type are left out: engines differ in what “หนึ่ง” > 101 is.
    """
    ill_typed = {f"~{edit.number}" for edit in edits(case) if edit.by == "datatype"}
    ((data, report),) = judged(case)
    store = pyoxigraph.Store()
    store.load(data.serialize(format="nt", encoding="utf-8"), format=pyoxigraph.RdfFormat.N_TRIPLES)
    prefixes = "".join(f"PREFIX {p}: <{iri}>\n" for p, iri in PREFIXES.items()) + f"PREFIX role: <{ID}role/>\n"
    for shape, query in shapes().subject_objects(SH.sparql / SH.select):
        one_by_one = {
            (str(report.value(result, SH.focusNode)), str(report.value(result, SH.value)))
            for result in report.subjects(SH.sourceShape, shape)
        }
        among = " ".join(f"<{node}>" for node in focus_nodes(data, shape))
        rows = store.query(prefixes + str(query).replace("WHERE {", f"WHERE {{ VALUES ?this {{ {among} }}", 1))
        assert isinstance(rows, pyoxigraph.QuerySolutions)
        at_once = {(text(row["this"]), text(row["value"])) for row in rows}
        differ = {
            pair for pair in at_once ^ one_by_one if not ill_typed & {f"~{name.rpartition('~')[2]}" for name in pair}
        }
        assert differ == set(), shape


def text(term: object) -> str:
    assert isinstance(term, pyoxigraph.NamedNode | pyoxigraph.Literal)
    return term.value


def coded() -> dict[Node, str]:
    """The shapes that can produce results of their own, with their codes."""
    graph = shapes()
    targeted = {
        s
        for target in ("targetClass", "targetSubjectsOf", "targetObjectsOf", "targetNode")
        for s in graph.subjects(SH[target])
    }
    speaking = {s for s in targeted if any(graph.value(s, SH[c]) is not None for c in CONSTRAINTS)}
    speaking |= {p for s in targeted for p in graph.objects(s, SH.property)}
    return {shape: str(graph.value(shape, CODE)) for shape in speaking}


def test_every_constraint_of_every_shape_has_a_fault() -> None:
    tested = {(edit.finds, edit.by) for edit in all_edits() if edit.finds}
    written = {
        (code, constraint)
        for shape, code in coded().items()
        for constraint in CONSTRAINTS
        if shapes().value(shape, SH[constraint]) is not None
    }
    assert tested == written


def test_codes_are_unique_and_say_their_file() -> None:
    codes = sorted(coded().values())
    assert len(codes) == len(set(codes)) > 200
    assert all(re.fullmatch(r"GG-[A-Z]{3}-\d{3}", code) for code in codes)
    for path in resource("shapes").rglob("*.ttl"):
        of_file = {str(code)[:6] for code in Graph().parse(path).objects(None, CODE)}
        assert len(of_file) <= 1, f"{path.name} mixes {of_file}"


def test_codes_stand_only_on_shapes_that_speak() -> None:
    assert set(shapes().subjects(CODE)) == set(coded())


def test_shapes_speak_thai_and_english() -> None:
    graph = shapes()

    def languages(subject: Node, path: str) -> list[str]:
        return sorted(o.language or "" for o in graph.objects(subject, URIRef(path)) if isinstance(o, Literal))

    for shape in coded():
        speaker = graph.value(shape, SH.sparql) or shape
        assert not isinstance(shape, BNode)
        assert languages(shape, PREFIXES["rdfs"] + "label") == ["en", "th"], shape
        assert languages(speaker, str(SH.message)) == ["en", "th"], shape
        assert set(graph.objects(shape, SH.severity)) < SEVERITIES, shape
    for shape in graph.subjects(RDF.type, SH.NodeShape):
        assert languages(shape, PREFIXES["rdfs"] + "label") == ["en", "th"], shape


def test_shapes_stay_in_the_part_of_shacl_that_can_be_compiled() -> None:
    around = {
        *("NodeShape", "PropertyShape", "SPARQLConstraint", "Violation", "Warning", "Info", "IRI", "Literal"),
        *("property", "path", "inversePath", "severity", "message", "prefixes", "declare", "prefix", "namespace"),
        *("select", "targetClass", "targetSubjectsOf", "targetObjectsOf"),
    }
    used = {
        str(term).removeprefix(str(SH))
        for triple in shapes()
        for term in triple
        if isinstance(term, URIRef) and term.startswith(str(SH))
    }
    assert used <= CONSTRAINTS | around


def test_queries_in_shapes_are_cheap_everywhere() -> None:
    """NOT EXISTS looks at what was found; an OPTIONAL with a join in it is answered for the whole graph first."""
    queries = [str(o) for o in shapes().objects(None, SH.select)]
    assert queries
    for query in queries:
        assert not re.search(r"\b(MINUS|VALUES|SERVICE|(?<!NOT )EXISTS|GRAPH|REGEX)\b", query), query
        assert query.count("SELECT") == 1, query


def test_shapes_do_not_call_each_other_in_circles() -> None:
    graph = shapes()

    def called(shape: Node) -> set[Node]:
        direct = {o for p in (SH.property, SH.node) for o in graph.objects(shape, p)}
        for first in graph.objects(shape, SH["or"]):
            direct |= set(Collection(graph, first))
        return direct

    def descend(shape: Node, above: tuple[Node, ...]) -> None:
        assert shape not in above, f"{shape} calls itself"
        for below in called(shape):
            descend(below, (*above, shape))

    for shape in coded():
        descend(shape, ())


def test_terms_of_shapes_are_in_the_ontology() -> None:
    ontology = Graph()
    for path in resource("ontology").rglob("*.ttl"):
        ontology.parse(path)
    mentioned = {o for _, _, o in shapes() if isinstance(o, URIRef)}
    concepts = {iri for iri in mentioned if iri.startswith(ID)}
    terms = {iri for iri in mentioned if iri.startswith(GOV)}
    for query in shapes().objects(None, SH.select):
        terms |= {URIRef(GOV + name) for name in re.findall(r"\bgov:(\w+)", str(query))}
        concepts |= {URIRef(f"{ID}role/{name}") for name in re.findall(r"\brole:([\w-]+)", str(query))}
    assert len(terms) > 100
    assert concepts - set(ontology.subjects(RDF.type)) == set()
    assert {*terms, CODE} - set(ontology.subjects(RDF.type)) == set()
