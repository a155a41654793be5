"""Licences by their SPDX identifiers, and by what they oblige to."""

import re
from enum import StrEnum


class LicenceClass(StrEnum):
    """What a licence asks of who uses the thing; a licence may be of several classes.

    CUSTOM is a licence of its own, whose words must be read; UNKNOWN says that nothing is known.
    """

    PERMISSIVE = "permissive"
    SHARE_ALIKE = "share-alike"
    NON_COMMERCIAL = "non-commercial"
    NO_DERIVATIVES = "no-derivatives"
    CUSTOM = "custom"
    UNKNOWN = "unknown"


_P, _S = LicenceClass.PERMISSIVE, LicenceClass.SHARE_ALIKE
_N, _D, _C = LicenceClass.NON_COMMERCIAL, LicenceClass.NO_DERIVATIVES, LicenceClass.CUSTOM

_IDENTIFIERS: dict[tuple[LicenceClass, ...], str] = {
    (_P,): (
        "AFL-3.0 Apache-2.0 Artistic-2.0 BSD-2-Clause BSD-3-Clause BSD-3-Clause-Clear BSL-1.0 CC-BY-1.0 CC-BY-2.0 "
        "CC-BY-2.5 CC-BY-3.0 CC-BY-4.0 CC0-1.0 CDLA-Permissive-1.0 CDLA-Permissive-2.0 ECL-2.0 ISC MIT NCSA O-UDA-1.0 "
        "ODC-By-1.0 OFL-1.1 OGL-UK-3.0 PDDL-1.0 PostgreSQL Unlicense WTFPL Zlib"
    ),
    (_S,): (
        "AGPL-3.0 AGPL-3.0-only AGPL-3.0-or-later CC-BY-SA-2.0 CC-BY-SA-3.0 CC-BY-SA-4.0 CDLA-Sharing-1.0 EPL-1.0 "
        "EPL-2.0 EUPL-1.1 EUPL-1.2 GFDL-1.2 GFDL-1.3 GPL-2.0 GPL-2.0-only GPL-2.0-or-later GPL-3.0 GPL-3.0-only "
        "GPL-3.0-or-later LGPL-2.1 LGPL-3.0 LGPL-3.0-only LGPL-3.0-or-later MPL-2.0 MS-PL ODbL-1.0 OSL-3.0"
    ),
    (_N,): "CC-BY-NC-2.0 CC-BY-NC-3.0 CC-BY-NC-4.0",
    (_S, _N): "CC-BY-NC-SA-2.0 CC-BY-NC-SA-3.0 CC-BY-NC-SA-4.0",
    (_D,): "CC-BY-ND-4.0",
    (_N, _D): "CC-BY-NC-ND-3.0 CC-BY-NC-ND-4.0",
    (_C,): "C-UDA-1.0",
}
SPDX: dict[str, tuple[LicenceClass, ...]] = {
    name: classes for classes, names in _IDENTIFIERS.items() for name in names.split()
}
"""The usual licences by SPDX identifier, with their classes."""

