"""Word -> crude stem: one key for `says`, `said` and `saying`."""

from __future__ import annotations

from functools import lru_cache

# The commonest irregular verbs of saying: form, as the rules below leave it -> stem.
_IRREGULAR = {
    "said": "say", "told": "tell", "wrot": "writ", "written": "writ", "spok": "speak",
    "spoken": "speak", "thought": "think", "knew": "know", "known": "know", "felt": "feel",
    "found": "find", "shown": "show", "saw": "se", "seen": "se", "heard": "hear", "held": "hold",
    "meant": "mean", "sworn": "swear", "swor": "swear", "sought": "seek", "made": "mak",
    "gav": "giv", "given": "giv", "took": "tak", "taken": "tak", "sent": "send",
}  # fmt: skip


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """Word in lower case -> a crude stem: `notes`, `noted`, `noting` -> `not`."""
    for ending in ("ying", "ied", "ies"):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            return word[: -len(ending)] + "y"
    for ending in ("ing", "ed", "es", "s", "e"):
        if word.endswith(ending) and len(word) > len(ending) + 1 and not word.endswith("ss"):
            word = word[: -len(ending)]
            if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "sl":
                word = word[:-1]
            break
    return _IRREGULAR.get(word, word)
