"""The text that a file's bytes stand for."""

from kg.core.errors import ReasonCode, UnreadablePaperError


def decode(name: str, data: bytes) -> str:
    """The text in the bytes: UTF-8, or UTF-16 with its mark, or Windows-1252; line ends become newlines.

    Raises:
        UnreadablePaperError: there is no text but white space.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data.decode("utf-16", "replace")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("cp1252", "replace")
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
    if not text.strip():
        raise UnreadablePaperError(name, ReasonCode.NO_TEXT, "there is no text in it; fetch it again")
    return text
