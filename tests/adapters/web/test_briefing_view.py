from __future__ import annotations

from dataclasses import replace

import pytest

from adapters.web.briefing_view import show, stretches
from adapters.web.card_view import show_card
from briefs.model.briefings import Part, Piece, Wording
from tests.fakes.briefings import Source, fixed, line, name, river_accord
from tests.fakes.named_outlets import LEAD, PLAIN, reported


def text_of(all_stretches: object) -> str:
    return "".join(each.text for each in all_stretches)  # type: ignore[attr-defined]


def test_lines_count_through_sections_and_facts_have_their_own() -> None:
    shown = show(river_accord())
    assert shown.headline.anchor == "line-0"
    assert [each.anchor for section in shown.sections for each in section.lines] == [
        f"line-{number}" for number in range(1, 7)
    ]
    assert shown.facts == 7
    assert shown.full[0].lines[2].number == "fact-3"
    assert [section.label for section in shown.sections] == [
        "What happened",
        "Said",
        "Against",
        "Before",
    ]


def test_the_paragraph_is_whole_and_its_cited_sentence_marked() -> None:
    briefing = river_accord()
    [evidence] = show(briefing).sections[1].lines[1].evidence
    cited = briefing.cited[2]
    assert text_of(evidence.stretches) == cited.text
    assert evidence.label == "Paragraph 3, sentence 2"
    marked = text_of(each for each in evidence.stretches if each.marked)
    assert marked == "Reyes called the accord “a promise to two million farmers”."
    assert [each.text for each in evidence.stretches if each.exact] == [
        "a promise to two million farmers"
    ]


def test_a_paragraph_of_a_feeds_text_is_named_so() -> None:
    briefing = replace(river_accord(), from_feed=True)
    [evidence] = show(briefing).sections[1].lines[1].evidence
    assert evidence.label == "Paragraph 3, sentence 2 of the feed's text"


def test_a_line_may_rest_on_several_paragraphs_and_sentences() -> None:
    source = Source("One thing. Another thing. A third.", "Far away.")
    both = line(source.words("One", 1, 1), source.words("A third", 1, 3), source.words("Far", 2, 1))
    shown = show(source.briefing(both, [(Part.HAPPENED, [both])])).sections[0].lines[0]
    assert [each.label for each in shown.evidence] == [
        "Paragraph 1, sentences 1 and 3",
        "Paragraph 2, sentence 1",
    ]
    assert [each.text for each in shown.evidence[0].stretches if each.marked] == [
        "One thing.",
        "A third.",
    ]


def test_words_quoted_twice_are_found_in_their_own_sentence() -> None:
    source = Source("“It holds,” said one. “It holds,” said the other.")
    quoted = line(source.quote("It holds", 1, 2))
    [evidence] = show(source.briefing(quoted, [])).headline.evidence
    before = text_of(evidence.stretches[: [s.exact for s in evidence.stretches].index(True)])
    assert before.count("It holds") == 1


def test_quotes_stand_in_quote_marks_once() -> None:
    source = Source("He said yes and maybe no.")
    yes, no = source.quote("yes", 1, 1), source.quote("maybe no", 1, 1)
    held = Piece("“yes”", Wording.QUOTE, source.proof(1, 1))
    for pieces, read in [
        ((name("He"), fixed(": "), yes), "He: “yes”"),
        ((name("He"), fixed(": “"), yes, fixed("”")), "He: “yes”"),
        ((name("He"), fixed(": “…"), yes, fixed("…"), no, fixed("”")), "He: “…yes…maybe no”"),
        ((name("He"), fixed(": “"), yes, fixed("”"), fixed(" · "), no), "He: “yes” · “maybe no”"),
        ((held,), "“yes”"),
    ]:
        assert text_of(stretches(pieces)) == read


def test_quotes_within_the_articles_words_are_exact_too() -> None:
    source = Source("She called it “a gift” and, they say, “a trap” as well.")
    words = line(source.words("She called it “a gift” and “a cage”", 1, 1))
    [evidence] = show(source.briefing(words, [])).headline.evidence
    shown = show(source.briefing(words, [])).headline.stretches
    assert text_of(shown) == words.text
    assert [each.text for each in shown if each.exact] == ["a gift"]
    assert [each.text for each in evidence.stretches if each.exact] == ["a gift"]


def test_a_line_whose_paragraph_is_not_kept_has_no_evidence() -> None:
    source = Source("One thing.")
    only = line(source.words("One", 1, 1))
    briefing = source.briefing(only, [])
    bare = type(briefing)(
        **{f: getattr(briefing, f) for f in briefing.__dataclass_fields__} | {"cited": ()}
    )
    assert show(bare).headline.evidence == ()


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "", "https://", "data:text/html,x", "ftp://a"]
)
def test_a_name_in_a_card_leads_to_a_safe_address_alone(url: str) -> None:
    [part] = show_card(reported(url), {}).parts
    [line] = part.lines
    assert [each.url for each in line.stretches if each.name] == [LEAD, None, PLAIN]
