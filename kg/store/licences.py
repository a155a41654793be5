"""Licences as IRIs."""

from pyoxigraph import NamedNode

from kg.core.licences import spdx_id
from kg.store.vocabulary import PREFIXES


def licence_iri(name: str) -> NamedNode | None:
    """The licence's IRI at SPDX where the name is an identifier of the usual licences, else None.

    >>> licence_iri("cc-by-sa-4.0").value
    'https://spdx.org/licenses/CC-BY-SA-4.0'
    >>> licence_iri("custom; see homepage")
    """
    known = spdx_id(name)
    return NamedNode(f"{PREFIXES['spdx']}{known}") if known else None
