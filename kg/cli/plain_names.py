"""Which names can be typed, or put on a command line by a shell, without a second thought."""

_BESIDE_LETTERS = frozenset(" -_.+/#&,")
_LONGEST = 80


def is_plain(name: str) -> bool:
    """Whether a name has nothing that a shell or a terminal could take for an order.

    Names come out of papers, and shells read what they are offered once more: whatever is not surely harmless is out.

    >>> [is_plain(name) for name in ("GLUE", "Learning to See", "a$(b)", "it's", "-x", "a: b")]
    [True, True, False, False, False, False]
    """
    return (
        0 < len(name) <= _LONGEST
        and name.isprintable()
        and name[0].isalnum()
        and name == name.strip()
        and all(c.isalnum() or c in _BESIDE_LETTERS for c in name)
    )
