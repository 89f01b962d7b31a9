"""(Address, sentence) -> an address that opens the page at that sentence.

Text fragments: https://wicg.github.io/scroll-to-text-fragment/
"""

from __future__ import annotations

from urllib.parse import quote

from briefs.links.sanitizing import MAX_URL_CHARS

WORDS_OF_AN_END = 5
"""Words at either end that identify a sentence; its middle may hold a link or footnote."""


def pointed(url: str, sentence: str) -> str:
    """(Safe address, sentence) -> the address with a text fragment for the sentence.

    Browsers without text fragments open the page at its top. Safe: see sanitizing.py.
    """
    words = sentence.split()
    if not words:
        return url
    if len(words) <= 2 * WORDS_OF_AN_END:
        ends = [words]
    else:
        ends = [words[:WORDS_OF_AN_END], words[-WORDS_OF_AN_END:]]
    text = ",".join(_encoded(" ".join(end)) for end in ends)
    address = f"{url}#:~:text={text}"
    return address if len(address) <= MAX_URL_CHARS else url


def _encoded(words: str) -> str:
    """Percent-encode, also the dash, which has a meaning in a text fragment."""
    return quote(words, safe="", errors="replace").replace("-", "%2D")