_BY_NAME = {name.lower(): name for name in SPDX}
_SHORT = {  # how sources write licences without a version, or otherwise than SPDX does
    "apache": (_P,),
    "bsd": (_P,),
    "cc0": (_P,),
    "cdla-permissive": (_P,),
    "odc-by": (_P,),
    "pddl": (_P,),
    "public-domain": (_P,),
    "agpl": (_S,),
    "gfdl": (_S,),
    "gnu-general-public": (_S,),
    "gpl": (_S,),
    "lgpl": (_S,),
    "mpl": (_S,),
    "odbl": (_S,),
}
_SAYS_NOTHING = frozenset(
    {"", "-", "licence", "license", "n/a", "na", "none", "not-specified", "null", "unclear", "unknown"}
)
_TRIMMED = re.compile(
    r"^the |(?<!\s)\s+licen[cs]e(?=$|[\s,]+(?:v(?:ersion)?\s*)?\d)|(?:,|(?<!\s)(?=\s))\s+version(?=\s)", re.IGNORECASE
)
_OF_WHAT = re.compile(r"(?:(?<!\s)\s+)?\([^()]*\)")  # "(annotations)": what the licence is of, or was before
_VERSION = re.compile(r"-v?\d+(?:\.\d+)*(?:-clause)?(?:-(?:only|or-later))?$")
_SEVERAL = re.compile(r"(?:(?<!\s)\s+)?(?:[,;&|]|\band\b|\bor\b)\s*", re.IGNORECASE)
_CREATIVE = re.compile(r"cc(?P<by>-by)?(?P<nc>-nc)?(?:-(?P<more>sa|nd))?")
_NOT_SOLD = re.compile(r"non-?\s?commercial|\bnc\b", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://(?:www\.)?", re.IGNORECASE)
_AT = (  # where the texts of licences lie, and the SPDX identifier made of what the address holds
    (re.compile(r"creativecommons\.org/licenses/(by[a-z-]*)/(\d\.\d)\b"), r"cc-\1-\2"),
    (re.compile(r"creativecommons\.org/publicdomain/zero/1\.0\b"), "cc0-1.0"),
    (re.compile(r"spdx\.org/licenses/([a-z0-9.-]+?)(?:\.html|\.json)?$"), r"\1"),
    (re.compile(r"opensource\.org/licen[cs]es?/([a-z0-9.-]+?)(?:\.html|\.php)?$"), r"\1"),
    (re.compile(r"apache\.org/licenses/license-2\.0\b"), "apache-2.0"),
    (re.compile(r"opendatacommons\.org/licenses/odbl/1\.0\b"), "odbl-1.0"),
    (re.compile(r"opendatacommons\.org/licenses/by/1\.0\b"), "odc-by-1.0"),
    (re.compile(r"opendatacommons\.org/licenses/pddl/1\.0\b"), "pddl-1.0"),
    (re.compile(r"cdla\.dev/(permissive|sharing)-(\d)-(\d)"), r"cdla-\1-\2.\3"),
    (re.compile(r"wtfpl\.net/about$"), "wtfpl"),
)


def spdx_id(name: str) -> str | None:
    """The SPDX identifier that the name or address is, whatever the case, if it is one of the usual licences.

    >>> spdx_id("cc-by-sa-4.0"), spdx_id("Apache License, Version 2.0"), spdx_id("see homepage")
    ('CC-BY-SA-4.0', 'Apache-2.0', None)
    >>> spdx_id("https://creativecommons.org/licenses/by-nc/4.0/")
    'CC-BY-NC-4.0'
    """
    if _ADDRESS.match(name.strip()):
        place = _ADDRESS.sub("", name.strip()).lower().rstrip("/")
        made = (found.expand(form) for pattern, form in _AT if (found := pattern.match(place)))
        return _BY_NAME.get(next(made, ""))
    return _BY_NAME.get(_plain(name))


def classes_of(name: str | None) -> tuple[LicenceClass, ...]:
    """What the licence of this name obliges to, in the order of the classes.

    A name of several licences has the classes of all: it is not told which holds for what. What stands in brackets
    says what the licence is of, and is passed over. Whatever is not known by its name is custom.

    >>> [c.value for c in classes_of("CC-BY-NC-SA")], [c.value for c in classes_of("cc-by-3.0, cc-by-sa-3.0, mit")]
    (['share-alike', 'non-commercial'], ['permissive', 'share-alike'])
    >>> [c.value for c in classes_of("Llama 2 Community License")], [c.value for c in classes_of(None)]
    (['custom'], ['unknown'])
    """
    given = _OF_WHAT.sub("", name or "").strip()
    whole = bool(_ADDRESS.match(given)) or spdx_id(given) is not None
    parts = [given] if whole else [part for part in _SEVERAL.split(given) if _plain(part) not in _SAYS_NOTHING]
    if not parts or parts == ["other"]:
        return (LicenceClass.UNKNOWN,)
    found = {each for part in parts for each in _classes(part)}
    return tuple(each for each in LicenceClass if each in found)


def _classes(part: str) -> tuple[LicenceClass, ...]:
    if (known := spdx_id(part)) is not None:
        return SPDX[known]
    plain = _VERSION.sub("", _plain(part))
    creative = _CREATIVE.fullmatch(plain)
    if creative and plain != "cc":
        more = {"sa": (_S,), "nd": (_D,)}.get(creative["more"] or "", ())
        return (*more, *((_N,) if creative["nc"] else ())) or (_P,)
    if plain in _SHORT:
        return _SHORT[plain]
    return (_N, _C) if _NOT_SOLD.search(part) else (_C,)


def _plain(part: str) -> str:
    return "-".join(_TRIMMED.sub("", part.strip()).lower().split())
