"""A slot of a sentence -> its words, as they stand there."""

from __future__ import annotations

from briefs.digest.comparison.surface import Surface

CLITICS = frozenset({"n't", "'s", "'ll", "'re", "'ve", "'d"})


def words_of(surface: Surface, slot: list[int]) -> str:
    """The words of a slot with the verb and the noun that they belong to, as they stand."""
    places = set(slot)
    for at in slot:
        places.update(surface.heads[at])
        for verb, _ in surface.sides[at][:1]:
            places.update((surface.verbs[verb].first, surface.verbs[verb].at))
        if at in surface.verb_at:
            number = surface.verb_at[at]
            its = surface.verbs[number]
            places.add(its.first)
            if number and any(mood.startswith("under:") for mood in its.mood):
                places.add(surface.verbs[number - 1].first)
            places.update([n for n in surface.content if n > at][:1])
    first, last = min(places), max(places)
    if first and surface.tokens[first].low in CLITICS:
        first -= 1
    while last + 1 in surface.content and last + 1 not in surface.verb_at:
        last += 1
    return surface.text[surface.tokens[first].start : surface.tokens[last].end]
