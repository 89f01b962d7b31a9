"""A digest's line that names outlets, each with its own article."""

from __future__ import annotations

from briefs.model.cards import Card, CardKind, CardLine, CardPart, Run, Tone

LEAD, OTHER, PLAIN = (
    "https://inland-post.example/pact",
    "https://coast-echo.example/ferry",
    "https://tide.example/boats",
)


def reported(other: str = OTHER) -> Card:
    """A card that credits its lead article, a named outlet, and one known by its host only."""
    runs = (
        Run("Reported by "),
        Run("The Inland Post", Tone.NAME, url=LEAD),
        Run(", "),
        Run("Coast Echo", Tone.NAME, url=other),
        Run(", "),
        Run("tide.example", Tone.NAME, url=PLAIN),
        Run(" and 2 more"),
    )
    part = CardPart("", (CardLine(runs),), title="Towns share a ferry", url=LEAD)
    return Card(CardKind.DIGEST, "Digest: Towns share a ferry", parts=(part,))
