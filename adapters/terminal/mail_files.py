"""Saved mail and pages that a browser saved (.eml, .mhtml) -> the page in them (RFC 5322, 2557)."""

from __future__ import annotations

import re
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage

from briefs.errors import NothingToRead
from briefs.model.articles import Page

SUFFIXES = (".eml", ".mhtml", ".mht")
_HEADER = re.compile(
    rb"(?im)^(?:from|to|subject|date|mime-version|content-type|content-transfer-encoding|"
    rb"message-id|received|return-path|delivered-to|snapshot-content-location):\s*\S"
)
_HEADERS_OF_MAIL = 3
_HTML = ("text/html", "application/xhtml+xml")
_LEADING = b"\xef\xbb\xbf \t\r\n"  # a byte order mark and blank lines, which editors add
_EMPTY_LINE = re.compile(rb"\r?\n\r?\n")
_HINT = "Save its text as a .txt file."


def is_mail(data: bytes, suffix: str = "") -> bool:
    """Whether bytes begin like a message: three known header fields, or one if the suffix fits."""
    head = _EMPTY_LINE.split(data[:16_384].lstrip(_LEADING), maxsplit=1)[0]
    fields = len(_HEADER.findall(head))
    first = re.match(rb"(?:From \S|[A-Za-z][A-Za-z-]*:)", head)
    return first is not None and fields >= (1 if suffix in SUFFIXES else _HEADERS_OF_MAIL)


def saved_mail(data: bytes, *, called: str, now: datetime) -> Page:
    """The bytes of a message -> its HTML page, else its text with the subject as title.

    `called`: its name in error messages. Raises: NothingToRead if it has neither.
    """
    message = message_from_bytes(data.lstrip(_LEADING), policy=policy.default)
    part = message.get_body(preferencelist=("related", "html", "plain"))
    if isinstance(part, EmailMessage) and part.get_content_maintype() == "multipart":
        part = next((one for one in part.walk() if one.get_content_type() in _HTML), None)
    if part is None:
        kinds = (*_HTML, "text/plain")
        part = next((one for one in message.walk() if one.get_content_type() in kinds), None)
    body = part.get_payload(decode=True) if part is not None else None
    if part is None or not isinstance(body, bytes) or not body.strip():
        raise NothingToRead(f"{called} is a message without a text.", hint=_HINT)
    kind = part.get_content_type()
    charset = part.get_content_charset()
    if kind == "text/plain":
        subject = " ".join(str(message.get("subject", "")).split())
        text = body.decode(charset or "utf-8", "replace")
        body, charset = f"{subject}\n\n{text}".strip().encode(), "utf-8"
    where = part.get("content-location") or message.get("snapshot-content-location") or ""
    url = str(where).strip() if str(where).strip().startswith(("http://", "https://")) else ""
    return Page(
        asked=called,
        url=url,
        status=200,
        content_type=f"{kind}; charset={charset}" if charset else kind,
        body=body,
        fetched_at=now,
    )
