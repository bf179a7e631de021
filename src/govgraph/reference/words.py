"""What the pages say in their own words, in both languages: captions, headings, and sentences about the pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from govgraph.model import Label, Severity
from govgraph.names import expand

RELATIONS: Final[Mapping[str, Label]] = {
    expand(name): label
    for name, label in {
        "rdfs:subClassOf": Label("เป็นชนิดหนึ่งของ", "is a kind of"),
        "rdfs:subPropertyOf": Label("เป็นคุณสมบัติย่อยของ", "is a sub-property of"),
        "rdfs:domain": Label("เป็นคุณสมบัติของ", "is a property of"),
        "schema:domainIncludes": Label("ใช้กับ", "is used of"),
        "rdfs:range": Label("มีค่าเป็น", "has as value"),
        "schema:rangeIncludes": Label("มักมีค่าเป็น", "has values such as"),
        "owl:disjointWith": Label("ไม่เป็นสิ่งเดียวกับ", "is never the same thing as"),
        "owl:equivalentProperty": Label("เท่ากับ", "means the same as"),
        "owl:equivalentClass": Label("เท่ากับ", "means the same as"),
        "owl:inverseOf": Label("กลับทิศกับ", "is the inverse of"),
        "owl:deprecated": Label("เลิกใช้", "is deprecated"),
        "dcterms:isReplacedBy": Label("แทนด้วย", "is replaced by"),
        "skos:closeMatch": Label("ใกล้เคียงกับ", "is close to"),
        "skos:exactMatch": Label("ตรงกับ", "matches"),
        "skos:broadMatch": Label("แคบกว่า", "is narrower than"),
        "skos:narrowMatch": Label("กว้างกว่า", "is broader than"),
        "rdfs:seeAlso": Label("ดูเพิ่มเติม", "see also"),
        "skos:inScheme": Label("อยู่ในรายการ", "is in the list"),
        "skos:broader": Label("แนวคิดที่กว้างกว่า", "broader concept"),
        "skos:narrower": Label("แนวคิดที่แคบกว่า", "narrower concept"),
        "skos:related": Label("แนวคิดที่เกี่ยวข้อง", "related concept"),
        "skos:notation": Label("รหัส", "notation"),
        "skos:altLabel": Label("ชื่ออื่น", "other names"),
        "skos:hiddenLabel": Label("รูปเขียนที่ใช้ค้น", "spellings for search"),
        "skos:scopeNote": Label("ขอบเขต", "scope"),
        "skos:editorialNote": Label("หมายเหตุบรรณาธิการ", "editorial note"),
        "skos:example": Label("ตัวอย่าง", "example"),
        "rdfs:comment": Label("คำอธิบาย", "comment"),
    }.items()
}
"""How a relation between terms is read; for relations of our own, the ontology has the label."""

REVERSED: Final[Mapping[str, Label]] = {
    expand("rdfs:subClassOf"): Label("ชนิดย่อย", "kinds of it"),
    expand("rdfs:subPropertyOf"): Label("คุณสมบัติย่อย", "sub-properties"),
    expand("skos:broader"): Label("แนวคิดที่แคบกว่า", "narrower concepts"),
}

TYPES: Final[Mapping[str, Label]] = {
    expand("owl:Class"): Label("คลาส", "class"),
    expand("owl:ObjectProperty"): Label("คุณสมบัติที่ชี้ไปยังสิ่งอื่น", "object property"),
    expand("owl:DatatypeProperty"): Label("คุณสมบัติที่มีค่าเป็นข้อมูล", "datatype property"),
    expand("owl:AnnotationProperty"): Label("คำกำกับ", "annotation property"),
    expand("owl:FunctionalProperty"): Label("มีค่าเดียว", "has one value"),
    expand("owl:DeprecatedClass"): Label("เลิกใช้แล้ว", "deprecated"),
    expand("owl:DeprecatedProperty"): Label("เลิกใช้แล้ว", "deprecated"),
    expand("skos:Concept"): Label("ค่าในรายการ", "concept"),
    expand("skos:ConceptScheme"): Label("รายการค่า", "code list"),
    expand("org:Role"): Label("บทบาท", "role"),
    expand("sh:NodeShape"): Label("กฎของสิ่ง", "node shape"),
    expand("sh:PropertyShape"): Label("กฎของค่า", "property shape"),
}

TARGETS: Final[Mapping[str, Label]] = {
    "sh:targetClass": Label("ตรวจทุกสิ่งในคลาส", "judges the things of class"),
    "sh:targetNode": Label("ตรวจ", "judges"),
    "sh:targetSubjectsOf": Label("ตรวจทุกสิ่งที่มี", "judges whatever has"),
    "sh:targetObjectsOf": Label("ตรวจทุกค่าของ", "judges the values of"),
}

SEVERITIES: Final[Mapping[Severity, Label]] = {
    Severity.ERROR: Label("ข้อผิดพลาด", "error"),
    Severity.WARNING: Label("คำเตือน", "warning"),
    Severity.INFO: Label("ข้อสังเกต", "remark"),
}

IRI: Final = Label("ชื่อสากล", "IRI")
SORT: Final = Label("ประเภท", "sort of term")
SECTION: Final = Label("หมวด", "section of the ontology")
SECTIONS_OF_LAW: Final = Label("มาตราที่บันทึกไว้", "sections of law on record")
NO_LAW: Final = Label("ไม่มีมาตราของกฎหมายที่บันทึกไว้", "no section of a law is on record")
NOT_ON_RECORD: Final = Label("มาตรานี้ไม่มีในทะเบียน", "no section of that name is on record")
SOURCES: Final = Label("แหล่งที่มา", "sources")
USES: Final = Label("จำนวนในข้อมูลที่ให้มา", "in the shipped data")
USES_BELOW: Final = Label("จำนวนในข้อมูลที่ให้มา รวมชนิดย่อย", "in the shipped data, with those of its kinds")
THINGS: Final = Label("รายการ", "things")
STATEMENTS: Final = Label("ข้อความ", "statements")
VALUES: Final = Label("ค่าจากรายการ", "values from the list")
OF_PROPERTIES: Final = Label("เป็นค่าของ", "gives values to")
RULES: Final = Label("กฎที่ตรวจ", "rules")
DEFINITION: Final = Label("นิยาม", "definition")
LIST: Final = Label("รายการ", "list")
FILE: Final = Label("แฟ้ม", "file")
ABOUT: Final = Label("เรื่อง", "about")
CLASS: Final = Label("คลาส", "class")
TERM: Final = Label("คำ", "term")
NAME: Final = Label("ชื่อ", "name")
CODE: Final = Label("รหัส", "code")
RULE: Final = Label("กฎ", "rule")
IN_WORDS: Final = Label("ความหมาย", "in words")
PATH: Final = Label("เส้นทาง", "path")
WANTED: Final = Label("เงื่อนไข", "constraints")
CALLS: Final = Label("ประกอบด้วย", "is made of")
PROPERTY: Final = Label("คุณสมบัติ", "property")
VALUE: Final = Label("ค่า", "value")
HOW_MANY: Final = Label("จำนวน", "how many")
START: Final = Label("ต้นทาง", "from")
END: Final = Label("ปลายทาง", "to")
BASIS: Final = Label("ฐาน", "basis")
READ: Final = Label("อ่านว่า", "is read as")
VIA: Final = Label("ผ่าน", "by way of")
DOCUMENT: Final = Label("เอกสาร", "document")
RELIABILITY: Final = Label("ความน่าเชื่อถือ", "reliability")
NOTE: Final = Label("หมายเหตุ", "remark")
TERMS: Final = Label("จำนวนคำ", "terms")
DOCUMENTS: Final = Label(
    "เอกสารที่คำเหล่านี้มาจาก และจำนวนคำที่อ้างถึง", "The documents that the terms come from, and how many terms cite each."
)

H_PROPERTIES: Final = Label("คุณสมบัติ", "Properties")
H_RULES: Final = Label("กฎ", "Rules")
H_EXAMPLE: Final = Label("ตัวอย่าง", "Example")
H_INHERITED: Final = Label("ได้มาจากคลาสที่กว้างกว่า", "From the classes above")
H_VALUES: Final = Label("ค่าในรายการ", "Concepts")
H_CLASSES: Final = Label("คลาส", "Classes")
H_LISTS: Final = Label("รายการค่า", "Code lists")
H_SHAPES: Final = Label("กฎตรวจข้อมูล", "Shapes")
H_SOURCES: Final = Label("แหล่งที่มา", "Sources")
H_STEPS: Final = Label("เส้นทางที่ใช้อธิบาย", "The steps that explain")

EXAMPLE: Final = Label("ตัวอย่าง", "example")
NO_RECORD: Final = Label("ข้อมูลที่ให้มายังไม่มีรายการชนิดนี้", "The shipped data hold no record of this kind yet.")
NO_USE: Final = Label("ข้อมูลที่ให้มายังไม่ใช้คำนี้", "The shipped data do not use this term yet.")
WRITTEN_IN: Final = Label("บันทึกจาก", "Recorded from")

OVERVIEW: Final = (
    Label(
        "หน้าเหล่านี้เขียนขึ้นจากแฟ้มออนโทโลยี รายการค่า กฎตรวจข้อมูล และข้อมูลที่ให้มาด้วยกัน จึงตรงกับแฟ้มเสมอ",
        "These pages are written from the files of the ontology, the code lists, the shapes and the shipped data, "
        "and always say what the files say.",
    ),
    Label(
        "คลาสบอกว่าสิ่งหนึ่งเป็นอะไร คุณสมบัติบอกสิ่งที่กล่าวถึงสิ่งนั้น รายการค่าให้ค่าที่เลือกใช้ได้ "
        "และกฎบอกว่าข้อมูลต้องเป็นอย่างไร รหัสของกฎมีหน้าช่วยเหลือของตนเอง",
        "A class says what a thing is, a property what is said of it; a code list holds the values to choose from; "
        "a shape says what data must be like, and the code of each rule has a help page of its own.",
    ),
    Label(
        "ทุกคำบอกแหล่งที่มา พร้อมความน่าเชื่อถือของแหล่ง และมาตราของกฎหมายเท่าที่พบ คำที่เราออกแบบเองบอกไว้เช่นนั้น",
        "Each term names its sources, with how reliable they are, and the section of a law where one was found. "
        "Terms of our own design say so.",
    ),
)
STEPS: Final = Label(
    "เส้นทางระหว่างสองสิ่ง (govgraph explain) เดินได้เฉพาะคุณสมบัติและระเบียนต่อไปนี้",
    "A path between two things (govgraph explain) may walk only these properties and records.",
)
ONTOLOGY: Final = Label("ออนโทโลยี", "ontology")
VERSION: Final = Label("รุ่น", "version")
BACK: Final = Label("สารบัญออนโทโลยี", "all terms")
