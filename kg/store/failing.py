"""Why a graph's folder cannot be read or written, out of what the system and Oxigraph say, in words with what to do."""

import errno
import os
from pathlib import Path

_FULL = "there is no room left; make room and run the same command again: what was stored stays"
_FIRST_IS_ENOUGH = 200  # characters of what Oxigraph says
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def why_not_written(path: Path, error: BaseException) -> str:
    """Why something in the folder could not be written, as a clause."""
    if _is_about(error, *_NO_ROOM):
        return _FULL
    if _is_about(error, errno.EEXIST, errno.ENOTDIR):
        return "it is a file, and a graph is a folder; give another with --graph"
    if _is_about(error, errno.EROFS, errno.EACCES, errno.EPERM) or not os.access(path, os.W_OK):
        return f"it cannot be written ({_said(error)}); make its folder writable, or give another with --graph"
    return f"it cannot be written ({_said(error)}); what was stored stays; kg doctor looks what is amiss"


def why_not_read(error: OSError) -> str:
    """Why a file that was named could not be read, as a clause."""
    if _is_about(error, errno.ENOENT, errno.ENOTDIR):
        return "there is no such file; check the spelling"
    if _is_about(error, errno.EISDIR):
        return "it is a folder; give a file"
    return f"it cannot be read ({_said(error).lower()}); look at its rights"


def is_for_want_of_leave_or_room(error: BaseException) -> bool:
    """Whether the system refused, and nothing is wrong with what lies there."""
    return _is_about(error, *_NO_ROOM, errno.EROFS, errno.EACCES, errno.EPERM)


def _is_about(error: BaseException, *codes: int) -> bool:
    """Whether the system's error is one of these; Oxigraph gives its words alone."""
    text = str(error)
    return getattr(error, "errno", None) in codes or any(os.strerror(code) in text for code in codes)


def _said(error: BaseException) -> str:
    text = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return " ".join(str(text).split())[:_FIRST_IS_ENOUGH]
