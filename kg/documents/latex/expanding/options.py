"""Options written as name = value, as packages take them."""

import re

from kg.documents.latex.expanding import tokens


def option(source: str, name: str) -> str:
    """What is given under the name, without its braces; empty where nothing is.

    >>> option("language=Python, caption={Load, then run}", "caption")
    'Load, then run'
    >>> option("name=corpus, plural = corpora", "plural")
    'corpora'
    """
    named = re.search(rf"(?:^|,)\s*{re.escape(name)}\s*=\s*(?:\[[^\]]*\]\s*)?", source)
    if not named:
        return ""
    if not source.startswith("{", named.end()):
        return source[named.end() :].partition(",")[0].strip()
    found = tokens.argument(source, named.end())
    return found[0].strip() if found else ""
