"""The workshop of 12 January 2010 as three scenes, and made-up scenes of any size with long names."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from govgraph.draw import (
    Bridge,
    BridgesScene,
    Caption,
    Column,
    FlowScene,
    GroupCard,
    MatrixScene,
    Row,
)
from govgraph.model import Label

MINISTRIES = {
    "moac": ("กระทรวงเกษตรและสหกรณ์", "Ministry of Agriculture and Cooperatives"),
    "moc": ("กระทรวงพาณิชย์", "Ministry of Commerce"),
    "mot": ("กระทรวงคมนาคม", "Ministry of Transport"),
    "moind": ("กระทรวงอุตสาหกรรม", "Ministry of Industry"),
    "mcul": ("กระทรวงวัฒนธรรม", "Ministry of Culture"),
    "mnre": ("กระทรวงทรัพยากรธรรมชาติและสิ่งแวดล้อม", "Ministry of Natural Resources and Environment"),
    "mots": ("กระทรวงการท่องเที่ยวและกีฬา", "Ministry of Tourism and Sports"),
    "most": ("กระทรวงวิทยาศาสตร์และเทคโนโลยี", "Ministry of Science and Technology"),
    "moen": ("กระทรวงพลังงาน", "Ministry of Energy"),
    "moi": ("กระทรวงมหาดไทย", "Ministry of Interior"),
    "msdhs": ("กระทรวงการพัฒนาสังคมและความมั่นคงของมนุษย์", "Ministry of Social Development and Human Security"),
    "moj": ("กระทรวงยุติธรรม", "Ministry of Justice"),
    "mol": ("กระทรวงแรงงาน", "Ministry of Labour"),
    "moe": ("กระทรวงศึกษาธิการ", "Ministry of Education"),
    "moph": ("กระทรวงสาธารณสุข", "Ministry of Public Health"),
    "mof": ("กระทรวงการคลัง", "Ministry of Finance"),
    "mfa": ("กระทรวงการต่างประเทศ", "Ministry of Foreign Affairs"),
    "mict": ("กระทรวงเทคโนโลยีสารสนเทศและการสื่อสาร", "Ministry of Information and Communication Technology"),
}

# Each agency with its ministry and its two names.
AGENCIES = {
    "moac-ops": (
        "moac",
        "สำนักงานปลัดกระทรวงเกษตรและสหกรณ์",
        "Office of the Permanent Secretary, Ministry of Agriculture and Cooperatives",
    ),
    "rice": ("moac", "กรมการข้าว", "Rice Department"),
    "rid": ("moac", "กรมชลประทาน", "Royal Irrigation Department"),
    "dof": ("moac", "กรมประมง", "Department of Fisheries"),
    "dld": ("moac", "กรมปศุสัตว์", "Department of Livestock Development"),
    "ldd": ("moac", "กรมพัฒนาที่ดิน", "Land Development Department"),
    "doa": ("moac", "กรมวิชาการเกษตร", "Department of Agriculture"),
    "doae": ("moac", "กรมส่งเสริมการเกษตร", "Department of Agricultural Extension"),
    "qsds": ("moac", "กรมหม่อนไหม", "Queen Sirikit Department of Sericulture"),
    "acfs": (
        "moac",
        "สำนักงานมาตรฐานสินค้าเกษตรและอาหารแห่งชาติ",
        "National Bureau of Agricultural Commodity and Food Standards",
    ),
    "oae": ("moac", "สำนักงานเศรษฐกิจการเกษตร", "Office of Agricultural Economics"),
    "moc-ops": ("moc", "สำนักงานปลัดกระทรวงพาณิชย์", "Office of the Permanent Secretary, Ministry of Commerce"),
    "mot-ops": ("mot", "สำนักงานปลัดกระทรวงคมนาคม", "Office of the Permanent Secretary, Ministry of Transport"),
    "moind-ops": ("moind", "สำนักงานปลัดกระทรวงอุตสาหกรรม", "Office of the Permanent Secretary, Ministry of Industry"),
    "mcul-ops": ("mcul", "สำนักงานปลัดกระทรวงวัฒนธรรม", "Office of the Permanent Secretary, Ministry of Culture"),
    "dra": ("mcul", "กรมการศาสนา", "Department of Religious Affairs"),
    "fad": ("mcul", "กรมศิลปากร", "Fine Arts Department"),
    "dnp": ("mnre", "กรมอุทยานแห่งชาติ สัตว์ป่า และพันธุ์พืช", "Department of National Parks, Wildlife and Plant Conservation"),
    "mots-ops": (
        "mots",
        "สำนักงานปลัดกระทรวงการท่องเที่ยวและกีฬา",
        "Office of the Permanent Secretary, Ministry of Tourism and Sports",
    ),
    "tat": ("mots", "การท่องเที่ยวแห่งประเทศไทย", "Tourism Authority of Thailand"),
    "otd": ("mots", "สำนักงานพัฒนาการท่องเที่ยว", "Office of Tourism Development"),
    "dip": ("moind", "กรมส่งเสริมอุตสาหกรรม", "Department of Industrial Promotion"),
    "boi": ("moind", "สำนักงานคณะกรรมการส่งเสริมการลงทุน", "Office of the Board of Investment"),
    "tisi": ("moind", "สำนักงานมาตรฐานผลิตภัณฑ์อุตสาหกรรม", "Thai Industrial Standards Institute"),
    "oie": ("moind", "สำนักงานเศรษฐกิจอุตสาหกรรม", "Office of Industrial Economics"),
    "most": ("most", "กระทรวงวิทยาศาสตร์และเทคโนโลยี", "Ministry of Science and Technology"),
    "moen": ("moen", "กระทรวงพลังงาน", "Ministry of Energy"),
    "cdd": ("moi", "กรมการพัฒนาชุมชน", "Community Development Department"),
    "mnre-ops": (
        "mnre",
        "สำนักงานปลัดกระทรวงทรัพยากรธรรมชาติและสิ่งแวดล้อม",
        "Office of the Permanent Secretary, Ministry of Natural Resources and Environment",
    ),
    "pcd": ("mnre", "กรมควบคุมมลพิษ", "Pollution Control Department"),
    "dwr": ("mnre", "กรมทรัพยากรน้ำ", "Department of Water Resources"),
    "dgr": ("mnre", "กรมทรัพยากรน้ำบาดาล", "Department of Groundwater Resources"),
    "rfd": ("mnre", "กรมป่าไม้", "Royal Forest Department"),
    "onep": (
        "mnre",
        "สำนักงานนโยบายและแผนทรัพยากรธรรมชาติและสิ่งแวดล้อม",
        "Office of Natural Resources and Environmental Policy and Planning",
    ),
    "msdhs-ops": (
        "msdhs",
        "สำนักงานปลัดกระทรวงการพัฒนาสังคมและความมั่นคงของมนุษย์",
        "Office of the Permanent Secretary, Ministry of Social Development and Human Security",
    ),
    "dsdw": ("msdhs", "กรมพัฒนาสังคมและสวัสดิการ", "Department of Social Development and Welfare"),
    "owafd": ("msdhs", "สำนักงานกิจการสตรีและสถาบันครอบครัว", "Office of Women's Affairs and Family Development"),
    "nep": (
        "msdhs",
        "สำนักงานส่งเสริมและพัฒนาคุณภาพชีวิตคนพิการแห่งชาติ",
        "National Office for Empowerment of Persons with Disabilities",
    ),
    "opp": (
        "msdhs",
        "สำนักงานส่งเสริมสวัสดิภาพและพิทักษ์เด็ก เยาวชน ผู้ด้อยโอกาส และผู้สูงอายุ",
        "Office of Welfare Promotion, Protection and Empowerment of Vulnerable Groups",
    ),
    "moj": ("moj", "กระทรวงยุติธรรม", "Ministry of Justice"),
    "mol": ("mol", "กระทรวงแรงงาน", "Ministry of Labour"),
    "moe": ("moe", "กระทรวงศึกษาธิการ", "Ministry of Education"),
    "moph": ("moph", "กระทรวงสาธารณสุข", "Ministry of Public Health"),
    "dft": ("moc", "กรมการค้าต่างประเทศ", "Department of Foreign Trade"),
    "dit": ("moc", "กรมการค้าภายใน", "Department of Internal Trade"),
    "dtn": ("moc", "กรมเจรจาการค้าระหว่างประเทศ", "Department of Trade Negotiations"),
    "dbd": ("moc", "กรมพัฒนาธุรกิจการค้า", "Department of Business Development"),
    "dep": ("moc", "กรมส่งเสริมการส่งออก", "Department of Export Promotion"),
    "dpt": ("moi", "กรมโยธาธิการและผังเมือง", "Department of Public Works and Town and Country Planning"),
    "doh": ("mot", "กรมทางหลวง", "Department of Highways"),
    "drr": ("mot", "กรมทางหลวงชนบท", "Department of Rural Roads"),
    "otp": ("mot", "สำนักงานนโยบายและแผนการขนส่งและจราจร", "Office of Transport and Traffic Policy and Planning"),
    "customs": ("mof", "กรมศุลกากร", "Customs Department"),
    "mfa": ("mfa", "กระทรวงการต่างประเทศ", "Ministry of Foreign Affairs"),
    "mict": ("mict", "กระทรวงเทคโนโลยีสารสนเทศและการสื่อสาร", "Ministry of Information and Communication Technology"),
}

GROUPS = {
    1: "moac-ops rice rid dof dld ldd doa doae qsds acfs oae moc-ops mot-ops moind-ops",
    2: "mcul-ops dra fad dnp mot-ops mots-ops tat otd",
    3: "moac-ops moc-ops moind-ops dip boi tisi oie most moen",
    4: "cdd mcul-ops mnre-ops pcd dwr dgr rfd dnp onep msdhs-ops dsdw owafd nep opp moj mol moe moph",
    5: "moc-ops dft dit dtn dbd dep dpt mot-ops doh drr otp customs moind-ops mfa mict",
}

THEMES = {
    1: ("ด้านการเกษตร", "Agriculture"),
    2: ("ด้านการท่องเที่ยว", "Tourism"),
    3: ("ด้านอุตสาหกรรม", "Industry"),
    4: ("ด้านสังคมและสิ่งแวดล้อม", "Society and environment"),
    5: ("ด้านการค้าและการจัดการระบบโลจิสติกส์", "Trade and logistics management"),
}

SOURCE = Label(
    th="สำนักงาน ก.พ.ร. การประชุมเตรียมความพร้อม (Pre-Workshop)",
    en="Office of the Public Sector Development Commission, pre-workshop",
)
UNIT = Label(th="หน่วยงาน", en="agencies")


def caption(th: str, en: str, under_th: str = "", under_en: str = "") -> Caption:
    return Caption(
        title=Label(th, en),
        subtitle=Label(under_th or None, under_en or None),
        source=SOURCE,
        date=date(2010, 1, 12),
        record="queries/network/bridges.rq · graph 0f3a · govgraph 0.1.0",
    )


def seated() -> dict[int, list[str]]:
    return {group: keys.split() for group, keys in GROUPS.items()}


def workshop_bridges() -> BridgesScene:
    groups = seated()
    every = [key for keys in groups.values() for key in keys]
    shared = [key for key in AGENCIES if every.count(key) > 1]
    return BridgesScene(
        caption=caption(
            "หกหน่วยงานที่เชื่อมห้ากลุ่มย่อยเข้าด้วยกัน",
            "Six agencies that link the five thematic groups",
            "ตรงกลางคือหน่วยงานที่อยู่มากกว่าหนึ่งกลุ่ม การ์ดแสดงหน่วยงานที่อยู่เพียงกลุ่มเดียว",
            "Centre: agencies in more than one group. Cards: agencies in one group only, and a count of all",
        ),
        groups=tuple(
            GroupCard(
                str(number),
                number,
                Label(*THEMES[number]),
                tuple(Label(*AGENCIES[key][1:]) for key in keys if key not in shared),
                len(keys),
            )
            for number, keys in groups.items()
        ),
        bridges=tuple(
            Bridge(Label(*AGENCIES[key][1:]), tuple(str(n) for n, keys in groups.items() if key in keys))
            for key in shared
        ),
    )


def _grid() -> tuple[tuple[Row, ...], tuple[Column, ...], dict[tuple[str, str], int | None]]:
    weights: dict[tuple[str, str], int | None] = {}
    for number, keys in seated().items():
        for key in keys:
            pair = AGENCIES[key][0], str(number)
            weights[pair] = (weights.get(pair) or 0) + 1
    rows = tuple(
        Row(key, Label(*names), sum(w or 0 for (row, _), w in weights.items() if row == key))
        for key, names in MINISTRIES.items()
    )
    columns = tuple(Column(str(n), Label(*THEMES[n]), len(keys), n, UNIT) for n, keys in seated().items())
    return rows, columns, weights


def workshop_flow() -> FlowScene:
    rows, columns, weights = _grid()
    words = caption(
        "กระทรวงใดเข้าร่วมกลุ่มย่อยใด",
        "Which ministries took part in which of the five thematic groups",
        "การเข้าร่วม 64 ครั้ง ของ 55 หน่วยงาน ใน 18 กระทรวง",
        "64 participations by 55 agencies of 18 ministries",
    )
    return FlowScene(caption=words, rows=rows, columns=columns, weights=weights, total=64)


def workshop_matrix() -> MatrixScene:
    rows, columns, weights = _grid()
    words = caption(
        "จำนวนหน่วยงานของแต่ละกระทรวงในแต่ละกลุ่มย่อย",
        "Number of agencies each ministry sent to each thematic group",
    )
    return MatrixScene(caption=words, rows=rows, columns=columns, weights=weights, total=64)


_LONG_TH = (
    "สำนักงานคณะกรรมการส่งเสริมการพัฒนาเศรษฐกิจและสังคมในพื้นที่ชายแดน",
    "สำนักงานส่งเสริมและพิทักษ์เด็ก เยาวชน ผู้ด้อยโอกาส และผู้สูงอายุ",
    "กรมส่งเสริมการปกครองท้องถิ่นและการบริหารงานจังหวัดแบบบูรณาการ",
)
_LONG_EN = (
    "Office of the Committee for Economic and Social Border Affairs",
    "Office of Welfare Promotion, Protection and Elderly Empowerment",
    "Department of Local Administration and Provincial Coordination",
)


def long_label(number: int) -> Label:
    """A name of about sixty characters in both languages."""
    return Label(_LONG_TH[number % 3], _LONG_EN[number % 3])


def made_up_bridges(groups: int, bridges: int, members: int) -> BridgesScene:
    return BridgesScene(
        caption=caption("ภาพทดสอบ", "A made-up picture"),
        groups=tuple(
            GroupCard(
                f"g{n}", n + 1, long_label(n), tuple(long_label(n + m) for m in range(members)), members + bridges
            )
            for n in range(groups)
        ),
        bridges=tuple(
            Bridge(
                long_label(n),
                tuple(sorted({f"g{n % groups}", f"g{(n * 2 + 1) % groups}", f"g{(n + 1) % groups}"})),
            )
            for n in range(bridges)
        ),
    )


def _made_up_grid(
    rows: int, columns: int
) -> tuple[tuple[Row, ...], tuple[Column, ...], dict[tuple[str, str], int | None]]:
    weights: dict[tuple[str, str], int | None] = {}
    for r in range(rows):
        for c in range(columns):
            if (r * 7 + c * 5) % 4 == 0:
                weights[f"r{r}", f"c{c}"] = None if (r + c) % 9 == 8 else 1 + (r * c) % 9
    return (
        tuple(
            Row(f"r{r}", long_label(r), sum(w or 0 for (k, _), w in weights.items() if k == f"r{r}"))
            for r in range(rows)
        ),
        tuple(
            Column(
                f"c{c}",
                long_label(c + 1),
                sum(w or 0 for (_, k), w in weights.items() if k == f"c{c}"),
                c + 1,
                UNIT,
            )
            for c in range(columns)
        ),
        weights,
    )


def made_up_flow(rows: int, columns: int) -> FlowScene:
    left, right, weights = _made_up_grid(rows, columns)
    return FlowScene(caption=caption("ภาพทดสอบ", "A made-up picture"), rows=left, columns=right, weights=weights)


def made_up_matrix(rows: int, columns: int) -> MatrixScene:
    left, right, weights = _made_up_grid(rows, columns)
    return MatrixScene(caption=caption("ภาพทดสอบ", "A made-up picture"), rows=left, columns=right, weights=weights)


@pytest.fixture(scope="session")
def bridges_scene() -> BridgesScene:
    return workshop_bridges()


@pytest.fixture(scope="session")
def flow_scene() -> FlowScene:
    return workshop_flow()


@pytest.fixture(scope="session")
def matrix_scene() -> MatrixScene:
    return workshop_matrix()


@pytest.fixture(scope="session")
def make_bridges() -> Callable[[int, int, int], BridgesScene]:
    return made_up_bridges


@pytest.fixture(scope="session")
def make_flow() -> Callable[[int, int], FlowScene]:
    return made_up_flow


@pytest.fixture(scope="session")
def make_matrix() -> Callable[[int, int], MatrixScene]:
    return made_up_matrix
