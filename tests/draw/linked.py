"""Made-up pictures of links, networks and neighbours, of any size and with names of sixty characters."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from govgraph.draw import CascadeScene, Column, EgoScene, FlowScene, MatrixScene, NetworkScene, Row
from govgraph.draw.scenes import Edge, Neighbour, Node, Relation
from govgraph.draw.scenes.ego import WHEN_UNKNOWN
from govgraph.model import Label
from tests.draw.conftest import caption, long_label, made_up_flow, made_up_matrix

OTHER_ROWS = Label("กระทรวงอื่น", "other ministries")
OTHER_COLUMNS = Label("แผนอื่น", "other plans")
CONFIRMED = Label("ยืนยันแล้ว", "confirmed")
WHEN = Label("ตั้งแต่วันที่ 1 มกราคม 2553", "since 1 January 2010")


def foldable_flow(rows: int, columns: int) -> FlowScene:
    scene = made_up_flow(rows, columns)
    inferred = frozenset(pair for at, pair in enumerate(scene.weights) if at % 3 == 0)
    return replace(scene, inferred=inferred, other_rows=OTHER_ROWS, other_columns=OTHER_COLUMNS)


def foldable_matrix(rows: int, columns: int) -> MatrixScene:
    scene = made_up_matrix(rows, columns)
    inferred = frozenset(pair for at, pair in enumerate(scene.weights) if at % 3 == 0)
    return replace(scene, inferred=inferred, other_rows=OTHER_ROWS, other_columns=OTHER_COLUMNS)


def money_matrix(rows: int, columns: int) -> MatrixScene:
    """Amounts from a thousand to thousands of millions of baht, with what is shared and what names nothing."""
    weights: dict[tuple[str, str], Decimal | int | None] = {}
    for r in range(rows):
        for c in range(columns):
            if (r + 2 * c) % 3 == 0:
                weights[f"r{r}", f"c{c}"] = Decimal(1_234_567) * (r + 1) ** 2 * (c + 1) + Decimal("0.25")
        weights[f"r{r}", "unassigned"] = Decimal(987_654_321) * (r + 1)
    weights["unassigned", "c0"] = Decimal(1_000)

    def total(end: int, key: str) -> Decimal:
        return sum((Decimal(w or 0) for pair, w in weights.items() if pair[end] == key), Decimal(0))

    own = [Row(f"r{r}", long_label(r), total(0, f"r{r}")) for r in range(rows)]
    right = [Column(f"c{c}", long_label(c + 1), total(1, f"c{c}")) for c in range(columns)]
    nothing = Label("ไม่ระบุ", "not assigned")
    return MatrixScene(
        caption=caption("ภาพทดสอบ", "A made-up picture"),
        rows=(*own, Row("unassigned", nothing, 1_000, apart=True)),
        columns=(*right, Column("unassigned", nothing, total(1, "unassigned"), apart=True)),
        weights=weights,
        money=True,
        other_rows=OTHER_ROWS,
        other_columns=OTHER_COLUMNS,
    )


def made_up_cascade(left: int, middle: int, right: int, *, money: bool = False) -> CascadeScene:
    weights: dict[tuple[str, str, str], Decimal | int | None] = {}
    for m in range(middle):
        for c in range(right):
            if (m * 3 + c) % 4 == 0:
                amount: Decimal | int = Decimal(2_345_678) * (m + 1) * (c + 2) if money else 1 + m % 5
                weights[f"l{m % left}", f"m{m}", f"c{c}"] = None if m % 11 == 7 else amount
    weights["l0", "none", "c0"] = Decimal(5_000_000) if money else 2

    def total(key: str) -> Decimal | int:
        return sum(weight or 0 for triple, weight in weights.items() if key in triple)

    return CascadeScene(
        caption=caption("ภาพทดสอบ", "A made-up picture"),
        left=tuple(Row(f"l{n}", long_label(n), total(f"l{n}")) for n in range(left)),
        middle=(
            *(Row(f"m{n}", long_label(n + 1), total(f"m{n}")) for n in range(middle)),
            Row("none", Label("ไม่ผ่านกรม", "through no department"), total("none"), apart=True),
        ),
        right=tuple(Column(f"c{n}", long_label(n + 2), total(f"c{n}"), n + 1) for n in range(right)),
        weights=weights,
        inferred=frozenset(triple for at, triple in enumerate(weights) if at % 3 == 0),
        other_left=Label("กระทรวงอื่น", "other ministries"),
        other_middle=Label("กรมอื่น", "other departments"),
        other_right=Label("ด้านอื่น", "other themes"),
        money=money,
    )


def two_kinds(hubs: int, alone: int, joining: int) -> NetworkScene:
    """Hubs with so many of their own each, and so many who are joined with two or three of them."""
    nodes = [Node(f"h{h}", long_label(h), "group", h + 1, cut=alone > 0) for h in range(hubs)]
    edges = []
    for h in range(hubs):
        for n in range(alone):
            nodes.append(Node(f"a{h}-{n}", long_label(h + n), "agency"))
            edges.append(Edge(f"a{h}-{n}", f"h{h}", 1 + n % 3))
    for n in range(joining):
        nodes.append(Node(f"j{n}", long_label(n), "agency", cut=n == 0))
        for h in sorted({n % hubs, (n + 1) % hubs, (2 * n + 1) % hubs}):
            edges.append(Edge(f"h{h}", f"j{n}", 1 + (n + h) % 4))
    return NetworkScene(
        caption=caption("ภาพทดสอบ", "A made-up picture"),
        kinds={"group": Label("กลุ่มย่อย", "group"), "agency": Label("หน่วยงาน", "agency")},
        nodes=tuple(nodes),
        edges=tuple(edges),
        weight_means=Label("จำนวนการเข้าร่วม", "participations"),
    )


def one_kind(count: int, every: int = 2) -> NetworkScene:
    """A ring of so many, each joined with the next and with some others."""
    pairs = (
        {tuple(sorted((n, (n + step) % count))) for n in range(count) for step in (1, 1 + every)}
        if count > 1
        else set()
    )
    return NetworkScene(
        caption=caption("ภาพทดสอบ", "A made-up picture"),
        kinds={"group": Label("กลุ่มย่อย", "group")},
        nodes=tuple(Node(f"n{n:02}", long_label(n), "group", cut=n == 1) for n in range(count)),
        edges=tuple(Edge(f"n{a:02}", f"n{b:02}", 1 + (a + b) % 5) for a, b in sorted(pairs) if a != b),
        weight_means=Label("จำนวนหน่วยงาน", "agencies"),
    )


def neighbours(*counts: int, more: int = 0) -> EgoScene:
    """One thing with so many neighbours by each of several relations, in and out by turns."""
    relations = []
    for at, count in enumerate(counts):
        own = tuple(
            Neighbour(
                f"{at}-{n}",
                long_label(n),
                WHEN_UNKNOWN if n % 4 == 3 else WHEN,
                CONFIRMED,
                when_unknown=n % 4 == 3,
            )
            for n in range(count)
        )
        label = Label(f"มีความสัมพันธ์แบบที่ {at + 1} กับ", f"is in relation {at + 1} to")
        relations.append(Relation(f"relation{at}", label, bool(at % 2), own, more if at == 0 else 0))
    return EgoScene(
        caption=caption("ภาพทดสอบ", "A made-up picture"),
        focus=long_label(0),
        kind=Label("หน่วยงาน", "agency"),
        relations=tuple(relations),
    )
