"""What readers of briefings found wrong, a sentence of our own for each kind."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefs.briefing.compose_briefing import brief
from briefs.model.articles import Article, Paragraph, Span
from briefs.model.briefings import Part
from briefs.model.facts import Facts, Kind, MeetingStatus, Party, Reading, Stance
from tests.briefs.random_articles import BRANDT, ILVES, Telling, lines, person


def test_words_of_a_quote_are_not_told_as_the_article_s_own() -> None:
    telling = Telling(
        "Larkspur shows its new oven",
        "“The oven is our best. We believe that every bakery in the land will want it by spring."
        " It sings,” said Ines Duarte.\nLarkspur Ovens showed the oven in Halden on Monday.",
    )
    telling.best("We believe", "Larkspur Ovens showed")
    telling.said(person("Ines Duarte"), "Ines Duarte", "said", "It sings")
    briefing = brief(telling.article, telling.reading)
    bare = [text for text in lines(briefing) if text.startswith("We believe")]
    assert bare == []
    assert any("showed the oven" in text for text in lines(briefing, Part.HAPPENED))


def test_how_many_of_those_described_is_kept() -> None:
    telling = Telling("", "In the spring 92% of bakers already say that rye is too dear to buy.")
    bakers = Party("bakers", None, Kind.OTHER)
    telling.said(bakers, "92% of bakers", "say", "rye is too dear to buy")
    for text in lines(brief(telling.article, telling.reading)):
        assert "bakers" not in text or "92% of bakers" in text


def test_a_quote_keeps_the_subject_that_stands_before_its_mark() -> None:
    telling = Telling(
        "", "Ines Duarte said on Monday that Sund “is going to need a better oven than mine.”"
    )
    telling.said(
        person("Ines Duarte"), "Ines Duarte", "said", "is going to need a better oven than mine"
    )
    said = lines(brief(telling.article, telling.reading), Part.SAID)
    assert said == [] or "that Sund “is going" in said[0]


def test_a_description_after_a_colon_is_no_statement() -> None:
    telling = Telling(
        "", "The clerk wrote dense, detailed lists that looked very impressive to all."
    )
    telling.said(
        person("Clerk"),
        "clerk",
        "wrote",
        "dense, detailed lists that looked very impressive to all",
    )
    assert not any(": dense" in text for text in lines(brief(telling.article, telling.reading)))


def test_the_heading_of_a_point_says_nothing() -> None:
    telling = Telling(
        "How to buy an oven",
        "Larkspur Ovens sells ovens to bakers who want to bake rye bread at home.\n"
        "- Test all seller claims: Ask for the papers, and bake a loaf in it before you pay.",
    )
    telling.best("Larkspur Ovens sells")
    seller = Party("seller", None, Kind.OTHER)
    telling.said(
        seller, "seller", "claims", "Ask for the papers, and bake a loaf in it before you pay"
    )
    assert lines(brief(telling.article, telling.reading), Part.SAID) == []


def test_a_sentence_about_the_page_gives_way_to_one_about_the_matter() -> None:
    telling = Telling(
        "Four ovens tested",
        "In this guide we explain how we chose four ovens for small bakeries and for homes.\n"
        "Which oven bakes the best loaf of rye bread for the least money?\n"
        "The Larkspur oven baked eleven loaves in an hour and used the least power of the four.",
    )
    telling.best("In this guide", "Which oven", "The Larkspur oven")
    happened = lines(brief(telling.article, telling.reading), Part.HAPPENED)
    assert happened[-1].startswith("The Larkspur oven")


def test_sides_are_taken_only_where_something_is_at_issue() -> None:
    def part_of(title: str) -> list[Part]:
        telling = Telling(title, "“We needed this win more than ever before,” said Ines Duarte.")
        telling.said(
            person("Ines Duarte"), "Ines Duarte", "said",
            "We needed this win more than ever before", stance=Stance.FOR,
        )  # fmt: skip
        return [section.part for section in brief(telling.article, telling.reading).sections]

    assert part_of("Halden beats Vell in the last minute") == [Part.SAID]
    assert part_of("Halden votes on the new stadium") == [Part.REACTED_FOR]


def test_a_late_meeting_is_no_headline() -> None:
    early = "The council of Halden faces rising criticism over the price of its new bridge. "
    telling = Telling(
        "", early * 12 + "Mara Ilves met Tomas Brandt in Halden on Friday.", published=None
    )
    telling.met([ILVES, BRANDT], "Mara Ilves met", where="Halden", when="Friday")
    telling.best("The council of Halden faces")
    assert "met" not in brief(telling.article, telling.reading).headline.text


@pytest.mark.parametrize(
    ("sentence", "stands"),
    [
        ("They will meet in Halden on Friday to talk about the ferry and the price of fish.", True),
        ("They had planned to meet in Halden on Friday before the storm closed the port.", False),
        ("They might meet in Halden on Friday if the storm that closed the port is over.", False),
    ],
)
def test_only_a_plan_that_stands_is_told_as_one(sentence: str, stands: bool) -> None:
    telling = Telling("", "Mara Ilves wrote to Tomas Brandt. " + sentence)
    telling.met(
        [ILVES, BRANDT], "meet in Halden", MeetingStatus.PLANNED, where="Halden", when="Friday"
    )
    briefing = brief(telling.article, telling.reading)
    full = [line.text for section in briefing.full for line in section.lines]
    assert any("are to meet" in text for text in [*lines(briefing), *full]) is stands


TABLED = Party("Vladimir Putin", "president of the rowing club", Kind.PERSON)


def told_of_the_tabled(text: str, role: str | None) -> list[str]:
    telling = Telling("The rowing club of Halden", text)
    speaker = Party(TABLED.name, role, Kind.PERSON)
    telling.said(speaker, "Putin", "said", "the river is colder than the sea in May")
    return lines(brief(telling.article, telling.reading))


def test_the_table_completes_no_name_that_is_printed() -> None:
    """The namesake rows the boat; the table knows one who holds an office."""
    text = "Putin said that the river is colder than the sea in May."
    shown = told_of_the_tabled(text, None)
    assert shown == ["Putin: the river is colder than the sea in May"]


def test_a_role_that_the_article_does_not_give_is_never_printed() -> None:
    text = "Putin said that the river is colder than the sea in May."
    assert not any("president" in line for line in told_of_the_tabled(text, TABLED.role))
    given = f"{text} He is the president of the rowing club."
    assert any("president of the rowing club" in s for s in told_of_the_tabled(given, TABLED.role))


def test_an_accent_of_the_article_is_kept() -> None:
    telling = Telling("", "François Hollände said that the ferry was late again that day.")
    telling.said(
        Party("Francois Hollande", None, Kind.PERSON), "François Hollände", "said",
        "the ferry was late again that day",
    )  # fmt: skip
    assert lines(brief(telling.article, telling.reading))[0].startswith("François Hollände: ")


def test_two_who_speak_together_are_printed_as_the_article_has_them() -> None:
    telling = Telling("", "Holt and Lind said that the ferry was late again that day.")
    telling.said(
        Party("Bo Holt and Lind", None, Kind.PERSON), "Holt and Lind", "said",
        "the ferry was late again that day",
    )  # fmt: skip
    assert lines(brief(telling.article, telling.reading)) == [
        "Holt and Lind: the ferry was late again that day"
    ]


def test_what_somebody_is_to_say_is_not_said() -> None:
    telling = Telling(
        "", "The panel wants the guide to suggest that people eat two loaves of rye bread a week."
    )
    guide = Party("guide", None, Kind.OTHER)
    telling.said(guide, "guide", "suggest", "people eat two loaves of rye bread a week")
    telling.best("The panel wants")
    shown = lines(brief(telling.article, telling.reading))
    assert shown[0].startswith("The panel wants")
    assert not any(text.startswith(("Guide", "The guide")) for text in shown)


def test_a_clause_without_its_head_follows_no_colon() -> None:
    telling = Telling(
        "", "According to the fair, two ovens poised to lead the market will include."
    )
    telling.said(
        Party("fair", None, Kind.OTHER), "the fair", "According to",
        "poised to lead the market will include",
    )  # fmt: skip
    assert not any("fair: poised" in s for s in lines(brief(telling.article, telling.reading)))


@pytest.mark.parametrize(
    ("cue", "content"),
    [("added", "four new ovens to its bakery in Halden"), ("responded", "by closing four of them")],
)
def test_what_is_done_is_not_said(cue: str, content: str) -> None:
    telling = Telling("", f"Larkspur Ovens {cue} {content} on Monday morning.")
    telling.said(Party("Larkspur Ovens", None, Kind.BODY), "Larkspur Ovens", cue, content)
    briefing = brief(telling.article, telling.reading)
    assert not {Part.SAID, Part.REACTED_NEUTRAL} & {section.part for section in briefing.sections}


def test_a_hearing_told_in_the_present_has_not_been_held() -> None:
    text = (
        "The water board of Halden holds a long public hearing on the price of drinking water on"
        " Friday with Mara Ilves and Tomas Brandt, who both asked to be heard on it in the spring."
    )
    telling = Telling("", text)
    telling.met([ILVES, BRANDT], "holds", when="Friday")
    briefing = brief(telling.article, telling.reading)
    full = [line.text for section in briefing.full for line in section.lines]
    assert not any(" met" in text for text in [*lines(briefing), *full])


def test_a_cut_leaves_no_clause_without_its_verb() -> None:
    telling = Telling(
        "",
        "Two ovens of the last test failed this year, but four makers that had slipped out of the"
        " list over the past ten years came roaring back with cheaper ovens for small bakeries.",
    )
    telling.best("Two ovens")
    shown = lines(brief(telling.article, telling.reading))
    assert not any("but four makers…" in text for text in shown)


def test_a_body_is_called_as_fully_as_its_sentence_does() -> None:
    telling = Telling(
        "", "Sund's water board said this month that the wells are safe to drink from."
    )
    board = Party("water board", None, Kind.BODY)
    telling.said(board, "Sund's water board", "said", "the wells are safe to drink from")
    assert lines(brief(telling.article, telling.reading)) == [
        "Sund's water board: the wells are safe to drink from"
    ]


def test_the_share_of_those_who_speak_is_shown_with_them() -> None:
    telling = Telling("", "In Sund 92% of bakers say that rye is too dear to buy in the winter.")
    telling.said(
        Party("bakers", None, Kind.OTHER), "92% of bakers", "say",
        "rye is too dear to buy in the winter",
    )  # fmt: skip
    assert lines(brief(telling.article, telling.reading)) == [
        "92% of bakers: rye is too dear to buy in the winter"
    ]


@pytest.mark.parametrize(("cue", "is_shown"), [("allegedly told", False), ("then told", True)])
def test_a_hedge_of_the_sentence_before_is_not_lost(cue: str, is_shown: bool) -> None:
    text = f"“We fell asleep,” Bo Lind {cue} a guard. “We never looked at the locks that night.”"
    telling = Telling("", text)
    telling.said(person("Bo Lind"), "Bo Lind", "told", "We fell asleep")
    (first,) = telling.reactions
    later = telling.span("We never looked at the locks that night")
    telling.reactions = [replace(first, content=(*first.content, later))]
    shown = lines(brief(telling.article, telling.reading))
    assert any("locks that night" in line for line in shown) is is_shown


def test_he_is_no_body() -> None:
    telling = Telling("", "Larkspur Ovens grew. “I never liked the smell of rye bread,” he said.")
    larkspur = Party("Larkspur Ovens", None, Kind.BODY)
    telling.said(larkspur, "he", "said", "I never liked the smell of rye bread")
    assert lines(brief(telling.article, telling.reading)) == []


def test_what_was_said_years_ago_keeps_its_year() -> None:
    telling = Telling(
        "Halden rebuilds its dam",
        "The town of Halden decided on Monday to rebuild its dam.\n"
        "In 2012, Ines Duarte warned that the dam would not hold another flood. Omid Rad said on "
        "Monday that the works would begin in May.",
    )
    telling.best("The town of Halden")
    telling.said(
        person("Ines Duarte"), "Ines Duarte", "warned", "the dam would not hold another flood"
    )
    telling.said(person("Omid Rad"), "Omid Rad", "said", "the works would begin in May")
    briefing = brief(telling.article, telling.reading)
    [flood] = [text for text in lines(briefing) if "another flood" in text]
    assert flood.startswith("In 2012")
    assert [text for text in lines(briefing, Part.SAID) if "in May" in text]


PARTED = [
    "Gym ovens are the machines, tools and trays that bakers used in a\nbakery to bake their bread.",
    "Ovens can be put into kinds that are named after their heat\nand their doors.",
    "Rye bread was sold out in all of Tarn by the time that the\nferry came.",
    "The guild of Halden has asked the council to close the old\nharbour.",
    "Nobody in Tarn has paid for the new quay since the\nflood of March.",
]


@pytest.mark.parametrize("text", PARTED)
def test_a_sentence_that_was_parted_in_its_middle_is_not_told(text: str) -> None:
    first = Span(0, text.index("\n"))
    rest = Span(first.end + 1, len(text))
    paragraphs = (Paragraph(1, first, (first,)), Paragraph(2, rest, (rest,)))
    reading = Reading(Facts(gist=(first,)), paragraphs)
    assert lines(brief(Article("", "A title", text), reading)) == []


ROWS = [
    "Oven | Loaves | Hours | Larkspur baked eleven loaves in an hour.",
    "| Larkspur | 11 | The oven was sold for 150 crowns in May. |",
    "Name | Price | Halden Works raised its price to 90 crowns.",
    "1 | 2 | 3 | Tarn won the regatta in four minutes.",
    "Team | Points | Halden beat Vell by two goals on Friday.",
]


@pytest.mark.parametrize("text", ROWS)
def test_a_row_of_a_table_is_not_told(text: str) -> None:
    telling = Telling("A table", text)
    telling.gist = list(telling.reading.paragraphs[0].sentences)
    assert lines(brief(telling.article, telling.reading)) == []


LEANING_WORDS = [
    "it is worse than the old bridge was",
    "that would be a mistake for all of Tarn",
    "these are the wrong rules for a ferry",
    "They should have asked the guild before",
    "such ferries should never leave the port",
]


OWN_WORDS = [
    "The bridge is worse than the ferry was",
    "We need a new quay and a longer pier",
    "Nobody in Tarn asked for a longer pier",
    "I will not sign a paper that closes the port",
    "Halden has waited nine years for a quay",
]


@pytest.mark.parametrize(
    ("words", "are_shown"),
    [*((words, False) for words in LEANING_WORDS), *((words, True) for words in OWN_WORDS)],
)
def test_words_are_shown_if_they_say_of_what_they_speak(words: str, are_shown: bool) -> None:
    telling = Telling("", f"The guild met in Halden. “{words},” said Ines Duarte of the plan.")
    telling.said(person("Ines Duarte"), "Ines Duarte", "said", words)
    found = lines(brief(telling.article, telling.reading))
    assert any(words in text for text in found) is are_shown


@pytest.mark.parametrize(
    ("answer", "shown"),
    [
        ("Yes, the oven of Larkspur was sold to bakers in Halden.", False),
        ("By selling the ovens of Larkspur, bakers in Halden saved money.", False),
        ("Because the ovens of Larkspur were sold, bakers left Halden.", False),
        ("There were eleven Larkspur ovens in the halls of Halden.", False),
        ("Only the ovens of Larkspur were sold in Halden.", False),
        ("Larkspur Ovens sold eleven ovens to bakers in Halden.", True),
    ],
)
def test_an_answer_is_not_told_without_its_question(answer: str, *, shown: bool) -> None:
    telling = Telling("Rye is dear", f"Was the oven of any use?\n{answer}")
    telling.best(answer[:12])
    happened = lines(brief(telling.article, telling.reading), Part.HAPPENED)
    assert bool(happened) is shown


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("the code that lets the ovens of Halden start by themselves at four", False),
        ("a letter to the mayor of Halden about the ovens in every bakery", False),
        ("songs about the ovens of Halden and the bakers who rise at four", False),
        ("some tests for the ovens that every bakery in Halden has now", False),
        ("the ovens of Halden start by themselves at four in the morning", True),
        ("rye is too dear for every bakery in Halden since the wet spring", True),
    ],
)
def test_what_somebody_wrote_is_not_what_somebody_said(words: str, told: bool) -> None:
    telling = Telling("", f"Ines Duarte wrote {words}.")
    telling.said(person("Ines Duarte"), "Ines Duarte", "wrote", words)
    assert (lines(brief(telling.article, telling.reading), Part.SAID) != []) is told
