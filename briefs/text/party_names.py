"""Party -> its name in a line: in full, by role, or short where that is clear."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping

from briefs.model.facts import Kind, Party

JOINT = re.compile(r",? and |, ")
"""Between the names of joint speakers."""

MAX_NAME_WORDS = 12
"""A longer name is printed as it is: the number of its parts grows with its square."""


def is_name_of(words: str, name: str) -> bool:
    """Whether `words` are the name, or some whole words of it in a row.

    A description may begin with a capital or an article: "The ministry" is "ministry".
    """
    if not words.strip():
        return False
    words, name = unaccented(words), unaccented(name)
    bare = words[4:] if words[:4].lower() == "the " else words
    if bare and bare[1:] == name[1:] and bare[0].lower() == name[0].lower():
        return True
    if words in name and re.search(rf"(?<!\w){re.escape(words)}(?!\w)", name) is not None:
        return True
    if "," not in words and " and " not in words:
        return False
    several, names = JOINT.split(words), JOINT.split(name)
    return len(several) == len(names) > 1 and all(map(is_name_of, several, names))


def is_source(words: str, source: str, name: str) -> bool:
    """Whether `words` are the article's own words for the speaker, including the name."""
    flat = " ".join(source.split())
    same = words[1:] == flat[1:] and words[:1].lower() == flat[:1].lower()
    return same and is_name_of(name, flat)


def is_role(words: str, role: str | None) -> bool:
    """Whether `words` are the role, with or without a capital."""
    return role is not None and words[1:] == role[1:] and words[:1].lower() == role[:1].lower()


def unaccented(text: str) -> str:
    """Text -> the same length without accents, so that "François" is found as "Francois"."""
    if text.isascii():
        return text
    return "".join(unicodedata.normalize("NFD", char)[0] for char in text)


def given_name(party: Party, text: str) -> str:
    """A person -> the longest part of the name that occurs in the text, as written there.

    The table of office holders completes "Putin"; printed is the article's own form.
    Other parties are printed by their usual name ("United States" for "U.S.").
    """
    if party.kind is not Kind.PERSON or party.name in text:
        return party.name
    several = JOINT.split(party.name)
    if len(several) > 1:  # "Ada Bell and Omid Mora" of one statement
        given = [given_name(Party(name, None, Kind.PERSON), text) for name in several]
        return "".join(a + b for a, b in zip(given, [*JOINT.findall(party.name), ""], strict=True))
    words = unaccented(party.name).split()
    if len(words) > MAX_NAME_WORDS:
        return party.name
    plain = unaccented(text)
    for size in range(len(words), 0, -1):
        for at in range(len(words) - size, -1, -1):
            part = r"\s+".join(map(re.escape, words[at : at + size]))
            found = re.search(rf"(?<!\w){part}(?!\w)", plain)
            if found and any(c.isupper() for c in found.group()[:1]):
                return " ".join(text[found.start() : found.end()].split())
    return party.name


def words_of_names(names: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """Names -> each of their words with the names that hold it."""
    index: dict[str, list[str]] = defaultdict(list)
    for name in names:
        for word in set(name.split()):
            index[word].append(name)
    return {word: tuple(bearers) for word, bearers in index.items()}


def short_name(party: Party, text: str, words: Mapping[str, tuple[str, ...]]) -> str:
    """A person -> the part of the name that the article itself uses alone, else all of it.

    "Putin", but "Kim" of Kim Jong Un; never a part that somebody else here has too.
    `words` are those of everyone's names (`words_of_names`).
    """
    parts = party.name.split()
    if party.kind is not Kind.PERSON or len(parts) < 2:
        return given_name(party, text)
    counts = {part: _alone(part, parts, text) for part in (parts[-1], parts[0])}
    best = max(counts, key=lambda part: (counts[part], part == parts[-1]))
    taken = any(party.name not in other for other in words.get(best, ()))
    return best if counts[best] > 0 and not taken else given_name(party, text)


def _alone(part: str, parts: list[str], text: str) -> int:
    """How often part of a name occurs on its own, without the rest of the full name."""
    place = parts.index(part)
    before = f"{parts[place - 1]} " if place else None
    after = f" {parts[place + 1]}" if place + 1 < len(parts) else None
    count = 0
    at = text.find(part)
    while at >= 0:
        end = at + len(part)
        inside = _is_word(text[at - 1 : at]) or _is_word(text[end : end + 1])
        led = before is not None and text.endswith(before, 0, at)
        alone = not inside and not led and not (after is not None and text.startswith(after, end))
        count += alone
        at = text.find(part, end if alone else at + 1)
    return count


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"
