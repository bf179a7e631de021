"""Profiles: by name where they ship with govgraph, by path where a user wrote them."""

from __future__ import annotations

import hashlib
from pathlib import Path

from govgraph.errors import InputError, NotFoundError
from govgraph.resources import resource
from govgraph.steward.mapping.layout import Profile
from govgraph.steward.mapping.metadata import read_mapping

_SUFFIX = ".csv-metadata.json"


def read_profile(name_or_path: str | Path) -> Profile:
    """Return a shipped profile by name, or one from a file.

    Raises :class:`NotFoundError` for a name that is not shipped, :class:`InputError` for a file that is missing,
    wrong, or describes no profile.

    >>> read_profile("nonsense")
    Traceback (most recent call last):
    ...
    govgraph.errors.NotFoundError: ไม่มีแบบ “nonsense” มี: ... · There is no profile “nonsense”; there are: ...
    """
    text = str(name_or_path)
    if isinstance(name_or_path, Path) or text.endswith(".json") or "/" in text or "\\" in text:
        return _read(Path(name_or_path))
    path = _folder() / f"{text}{_SUFFIX}"
    if text not in _names():
        known = ", ".join(_names())
        raise NotFoundError(
            th=f"ไม่มีแบบ “{text}” มี: {known}",
            en=f"There is no profile “{text}”; there are: {known}",
            candidates=_names(),
        )
    return _read(path)


def shipped_profiles() -> tuple[Profile, ...]:
    """Return the profiles that ship with govgraph, in the order of their names."""
    return tuple(read_profile(name) for name in _names())


def _folder() -> Path:
    return resource("data/profiles")


def _names() -> tuple[str, ...]:
    return tuple(sorted(path.name.removesuffix(_SUFFIX) for path in _folder().glob(f"*{_SUFFIX}")))


def _read(path: Path) -> Profile:
    mapping = read_mapping(path)
    if mapping.profile is None:
        raise InputError(
            th=f"{path} ไม่มี “gov:profile” จึงไม่ใช่แบบสำหรับนำเข้า", en=f"{path} has no “gov:profile”: it is no profile."
        )
    return Profile(mapping.profile, mapping.title, mapping, path, hashlib.sha256(path.read_bytes()).hexdigest())
