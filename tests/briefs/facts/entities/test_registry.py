"""Who is who: one test for each construction, with invented people and a few of the table."""

from __future__ import annotations

import pytest

from briefs.facts.lexicon import gazetteer
from briefs.model.facts import Kind
from tests.briefs.facts.parsed import parse


def test_a_surname_is_the_full_name() -> None:
    article = parse("Ada Bellamy opened the bridge. Bellamy said it was late.")
    assert article.who("Bellamy", 1) == "Ada Bellamy"


def test_two_of_a_surname_are_told_apart_by_honorific_or_not_at_all() -> None:
    article = parse(
        "Mr. Omid Bellamy and Mrs. Ada Bellamy run the farm.",
        "Mrs. Bellamy said the harvest was good. Bellamy was proud.",
    )
    assert article.who("Bellamy", 2) == "Ada Bellamy"
    assert article.who("Bellamy", 3) == "Bellamy"


def test_a_title_is_no_part_of_the_name_and_becomes_the_role() -> None:
    article = parse("Norwegian Prime Minister Ada Bellamy spoke in Bergen.")
    assert article.who("Bellamy") == "Ada Bellamy"
    assert article.role("Ada Bellamy") == "Norwegian Prime Minister"


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Ada Bellamy, head of the water board, said so.", "head of the water board"),
        ("Ada Bellamy, 52, a teacher from Bergen, said so.", "teacher from Bergen"),
        ("The board's chairwoman, Ada Bellamy, said so.", "board's chairwoman"),
        ("Ada Bellamy is the mayor of Bergen.", "mayor of Bergen"),
    ],
)
def test_the_role_is_read_beside_the_name(text: str, role: str) -> None:
    assert parse(text).role("Ada Bellamy") == role


def test_the_fullest_role_is_kept_wherever_it_stands() -> None:
    article = parse(
        "Minister Ada Bellamy left.", "Ada Bellamy, the Norwegian finance minister, left."
    )
    assert article.role("Ada Bellamy") == "Norwegian finance minister"


def test_a_role_noun_is_the_one_who_holds_it() -> None:
    article = parse(
        "Norwegian President Ada Bellamy met Chilean President Rosa Mora.",
        "The Norwegian president smiled. The Chilean leader did not.",
    )
    assert article.who("president") == "Ada Bellamy"
    assert article.who("leader") == "Rosa Mora"


def test_the_office_table_answers_where_the_article_gives_no_role() -> None:
    article = parse("Vladimir Putin landed late. The Russian leader met Kim Jong-un.")
    assert article.who("leader") == "Vladimir Putin"
    assert article.who("un") == "Kim Jong Un"
    assert article.role("Vladimir Putin") == "Russian leader"


def test_a_counterpart_is_who_holds_the_same_office_elsewhere() -> None:
    article = parse(
        "Norwegian President Ada Bellamy met Chilean President Rosa Mora.",
        "Bellamy and her Chilean counterpart agreed.",
    )
    assert article.who("counterpart") == "Rosa Mora"


def test_a_role_that_two_may_hold_is_left() -> None:
    article = parse("Senator Ada Bellamy and Senator Rosa Mora spoke.", "The senator left early.")
    assert article.who("senator") is None


def test_an_indefinite_role_is_nobody() -> None:
    article = parse("President Ada Bellamy spoke. A president of a club laughed.")
    assert article.who("president") is None


def test_an_apposition_names_the_role() -> None:
    article = parse("A spokeswoman, Ada Bellamy, denied it.")
    assert article.who("spokeswoman") == "Ada Bellamy"


def test_a_relative_pronoun_is_its_head() -> None:
    article = parse("Ada Bellamy, who runs the port, agreed.")
    assert article.who("who") == "Ada Bellamy"


