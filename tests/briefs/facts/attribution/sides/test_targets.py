"""What a statement is about, and who passed it on: our own sentences, invented people."""

from __future__ import annotations

import pytest

from briefs.facts.attribution.claim_spans.cues import find_cues
from briefs.facts.attribution.sides.targets import target_of
from tests.briefs.facts.fact_sentences import reactions_in, tokens_of


@pytest.mark.parametrize(
    ("text", "cue", "about"),
    [
        ("Nora Bell condemned the raid as an outrage.", "condemned", "the raid"),
        ("Nora Bell praised the mayor for her courage.", "praised", "the mayor"),
        ("Nora Bell criticized the plan as a waste.", "criticized", "the plan"),
        ("Nora Bell accused the firm of lying.", "accused", "the firm"),
        ("Nora Bell blamed the council for the delay.", "blamed", "the council"),
        ("Nora Bell warned against a strike.", "warned", "a strike"),
        ('"It is a waste," Nora Bell said of the tunnel.', "said", "the tunnel"),
        ('"It is a waste," Nora Bell said about the tunnel.', "said", "the tunnel"),
        ("Nora Bell said on Monday the bridge was closed.", "said", None),
        ("Nora Bell said in a statement that the bridge was closed.", "said", None),
        ("Nora Bell said it.", "said", None),
        ("Nora Bell praised him.", "praised", None),
    ],
)
def test_target(text: str, cue: str, about: str | None) -> None:
    tokens = tokens_of(text)
    at = next(c.at for c in find_cues(tokens) if tokens.lower[c.at] == cue)
    found = target_of(tokens, at)
    assert (None if found is None else tokens.words(found)) == about


@pytest.mark.parametrize(
    ("text", "via"),
    [
        ("Nora Bell told CNN that the bridge was closed.", "CNN"),
        ("The bridge was closed, Nora Bell told Reuters on Monday.", "Reuters"),
        ("Nora Bell told Interfax that the bridge was closed.", "Interfax"),
        ("Nora Bell said the bridge was closed, in remarks carried by Tass.", "Tass"),
        ("Two officials said the bridge was closed, per the Washington Post.", "Washington Post"),
        ("Nora Bell told parliament that the bridge was closed.", None),
        ("Nora Bell told reporters that the bridge was closed.", None),
        ("Nora Bell told the council that the bridge was closed.", None),
    ],
)
def test_who_passed_it_on(text: str, via: str | None) -> None:
    assert {r.via for r in reactions_in(text)} == {via}
