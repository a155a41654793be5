"""Licences that have an SPDX identifier."""

from pyoxigraph import NamedNode

from kg.store.vocabulary import PREFIXES

_KNOWN = (
    "AFL-3.0 AGPL-3.0 AGPL-3.0-only AGPL-3.0-or-later Apache-2.0 Artistic-2.0 BSD-2-Clause BSD-3-Clause "
    "BSD-3-Clause-Clear BSL-1.0 CC-BY-1.0 CC-BY-2.0 CC-BY-2.5 CC-BY-3.0 CC-BY-4.0 CC-BY-NC-2.0 CC-BY-NC-3.0 "
    "CC-BY-NC-4.0 CC-BY-NC-ND-3.0 CC-BY-NC-ND-4.0 CC-BY-NC-SA-2.0 CC-BY-NC-SA-3.0 CC-BY-NC-SA-4.0 CC-BY-ND-4.0 "
    "CC-BY-SA-2.0 CC-BY-SA-3.0 CC-BY-SA-4.0 CC0-1.0 CDLA-Permissive-1.0 CDLA-Permissive-2.0 CDLA-Sharing-1.0 "
    "ECL-2.0 EPL-1.0 EPL-2.0 EUPL-1.1 EUPL-1.2 GFDL-1.2 GFDL-1.3 GPL-2.0 GPL-2.0-only GPL-2.0-or-later GPL-3.0 "
    "GPL-3.0-only GPL-3.0-or-later ISC LGPL-2.1 LGPL-3.0 LGPL-3.0-only LGPL-3.0-or-later MIT MPL-2.0 MS-PL NCSA "
    "O-UDA-1.0 ODbL-1.0 ODC-By-1.0 OFL-1.1 OGL-UK-3.0 OSL-3.0 PDDL-1.0 PostgreSQL Unlicense WTFPL Zlib"
)
_BY_NAME = {name.lower(): name for name in _KNOWN.split()}


def licence_iri(name: str) -> NamedNode | None:
    """The licence's IRI at SPDX where the name is an identifier of the usual licences, else None.

    >>> licence_iri("cc-by-sa-4.0").value
    'https://spdx.org/licenses/CC-BY-SA-4.0'
    >>> licence_iri("custom; see homepage")
    """
    known = _BY_NAME.get(name.strip().lower())
    return NamedNode(f"{PREFIXES['spdx']}{known}") if known else None