@pytest.mark.parametrize(
    ("text", "word", "name"),
    [
        ("Mr. Omid Bellamy said that he would go.", "he", "Omid Bellamy"),
        ("Mr. Omid Bellamy came. He left.", "He", "Omid Bellamy"),
        ("Mr. Omid Bellamy told Rosa Mora about his plan.", "his", "Omid Bellamy"),
        ("As she left, Mrs. Ada Bellamy waved.", "she", "Ada Bellamy"),
    ],
)
def test_a_pronoun_with_one_candidate_is_resolved(text: str, word: str, name: str) -> None:
    assert parse(text).who(word) == name


def test_a_pronoun_with_two_candidates_is_left() -> None:
    article = parse("The letter names Simon Rahal and Tom Bellamy. It said he knew.")
    assert article.who("he") is None


def test_a_pronoun_of_the_other_gender_is_not_taken() -> None:
    article = parse("Mrs. Ada Bellamy praised Mr. Omid Rahal.", "He thanked her.")
    assert article.who("He") == "Omid Rahal"
    assert article.who("her") == "Ada Bellamy"


def test_coordinated_heads_come_together() -> None:
    article = parse("Ada Bellamy, Omid Rahal and Rosa Mora signed.")
    assert article.all_of("Bellamy") == ["Ada Bellamy", "Omid Rahal", "Rosa Mora"]


def test_a_list_is_read_across_titles() -> None:
    article = parse("President Barack Obama and German Chancellor Angela Merkel called it wrong.")
    assert article.all_of("Obama") == ["Barack Obama", "Angela Merkel"]


@pytest.mark.parametrize(
    ("second", "word", "found"),
    [
        ("The two leaders spoke.", "leaders", ["Ada Bellamy", "Rosa Mora"]),
        ("The two countries share a river.", "countries", ["Norway", "Chile"]),
        ("Both leaders spoke.", "leaders", ["Ada Bellamy", "Rosa Mora"]),
        ("The two spoke by telephone.", "two", ["Ada Bellamy", "Rosa Mora"]),
    ],
)
def test_a_group_is_the_pair_last_named(second: str, word: str, found: list[str]) -> None:
    article = parse("Norwegian leader Ada Bellamy saw Chilean leader Rosa Mora.", second)
    assert article.all_of(word) == found


def test_they_are_the_coordinated_subject_of_the_sentence_before() -> None:
    article = parse("Norway and Chile share a river. They signed a pact.")
    assert article.all_of("They") == ["Norway", "Chile"]


def test_a_country_has_one_name_for_its_forms() -> None:
    article = parse("The U.S. agreed. Washington signed. The United States will pay.")
    assert article.who("U.S.") == article.who("Washington") == "United States"
    assert article.who("States") == "United States"


def test_a_description_stands_for_whom_it_comes_from_only_as_a_side() -> None:
    article = parse("Chilean negotiators left. Leaders of Congress stayed.")
    assert article.actors("negotiators") == ["Chile"]
    assert article.who("negotiators") is None
    assert article.actors("Leaders") == ["Congress"]


def test_a_place_behind_in_is_nobodys_side() -> None:
    article = parse("Lawmakers in the Oval Office laughed.")
    assert article.actors("Lawmakers") == []


def test_a_body_and_its_initials_are_one() -> None:
    article = parse("The National Reef Association (NRA) sued. The NRA said the reef was dying.")
    assert article.who("NRA", 1) == "National Reef Association"


def test_a_company_is_no_person() -> None:
    article = parse("Harlow Mills Inc. sued. Harlow Mills Inc. said it would win.")
    assert {p.kind for p in article.registry.everyone} == {Kind.BODY}


def test_a_demonym_may_be_a_surname() -> None:
    article = parse("Investor Mark Cuban spoke first. Cuban also praised the Cuban economy.")
    assert article.who("Cuban", 1) == "Mark Cuban"
    assert [p.name for p in article.registry.everyone] == ["Mark Cuban", "Cuba"]


