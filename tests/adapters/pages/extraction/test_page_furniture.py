"""Furniture goes, sentences stay."""

from __future__ import annotations

import time

import pytest

from adapters.pages.extraction.page_furniture import is_junk, without_junk

FURNITURE = """
Advertisement
SKIP ADVERTISEMENT
Read more
Read More »
READ MORE: How the harbour froze
Also read: Ten ferries that sank
Related articles
Related: The crane that would not fall
You may also like
Source link
Source link.
Source: News agencies
© 2026 The Harbour Courier
Copyright 2026 Harbour Media Ltd. All rights reserved.
All rights reserved.
Photo: Ann Lee/Harbour Pictures
Photo by Ann Lee
Image credit: Harbour Pictures
Share this article
Share on Facebook
Facebook Twitter WhatsApp Email
Facebook | Twitter | Email
5 min read
Sign up for our newsletter
Sign up for our daily newsletter and get the best of the islands in your inbox.
Subscribe to our newsletter
Get the latest news delivered to your inbox every morning.
Follow us on Facebook, Twitter and Instagram.
Follow Ann Lee on Twitter @annlee
Click here to subscribe
Comments
12 comments
Leave a comment
Table of contents
Filed under: Harbour, Ferries
(Reporting by Ann Lee; editing by Bo Roe)
Ann Lee contributed to this report.
Additional reporting by Bo Roe in Osmark
With files from the Island Press Agency
An error has occurred, please try again later.
Write to Ann Lee at ann.lee@paper.example
This copy is for your personal, non-commercial use only. To order more, call the office.
Icons by Bo Roe
Continue reading
This article is exclusive to subscribers
Thank you
""".strip().splitlines()

SENTENCES = """
The harbour board met on Tuesday.
He asked the minister to share this burden with the islands.
"Read more books and fewer polls," she said.
The photo showed a ferry that had long been sold.
Photo editors at the paper went on strike on Friday.
Follow the money, Holloway told parliament, and you will find the quay.
More than 400 people signed the petition against the ferry.
More people are moving to the islands than ever before.
Copyright lawyers will meet in Osmark in June.
They sign up for the army at seventeen.
She told Reuters that the talks would go on.
Related talks on fishing will begin on Monday in the old customs house.
Thank you, Mr Ardery said, and left the hall.
Source of the leak was a valve that nobody had closed.
Comments by the minister angered the opposition.
"This article of the pact is dead," he said.
The Harbour Courier will print the text of the pact on Sunday.
By Monday the ice had gone.
An error in the lock had let the water in.
Write to your member of parliament, she told the crowd in Osmark.
By Ann Lee's own account, nobody was told.
""".strip().splitlines()


@pytest.mark.parametrize("line", FURNITURE)
def test_furniture_is_known(line: str) -> None:
    assert is_junk(line)


@pytest.mark.parametrize("line", SENTENCES)
def test_a_sentence_stays(line: str) -> None:
    assert not is_junk(line)


STORY = [
    "The harbour board met on Tuesday and agreed to keep the old crane until the spring comes.",
    "It will then decide, with the figures of the winter on the table, whether to sell it at last.",
    "“We have time,” said its chairwoman, Petra Lindqvale, who has been in office for nine years.",
    "The crane has stood idle since the new quay was opened, and it costs the town money each year.",
]


def cleaned(*lines: str) -> list[str]:
    return without_junk("\n".join(lines), title="The crane stays", authors=("Ann Lee",)).split("\n")


@pytest.mark.parametrize(
    "head",
    [
        ["The crane stays"],
        ["THE CRANE STAYS!", "By Ann Lee", "May 3, 2026"],
        ["Ann Lee", "Published 3 May 2026, 14:20"],
        ["Updated: May 3, 2026 at 2:20 pm", "3 min read"],
    ],
)
def test_headline_byline_and_date_go_before_the_first_sentence(head: list[str]) -> None:
    assert cleaned(*head, *STORY) == STORY


def test_a_name_or_a_date_further_down_stays() -> None:
    lines = [*STORY[:2], "May 3, 2026", "The crane stays", *STORY[2:]]
    assert cleaned(*lines) == lines


@pytest.mark.parametrize(
    "tail",
    [
        ["More from the harbour", "Herring quota halved", "Lighthouse to be sold"],
        ["Related articles:", "- Herring quota halved", "- Lighthouse to be sold"],
        ["About the author", "Ann Lee writes about cranes."],
        ["Comments", "Nice crane!", "I like it too"],
    ],
)
def test_nothing_under_a_closing_heading_is_the_story(tail: list[str]) -> None:
    assert cleaned(*STORY, *tail) == STORY


def test_a_heading_in_the_middle_takes_only_itself() -> None:
    assert cleaned(STORY[0], "Related articles", *STORY[1:]) == STORY


def test_a_story_that_goes_on_under_a_closing_heading_stays() -> None:
    assert cleaned(*STORY, "Next steps", *STORY[:3]) == [*STORY, "Next steps", *STORY[:3]]


@pytest.mark.parametrize(
    "line",
    [
        "facebook" + "|/, " * 100 + "!",
        "x " * 240,
        "by " + "Al Bo " * 80,
        "sign up " * 39,
        "a" * 499,
        "contributed " * 41,
    ],
)
def test_no_line_takes_long(line: str) -> None:
    before = time.process_time()
    is_junk(line)
    assert time.process_time() - before < 0.5
