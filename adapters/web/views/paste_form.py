"""A form -> Paste."""

from __future__ import annotations

from starlette.datastructures import FormData, UploadFile

from adapters.web.paste_port import Limits
from briefs.errors import BadRequest, TooLarge
from briefs.links.canonical import MAX_URL_CHARS, as_address, links_in
from briefs.model.pastes import Paste, Upload

FEW_WORDS = 40
"""A text of fewer words that holds a link means the link."""


async def paste(form: FormData, *, limits: Limits) -> Paste:
    """Form -> Paste: the file if there is one, else the box with a link or an article's text.

    Raises: BadRequest where nothing was handed in, BadLink, TooLarge.
    """
    address = _field(form, "source")
    source = as_address(address) if address else None
    again = _field(form, "again") == "1"
    upload = await _upload(form, limits=limits)
    if upload is not None:
        return Paste(upload=upload, source=source, again=again)
    box = _field(form, "box")
    if not box:
        raise BadRequest(
            "There was nothing to brief.", hint="Paste a link or an article's text first."
        )
    if len(box) > limits.text_chars:
        raise TooLarge(f"This text is too long: at most {limits.text_chars:,} characters are read.")
    link = link_in(box)
    if link is not None:
        return Paste(link=link, again=again)
    return Paste(text=box, source=source, again=again)


def link_in(box: str) -> str | None:
    """What was pasted -> the link that it is or clearly means, None if it is an article's text.

    Raises: BadLink if it is a single word that is not an address.
    """
    words = box.split(maxsplit=FEW_WORDS)
    if len(words) == 1:
        return as_address(box)
    few = len(words) < FEW_WORDS and len(box) <= FEW_WORDS * MAX_URL_CHARS
    links = links_in(box, opt_out="") if few else ()
    return links[0] if links else None


def _field(form: FormData, name: str) -> str:
    value = form.get(name)
    return value.replace("\0", "").strip() if isinstance(value, str) else ""


async def _upload(form: FormData, *, limits: Limits) -> Upload | None:
    """The file, if one was chosen: browsers send a nameless empty one otherwise."""
    file = form.get("file")
    if not isinstance(file, UploadFile) or not file.filename:
        return None
    body = await file.read(limits.upload_bytes + 1)
    if len(body) > limits.upload_bytes:
        raise TooLarge(
            f"This file is too large: at most {limits.upload_bytes // 1_000_000} MB are read."
        )
    if not body:
        raise BadRequest("This file is empty.", hint="Save the page again, or paste its text.")
    return Upload(file.filename[:200], file.content_type or "", body)