def test_a_namesake_who_comes_much_later_is_another() -> None:
    article = parse(
        "Bellamy ran the firm.", "Bellamy sold it.", "It paid.", "It grew.", "It fell.",
        "Her husband, Simon Bellamy, stayed at home.",
    )  # fmt: skip
    assert article.who("Bellamy") == "Bellamy"
    assert article.who("Bellamy", 2) == "Simon Bellamy"


def test_a_law_is_no_party() -> None:
    article = parse("The Clean Rivers Act passed. Congress changed the Clean Rivers Act.")
    assert [p.name for p in article.registry.everyone] == ["Congress"]


def test_a_possessive_is_no_part_of_the_name() -> None:
    article = parse("Ada Bellamy's plan failed.")
    assert [p.name for p in article.registry.everyone] == ["Ada Bellamy"]


def test_a_mayor_named_like_a_country_stays_a_person() -> None:
    article = parse("Mayor Chad Bellamy spoke. Bellamy was tired.")
    assert article.who("Bellamy") == "Chad Bellamy"


ROLES = [
    ("Mayor Ida Brandt of Ostrey and Mayor Paul Renner met.", "Paul Renner", "Mayor"),
    ("Mayors Ida Brandt and Paul Renner met on Monday.", "Ida Brandt", "Mayor"),
    ("A spokesman for Mayor Ida Brandt said no.", "Ida Brandt", "Mayor"),
    ("Omid Rad took the job of Gen. Paul Renner.", "Paul Renner", "Gen."),
    ("Ida Brandt was not the mayor of Vell.", "Ida Brandt", None),
    ("Ida Brandt was only a woman, they said.", "Ida Brandt", None),
    ("Defeat would spell major trouble for Ida Brandt.", "Ida Brandt", None),
    ("The text was 'accurate' and nothing President Renner did was wrong.", "Renner", "President"),
    (
        "Paul Renner, another former defense minister, said no.",
        "Paul Renner",
        "former defense minister",
    ),
    ("Ida Brandt, the ferry's chief mechanic, said no.", "Ida Brandt", "ferry's chief mechanic"),
]


@pytest.mark.parametrize(("sentence", "name", "role"), ROLES)
def test_a_role_is_one_s_own_and_names_something(
    sentence: str, name: str, role: str | None
) -> None:
    assert parse(sentence).role(name) == role


def test_an_abbreviation_is_nobody_of_the_table() -> None:
    article = parse("OCHA said that the road was closed. OCHA was worried.")
    assert [(p.name, p.kind) for p in article.registry.everyone] == [("OCHA", Kind.BODY)]


def test_an_event_with_a_capital_is_no_person() -> None:
    article = parse("Brexit will change the port, Ida Brandt said. She said Brexit was bad.")
    assert [p.name for p in article.registry.everyone if p.kind is Kind.PERSON] == ["Ida Brandt"]


def test_a_holder_whom_the_table_does_not_know_goes_before_its_row() -> None:
    """The table may be out of date: the article's own office counts, not the row's."""
    article = parse(
        "Russian President Nora Feld met French President Luc Amel in Vell.",
        "The Russian president was tired. The French leader was not.",
    )
    assert article.who("president") == "Nora Feld"
    assert article.who("leader") == "Luc Amel"
    assert not {"Vladimir Putin", "Emmanuel Macron"} & {p.name for p in article.registry.everyone}


def test_no_office_of_the_table_is_given_as_a_role() -> None:
    article = parse("Putin spoke first. Merkel said nothing.")
    assert {p.role for p in article.registry.everyone} == {None}


def test_without_the_table_names_are_as_the_article_gives_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(gazetteer, "BY_NAME", {})
    monkeypatch.setattr(gazetteer, "BY_SURNAME", {})
    article = parse("President Putin met Chancellor Merkel in Vell. Putin said it was cold.")
    assert [p.name for p in article.registry.everyone if p.kind is Kind.PERSON] == [
        "Putin",
        "Merkel",
    ]
    assert len(article.meetings) == 1
