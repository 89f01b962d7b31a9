"""Hashes: keys of fixed length for texts of any length."""

from __future__ import annotations

import hashlib

from briefs.errors import BadLink
from briefs.links.canonical import canonical_key


def hashed(text: str) -> str:
    """Text of any length -> a key of fixed length."""
    return hashlib.sha256(text.encode()).hexdigest()[:40]


def address_key(address: str) -> str:
    """An address -> the key that all addresses of the same article share."""
    try:
        return hashed(canonical_key(address))
    except BadLink:
        return hashed(address)  # a pasted text or a file, not a web page
