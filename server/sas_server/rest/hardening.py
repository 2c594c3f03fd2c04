"""Headers that keep browsers from doing more with an answer than was meant.

Pages may load scripts, styles and images from here, and nothing inline or from
elsewhere; what is no page may load nothing at all.

Spec: https://www.w3.org/TR/CSP3/
"""

from __future__ import annotations

from flask import Flask, Response, request

_PAGE = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
_DATA = "default-src 'none'; frame-ancestors 'none'"

_POLICY = "Content-Security-Policy"

_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_HTTPS_ONLY = "max-age=31536000"


def harden(app: Flask) -> None:
    """Adds the headers to every answer of `app`."""

    def protect(response: Response) -> Response:
        headers = response.headers
        for name, value in _HEADERS.items():
            headers.setdefault(name, value)
        is_page = response.mimetype in ("text/html", "image/svg+xml")
        headers.setdefault(_POLICY, _PAGE if is_page else _DATA)
        if request.is_secure:
            headers["Strict-Transport-Security"] = _HTTPS_ONLY
        return response

    app.after_request(protect)
