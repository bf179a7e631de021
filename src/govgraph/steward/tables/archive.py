"""The package of a workbook, XLSX or ODS: checked before anything is unpacked, its XML read without entities."""

from __future__ import annotations

import io
import zipfile
from typing import Final
from xml.parsers import expat

from govgraph.errors import InputError, LimitError
from govgraph.steward.tables.child import damaged
from govgraph.steward.tables.limits import Limits

_SMALL: Final = 1024 * 1024
_PIECE: Final = 1 << 18
_ENCRYPTED: Final = 0x1


class Archive:
    """The parts of a workbook by name, each read once from beginning to end, with its checksum."""

    def __init__(self, content: bytes, name: str, limits: Limits) -> None:
        self.name = name
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise damaged(name, str(error)) from error
        self._members: dict[str, zipfile.ZipInfo] = {}
        self._check(limits)

    def _check(self, limits: Limits) -> None:
        members = self._zip.infolist()
        if len(members) > limits.parts:
            raise LimitError(
                th=f"แฟ้ม {self.name} มีส่วนย่อย {len(members):,} ส่วน เกินที่รับได้ ({limits.parts:,})",
                en=f"{self.name} has {len(members):,} parts, more than the limit of {limits.parts:,}.",
            )
        total = 0
        for member in members:
            if member.flag_bits & _ENCRYPTED:
                raise locked(self.name)
            total += member.file_size
            bomb = member.file_size > max(_SMALL, limits.unpacked_ratio * member.compress_size)
            if bomb or total > limits.unpacked_bytes:
                raise LimitError(
                    th=f"แฟ้ม {self.name} เมื่อคลายแล้วใหญ่ผิดปกติ ({total:,} ไบต์) จึงไม่อ่าน "
                    "โปรดลบแถวและรูปแบบที่ไม่ใช้ หรือแบ่งเป็นหลายแฟ้ม",
                    en=f"{self.name} unpacks to an unlikely size ({total:,} bytes) and was not read. "
                    "Please delete rows and formats that are not used, or split it into several files.",
                )
            key = _key(member.filename)
            if key in self._members:
                # Two parts of one name: each reader would see another workbook.
                raise damaged(self.name, f"two parts are called {key[:80]}")
            self._members[key] = member

    def __contains__(self, part: str) -> bool:
        return _key(part) in self._members

    def kind(self) -> str:
        """Tell which kind of workbook it is: ``xlsx`` or ``ods``.

        Raises :class:`InputError` for any other package, by name where there is something to do about it.
        """
        if "xl/workbook.xml" in self:
            return "xlsx"
        if "xl/workbook.bin" in self:
            raise InputError(
                th=f"แฟ้ม {self.name} เป็น Excel แบบไบนารี (.xlsb) ซึ่งระบบไม่อ่าน โปรดบันทึกเป็น .xlsx",
                en=f"{self.name} is a binary Excel workbook (.xlsb), which is not read. Please save it as .xlsx.",
            )
        if "content.xml" in self and "mimetype" in self and b"spreadsheet" in self.read("mimetype", 200):
            return "ods"
        raise InputError(
            th=f"แฟ้ม {self.name} เป็นแฟ้มบีบอัด แต่ไม่ใช่สมุดงาน Excel หรือ LibreOffice โปรดส่งสมุดงานหรือ CSV โดยตรง",
            en=f"{self.name} is a package, but no workbook of Excel or LibreOffice. "
            "Please hand in the workbook or CSV itself.",
        )

    def read(self, part: str, most: int) -> bytes:
        """Return the first bytes of a part."""
        try:
            with self._zip.open(self._members[_key(part)]) as file:
                return file.read(most)
        except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError) as error:
            raise damaged(self.name, str(error)) from error

    def parse(self, part: str, parser: expat.XMLParserType | None = None) -> None:
        """Read a part through a parser whose handlers are set; without one, only to see that it is sound XML.

        A document type declaration is refused: workbooks have none, and entities are how small XML grows large.
        """
        parser = parser or expat.ParserCreate()
        parser.StartDoctypeDeclHandler = self._refuse_doctype
        try:
            with self._zip.open(self._members[_key(part)]) as file:
                while piece := file.read(_PIECE):
                    parser.Parse(piece, False)
                parser.Parse(b"", True)
        except KeyError as error:
            raise damaged(self.name, f"no part {part[:80]}") from error
        except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError, expat.ExpatError) as error:
            raise damaged(self.name, f"{part[:80]}: {error}") from error

    def _refuse_doctype(self, *_: object) -> None:
        raise InputError(
            th=f"แฟ้ม {self.name} มีการประกาศ DTD ใน XML ซึ่งสมุดงานปกติไม่มีและอาจเป็นอันตราย จึงไม่อ่าน",
            en=f"{self.name} declares a DTD in its XML, which no workbook does and which can do harm; it was not read.",
        )


def locked(name: str) -> InputError:
    """Return the error for a workbook with a password."""
    return InputError(
        th=f"แฟ้ม {name} มีรหัสผ่าน โปรดเปิดด้วย Excel ยกเลิกรหัสผ่าน แล้วบันทึกใหม่",
        en=f"{name} is protected by a password. Please open it in Excel, remove the password, and save it again.",
    )


def local(name: str) -> str:
    """Return the name of an element or attribute without its prefix."""
    return name[name.find(":") + 1 :]


def _key(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()
