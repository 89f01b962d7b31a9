"""Text -> a sketch of its wording, which distinguishes a reprint from an independent report.

The smallest hashes of all runs of five plain words (bottom-k sketch: Broder, "On the resemblance
and containment of documents", 1997). Names and figures are left out, so that a reprint that
renames somebody or rounds a sum is still one. No word can be read back from a sketch.
"""

from __future__ import annotations

import re
import zlib
from bisect import bisect_right
from collections.abc import Sequence

RUN = 5
SIZE = 96
"""Hashes in a sketch: shares are accurate to about 0.05."""
BITS = 0xFFFFFF
FEWEST = 8
"""Fewest hashes to compare; shorter texts have no similarity."""
SAME_ARTICLE = 0.8
"""From this share of both texts on, they are one article that was edited."""

SENTENCE = re.compile(r"(?<=[.!?])[\"”’)]*\s+|\n+")
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")

# "KARSHOLM (AP) -", "(Reuters)": the agency in the dateline, as their stylebooks have it.
AGENCIES = {
    "ap": "AP", "associated press": "AP", "reuters": "Reuters", "afp": "AFP", "upi": "UPI",
    "agence france-presse": "AFP", "dpa": "dpa", "pa": "PA", "pa media": "PA", "aap": "AAP",
    "bloomberg": "Bloomberg", "xinhua": "Xinhua", "ians": "IANS", "pti": "PTI", "ani": "ANI",
    "interfax": "Interfax", "tass": "TASS", "kyodo": "Kyodo", "yonhap": "Yonhap", "efe": "EFE",
}  # fmt: skip
_NAMES = "|".join(sorted(map(re.escape, AGENCIES), key=len, reverse=True))
DATELINE = re.compile(
    rf"\A.{{0,200}}?(?:\(({_NAMES})\)|(?:^|\n)[A-Z][\w .,'’]{{2,40}}[,:]? ({_NAMES})\s*[-–—:])",
    re.IGNORECASE | re.DOTALL,
)
CREDITED = re.compile(
    rf"\b(?:per|according to|reported by|told|via|citing) (?:the )?({_NAMES})\b|"
    rf"\b(?:the )?({_NAMES}) (?:news agency )?(?:reports?|reported|said|says)\b",
    re.IGNORECASE,
)
LEAD_CHARS = 500


def sketch_of(text: str) -> tuple[int, ...]:
    """Text -> its smallest hashes, ascending."""
    hashes: set[int] = set()
    for sentence in SENTENCE.split(text):
        words = [word for word in WORD.findall(sentence) if not word[0].isupper()]
        for at in range(max(0, len(words) - RUN + 1)):
            hashes.add(zlib.crc32(" ".join(words[at : at + RUN]).encode()) & BITS)
    return tuple(sorted(hashes)[:SIZE])


def containment(a: Sequence[int], b: Sequence[int]) -> float:
    """Two sketches -> share of the shorter text that is in the longer, 0 if too short."""
    one, other = _comparable(a, b)
    fewer = min(len(one), len(other))
    return len(one & other) / fewer if fewer >= FEWEST else 0.0


def resemblance(a: Sequence[int], b: Sequence[int]) -> float:
    """Two sketches -> share of both texts in common (Jaccard)."""
    one, other = _comparable(a, b)
    return len(one & other) / len(one | other) if min(len(one), len(other)) >= FEWEST else 0.0


def _comparable(a: Sequence[int], b: Sequence[int]) -> tuple[set[int], set[int]]:
    """The parts of two sketches that were sampled at the same rate."""
    limit = min(each[-1] if len(each) >= SIZE else BITS for each in (a, b)) if a and b else 0
    return set(a[: bisect_right(a, limit)]), set(b[: bisect_right(b, limit)])


def agency_of(text: str) -> str | None:
    """Text -> the agency credited by its dateline or first sentences, or None."""
    found = DATELINE.search(text) or CREDITED.search(text[:LEAD_CHARS])
    if found is None:
        return None
    return AGENCIES[next(each for each in found.groups() if each).lower()]
