"""A description stands for whoever it takes up, or for nobody: "the Ottery Republican said"."""

from __future__ import annotations

import pytest

from tests.briefs.facts.fact_sentences import said


@pytest.mark.parametrize(
    ("text", "who", "what"),
    [
        (
            (
                "Nora Bell, an Ottery Republican, said the plan was dead.\n"
                "“Nobody wants it,” the Ottery Republican said."
            ),
            "Nora Bell",
            "Nobody wants it",
        ),
        (
            "Nora Bell said the plan was dead.\n“Nobody wants it,” the former envoy said.",
            "Nora Bell",
            "Nobody wants it",
        ),
        (
            "Volta Motors Inc. said the plant would close. The company also said it was sorry.",
            "Volta Motors Inc.",
            "it was sorry",
        ),
        (
            (
                "The plan came from two ministers, Nora Bell and Karl Mora, on Monday.\n"
                "In a letter, the ministers said the plan was good."
            ),
            "Nora Bell and Karl Mora",
            "the plan was good",
        ),
        (
            "Nora Bell said the plan was dead. Karl Mora's allies were silent, she added.",
            "Nora Bell",
            "Karl Mora's allies were silent",
        ),
        (
            (
                "The U.S. Supreme Court heard the case. Volta Motors Inc. said the pact had expired. "
                "The high court said it was good law."
            ),
            "U.S. Supreme Court",
            "it was good law",
        ),
        (
            (
                "Volta Motors Inc. said the plant would close. Omnia Bank Corp. came to the same "
                "view. The group said it was sorry."
            ),
            "Omnia Bank Corp.",
            "it was sorry",
        ),
        (
            "Radio station KTXX said the bridge was closed.",
            "KTXX",
            "the bridge was closed",
        ),
    ],
)
def test_a_description_is_whoever_it_takes_up(text: str, who: str, what: str) -> None:
    assert (who, what) in said(text)


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("Nora Bell said the plan was dead.\n“Nobody wants it,” the woman said.", "Nora Bell"),
        (
            "President Nora Bell said the plan was dead.\n“Nobody wants it,” the senator said.",
            "Nora Bell",
        ),
        (
            "Nora Bell said the plan was dead.\n“Nobody wants it,” the envoy to Ruria said.",
            "Nora Bell",
        ),
        ("An advocate for Mr. Karl Mora said the plan was dead.", "Karl Mora"),
        ("A spokesman for Chancellor Nora Bell said the plan was dead.", "Nora Bell"),
        (
            "Governor Karl Mora was silent. Nora Bell said the plan was dead.\n“Nobody wants it,” the governor said.",
            "Nora Bell",
        ),
        (
            "Nora Bell said the plan was dead. Karl Mora smiled.\n“Nobody wants it,” the surgeon said.",
            "Nora Bell",
        ),
        (
            "Volta Motors Inc. said the plant would close.\n“It is sad,” the Ottery water board group said.",
            "Volta Motors Inc.",
        ),
        (
            (
                "A senior official said the plan was dead. Nora Bell was silent.\n"
                "“Nobody wants it,” the official said."
            ),
            "Nora Bell",
        ),
    ],
)
def test_a_description_that_may_be_another_is_not_taken_up(text: str, never: str) -> None:
    last = text.rsplit("“", 1)[-1]
    assert never not in [who for who, what in said(text) if what in last]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Anna Roth opened the school. The mayor said it had taken years.", "Anna Roth"),
        ("Otto Berg flew to Oslo on Friday. The senator said he would not run.", "Otto Berg"),
        # another is named beside, a body is spoken of, or it is said which office
        ("Anna Roth beat Otto Berg. The defeated senator said she would go.", "defeated senator"),
        (
            "Norway sold the ship to Chad. The finance minister said the price was fair.",
            "finance minister",
        ),
        ("Otto Berg spoke for long. The mayor of Oslo said it was late.", "mayor of Oslo"),
        ("It is a practice critics say is unfair.", "critics"),
        ("A dozen critics said the deal was dead.", "A dozen critics"),
        ("A few workers said the deal was dead.", "A few workers"),
    ],
)
def test_a_role_takes_up_only_whom_the_sentence_before_was_about(text: str, speaker: str) -> None:
    assert [who for who, _ in said(text)] == [speaker]
