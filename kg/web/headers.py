"""Headers that every answer carries: what a page may load and run, and that nobody else may read or frame it."""

from starlette.datastructures import MutableHeaders

PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "font-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
"""The Content-Security-Policy of our pages: what lies with the program; nothing inline, evaluated or from elsewhere."""

GRIPS = "sha256-zCK2EVMoPc04mRF/g5CotUvxbJPWS+8V0b+s9ptqQIk="
"""The one style sheet that YASGUI's tables add to their page themselves, for the grips that widen columns."""

EDITOR_POLICY = PAGE_POLICY.replace("style-src 'self'", f"style-src 'self' '{GRIPS}'")
"""The policy of the page with YASGUI."""

_ALWAYS = {
    "content-security-policy": PAGE_POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",  # with none at all, browsers hide from us whose page sent a form
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "cache-control": "no-cache",
}


def add_headers(headers: MutableHeaders) -> None:
    """Add the headers of safety where an answer does not set them itself."""
    for name, value in _ALWAYS.items():
        headers.setdefault(name, value)
