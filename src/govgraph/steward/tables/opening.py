"""A file is opened once, as a regular file, and judged by what it holds, never by what it is called."""

from __future__ import annotations

import os
import stat
from io import BufferedReader
from pathlib import Path
from typing import Final

from govgraph.errors import InputError, LimitError
from govgraph.steward.tables.limits import Limits

_ZIP: Final = b"PK\x03\x04"
_EMPTY_ZIP: Final = b"PK\x05\x06"
_OLE: Final = bytes.fromhex("D0CF11E0A1B11AE1")
_LOOKED_AT: Final = 4096
_TEXT_SUFFIXES: Final = frozenset(("csv", "tsv", "tab", "txt"))
_WORKBOOK_SUFFIXES: Final = {
    "xlsx": "xlsx",
    "xlsm": "xlsx",
    "xltx": "xlsx",
    "xltm": "xlsx",
    "xls": "xls",
    "xlt": "xls",
    "ods": "ods",
    "ots": "ods",
}
_NAMES: Final = {"csv": "CSV", "xlsx": "XLSX (Excel)", "xls": "XLS (Excel 97–2003)", "ods": "ODS (LibreOffice)"}


def unreadable(path: Path, error: OSError) -> InputError:
    """Return the error that says why a file could not be read."""
    if isinstance(error, FileNotFoundError):
        return InputError(th=f"ไม่พบแฟ้ม {path}", en=f"There is no file {path}.")
    if isinstance(error, IsADirectoryError):
        return InputError(th=f"{path} เป็นโฟลเดอร์ ไม่ใช่แฟ้ม", en=f"{path} is a folder, not a file.")
    reason = error.strerror or str(error)
    return InputError(th=f"อ่านแฟ้ม {path} ไม่ได้: {reason}", en=f"{path} cannot be read: {reason}.")


def open_regular(path: Path, limits: Limits) -> BufferedReader:
    """Open a regular file of bearable size for reading; a symbolic link is followed to one.

    Raises :class:`InputError` for whatever is no regular file (a pipe is not waited for), and
    :class:`LimitError` for one that is too large.
    """
    _check_name(path)
    try:
        # Without O_NONBLOCK, opening a pipe waits until somebody writes to it.
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        raise unreadable(path, error) from error
    except ValueError as error:  # a NUL in the name
        raise InputError(th="ชื่อแฟ้มใช้ไม่ได้", en="The name of the file cannot be used.") from error
    try:
        _check(os.fstat(descriptor), path, limits)
    except BaseException:
        os.close(descriptor)
        raise
    return os.fdopen(descriptor, "rb")


def _check_name(path: Path) -> None:
    try:
        path.name.encode()
    except UnicodeEncodeError as error:
        raise InputError(
            th=f"ชื่อแฟ้ม {path.name} ไม่ใช่ข้อความที่ถูกต้อง โปรดเปลี่ยนชื่อแฟ้ม",
            en=f"The name of the file {path.name} is not valid text. Please rename the file.",
        ) from error


def _check(status: os.stat_result, path: Path, limits: Limits) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise unreadable(path, IsADirectoryError())
    if not stat.S_ISREG(status.st_mode):
        raise InputError(th=f"{path} ไม่ใช่แฟ้มธรรมดา", en=f"{path} is not a regular file.")
    if status.st_size > limits.file_bytes:
        raise LimitError(
            th=f"แฟ้ม {path.name} มีขนาด {status.st_size:,} ไบต์ เกินที่รับได้ ({limits.file_bytes:,}) โปรดแบ่งเป็นหลายแฟ้ม",
            en=f"{path.name} has {status.st_size:,} bytes, more than the limit of {limits.file_bytes:,}. "
            "Please split it into several files.",
        )


def kind_of(file: BufferedReader, path: Path) -> str:
    """Tell what a file is by its first bytes: ``csv``, ``zip`` (some workbook), ``ole`` (``xls`` or locked).

    Raises :class:`InputError` for what is no table at all: an empty file, a web page, XML, a picture.
    """
    start = file.read(_LOOKED_AT)
    file.seek(0)
    if not start:
        raise nothing_in(path.name)
    if start.startswith((_ZIP, _EMPTY_ZIP)):
        return "zip"
    if start.startswith(_OLE):
        return "ole"
    text = start.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = start[2:].replace(b"\0", b"").lstrip().lower()
    if text.startswith((b"<!doctype", b"<html", b"<table", b"<head", b"<meta", b"<body", b"<?xml", b"<style")):
        page = "<html" in text.decode("latin-1") or b"<table" in text
        what_th, what_en = ("หน้าเว็บ (HTML)", "a web page (HTML)") if page else ("เอกสาร XML", "an XML document")
        raise InputError(
            th=f"แฟ้ม {path.name} ที่จริงเป็น{what_th} ไม่ใช่ตาราง โปรดเปิดด้วย Excel แล้วบันทึกเป็น .xlsx",
            en=f"{path.name} is really {what_en}, not a table. Please open it in Excel and save it as .xlsx.",
        )
    if text.startswith((b"%pdf", b"\x89png", b"\xff\xd8\xff", b"gif8", b"rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"{\\rtf")):
        raise not_a_table(path)
    return "csv"


def nothing_in(name: str) -> InputError:
    """Return the error for a file without a single filled cell."""
    return InputError(th=f"แฟ้ม {name} ว่างเปล่า", en=f"{name} is empty.")


def not_a_table(path: Path) -> InputError:
    """Return the error for a file that holds no table of any kind we read."""
    return InputError(
        th=f"แฟ้ม {path.name} ไม่ใช่ตาราง (CSV, XLSX, XLS หรือ ODS) โปรดบันทึกตารางเป็น .xlsx หรือ CSV UTF-8",
        en=f"{path.name} is not a table (CSV, XLSX, XLS or ODS). Please save the table as .xlsx or CSV UTF-8.",
    )


def check_suffix(path: Path, kind: str) -> None:
    """Refuse a file whose name promises another kind than it is; a suffix that we do not know promises nothing.

    Raises :class:`InputError` naming both: whoever misnamed the file may have handed in the wrong one.
    """
    suffix = path.suffix.removeprefix(".").lower()
    promised = "csv" if suffix in _TEXT_SUFFIXES else _WORKBOOK_SUFFIXES.get(suffix)
    if promised is None or promised == kind:
        return
    raise InputError(
        th=f"แฟ้ม {path.name} ลงท้ายด้วย .{suffix} แต่เนื้อหาเป็น {_NAMES[kind]} "
        f"โปรดตรวจว่าส่งแฟ้มที่ต้องการ แล้วเปลี่ยนนามสกุลเป็น .{kind} หรือบันทึกใหม่",
        en=f"{path.name} is called .{suffix}, but holds {_NAMES[kind]}. Please check that it is the file you mean, "
        f"then rename it to .{kind} or save it again.",
    )
