"""An address as found in running text -> without the text that follows it directly."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

# Chinese and Japanese sentences, and quotation marks, may follow an address directly.
_ENDS: Final = re.compile(
    "[\u3002\u3001\uff0c\uff1b\uff1a\uff0e\uff64\u201c\u201d\u201e\u00ab\u00bb]"
)
_OTHER_SCRIPT: Final = re.compile(
    # Letters of a script other than Latin right after a Latin one; "2024\u5e74" is one word.
    "(?<=[A-Za-z0-9])(?![\u5e74\u6708\u65e5\u53f7\u865f\u7248\u8a71\u56de\u671f])"
    "[\u0370-\u1cff\u2e80-\u2fff\u3005-\u9fff\ua000-\udfff\uf900-\ufaff\U00020000-\U0003ffff]"
)
# Sentence ends and closing brackets are not part of the address.
_TAIL: Final = ".,;:!?'*~…’”»›“„！？。、…・\u200c\u200d\ufe0e\ufe0f"
_PAIRS: Final = {
    ")": "(", "]": "[", "}": "{", "）": "（", "」": "「", "』": "『", "】": "【", "》": "《",
    "〉": "〈", "〕": "〔", "］": "［",
}  # fmt: skip
_BRACKETS: Final = frozenset((*_PAIRS, *_PAIRS.values()))


def without_tail(link: str) -> str:
    """The address without trailing punctuation and unpaired brackets of the running text."""
    link = _before_markdown_end(link).removesuffix("’s")
    for pattern in (_ENDS, _OTHER_SCRIPT):
        at = pattern.search(link, link.find("//") + 2)
        link = link[: at.start()] if at else link
    count = Counter(char for char in link if char in _BRACKETS)
    end = len(link)
    while end:
        last = link[end - 1]
        opening = _PAIRS.get(last)
        if last not in _TAIL and not (opening and count[last] > count[opening]):
            break
        count[last] -= 1
        end -= 1
    return _before_unpaired(link[:end])


def _before_unpaired(link: str) -> str:
    """The address up to a closing Chinese or Japanese bracket that it did not open."""
    for closing, opening in _PAIRS.items():
        if closing.isascii() or closing not in link:
            continue
        at = link.find(closing)
        if opening not in link[:at]:
            link = link[:at]
    return link


def _before_markdown_end(link: str) -> str:
    """The address up to its closing bracket: "[text](https://x).More"."""
    depth = 0
    for index, char in enumerate(link):
        if char == "(":
            depth += 1
        elif char == ")":
            depth -= 1
            if depth < 0:
                return link[:index]
    return link
