"""A digest credits an outlet with what it says alone: a thousand made pairs, and real traps."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from briefs.digest.comparison.agreement.compare import says
from briefs.digest.comparison.sentence.prepared_sentence import prepare
from briefs.digest.line_merging import merge
from tests.briefs.brief_text import briefing
from tests.briefs.digest.pairs import generator

PAIRS = 1000
SEED = 20
MOST_FALSE = 0.005
"""Of pairs that differ: how many may be told as one."""
LEAST_MERGED = 0.8
"""Of pairs that tell the same."""
LEAST_MERGED_OF = {"voa": 0.75, "fourth": 0.58, "fifth": 0.59, "sixth": 0.0}
"""Of voa.txt, real sentences of 7 to 20 words: 0.76 when first tried; of fourth.txt, eight templates
beside those that contradict: 0.59 when first tried and now; of fifth.txt, worded by two outlets each
in its own way: 0.4 when first tried, 0.6 now; of sixth.txt, where words and structure change at
once: none when first tried."""
FILES = sorted(generator.HERE.glob("*.txt"))


def merged(a: str, b: str) -> bool:
    """Whether a digest of two articles credits one line to both."""
    post = briefing(a, site="Post", published=None)
    echo = briefing(b, site="Echo", url="https://echo.example/1", published=None)
    return any(len(line.witnesses) > 1 for line in merge([post, echo]))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_pairs_that_differ_stay_apart_and_most_that_do_not_are_merged(path: Path) -> None:
    count, wrong = Counter[bool](), Counter[bool]()
    examples = []
    for pair in generator.pairs([path], PAIRS, SEED):
        count[pair.same] += 1
        if merged(pair.a, pair.b) is not pair.same:
            wrong[pair.same] += 1
            examples.append(pair)
    assert wrong[False] <= MOST_FALSE * count[False], [each for each in examples if not each.same]
    least = LEAST_MERGED_OF.get(path.stem, LEAST_MERGED)
    assert wrong[True] <= (1 - least) * count[True], examples


@pytest.mark.parametrize(
    ("a", "b"),
    [
        pytest.param(
            "Paris rejected and Berlin accepted the plan.",
            "Berlin rejected and Paris accepted the plan.",
            id="two verbs",
        ),
        pytest.param(
            "Bjelke resigned on Monday and Vilks resigned on Tuesday.",
            "Bjelke resigned on Tuesday and Vilks resigned on Monday.",
            id="two days",
        ),
        pytest.param(
            "Harbours placed Ruta Vilks on leave.",
            "Harbours placed captain Dana Fell on leave.",
            id="another person",
        ),
        *(
            pytest.param(
                f"Norrsteel opens its factory in {one}.",
                f"Norrsteel opens its factory in {other}.",
                id=f"{one} and {other}",
            )
            for one, other in (
                ("May", "June"),
                ("October", "May"),
                ("March", "May"),
                ("August", "March"),
                ("December", "January"),
            )
        ),
        pytest.param("If the deal fails, Orr will resign.", "Orr will resign.", id="a condition"),
        pytest.param(
            "Berg denied that Velland signed the treaty.",
            "Velland signed the treaty.",
            id="a denial of somebody else",
        ),
        pytest.param("Orr met Kell, Berg claimed.", "Orr met Kell.", id="a claim at the end"),
        pytest.param("The jury found Berg guilty.", "The jury found Berg not guilty.", id="not"),
        pytest.param("The army has retaken Vell.", "The army has not yet retaken Vell.", id="yet"),
        pytest.param("The law begins this year.", "The law begins next year.", id="next"),
        pytest.param("Vell won the match 2-1.", "Vell won the match 1-2.", id="a score"),
        pytest.param(
            "Norrsteel sold the same trucks.", "Norrsteel sold other trucks.", id="the same, others"
        ),
        pytest.param(
            "The flood killed three people.", "The flood killed three other people.", id="others"
        ),
        pytest.param(
            "Vell plays on Saturday against Tarnow.",
            "Vell plays on Saturday against the winner of Tarnow's group.",
            id="a winner of",
        ),
        pytest.param(
            "Orr held talks with Poland.", "Orr held talks with the president of Poland.", id="of"
        ),
        pytest.param("It exploded near the school.", "It exploded at the school.", id="near"),
        pytest.param("The ship left Oslo for Vell.", "The ship left Vell for Oslo.", id="from, to"),
        pytest.param(
            "Norrsteel's plant was closed by Telmark.", "Norrsteel closed its plant.", id="who else"
        ),
        pytest.param(
            "Norrsteel's plant was closed.", "Kell said Norrsteel closed its plant.", id="whose"
        ),
        pytest.param(
            "Orr condemned the attack in Vell.", "The attack was condemned by Orr in Vell.", id="at"
        ),
        pytest.param(
            "Rebels from Vell killed a trader.", "A trader from Vell was killed by rebels.", id="of"
        ),
        *(
            pytest.param(one, other, id="from " + other)
            for one, other in (
                ("Rebels freed 9 men from Vell.", "9 men were freed by rebels from Vell."),
                ("Rebels from a camp freed 9 men.", "9 men from a camp were freed by rebels."),
                ("Divers from a club saved 3 boys.", "3 boys were saved from a club by divers."),
                ("Firms hired 9 men from a mill.", "9 men were hired by firms from a mill."),
                ("Police stopped 9 men from a club.", "9 men were stopped by police from a club."),
                ("The port authority shut 6 quays.", "The port official shut 6 quays."),
                ("Telmark laid 300 cables off Vell.", "Telmark dismissed 300 cables off Vell."),
            )
        ),
        pytest.param(
            "In Vell, Orr said Kell had resigned.", "Orr said Kell had resigned in Vell.", id="in"
        ),
        pytest.param(
            "In Vell, Orr fell ill before Kell died.",
            "Orr fell ill before Kell died in Vell.",
            id="two deeds",
        ),
        pytest.param("The plan passed 29-12.", "The plan passed by 12 votes to 29.", id="votes"),
        pytest.param("Prices rose from 29 to 12.", "Prices rose 29-12.", id="from 29"),
        pytest.param("Prices fell by half.", "Prices fell by half a percent.", id="half a"),
        pytest.param("Prices fell by a third.", "Prices fell by 30 percent.", id="a third"),
        pytest.param("Orr knew of the plan.", "Orr knew nothing of the plan.", id="nothing"),
        pytest.param("The road opens before May.", "The road opens after May.", id="months"),
        pytest.param(
            "Economist Orr of Norrsteel met Kell.",
            "Orr met Kell, economist of Norrsteel.",
            id="who",
        ),
    ],
)
def test_what_tells_another_thing_with_the_same_words_stays_apart(a: str, b: str) -> None:
    assert not merged(a, b)
    assert not merged(b, a)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Five people were killed in a fire in Dunmore.", "A fire in Dunmore killed 5 people."),
        ("The council turned the plan down.", "The council turned the plan down on Monday."),
        ("Orr and Kell held talks in Karsholm.", "Orr met Kell in Karsholm."),
        ("Orr, who resigned on Monday, met Kell.", "Orr met Kell."),
        ("Vilks won the vote by 33 ballots.", "Vilks won the vote by a margin of 33 ballots."),
        ("Rebels attacked the port in Vell.", "Rebels attacked the port in the city of Vell."),
        ("Fighting resumed in Vell.", "Fighting restarted in Vell."),
        ("Vilks won the race, officials said.", "Ruta Vilks won the race."),
        ("Norrsteel's plant in Vell was closed.", "Norrsteel closed its plant in Vell."),
        ("The port of Norrsteel was shut.", "Norrsteel shut its port."),
        ("A mudslide buried 7 cars near Vell.", "7 cars were buried by a mudslide near Vell."),
        ("Police found a body in Vell.", "A body was found by police in Vell."),
        ("In Vell, 60 were hurt when a bus fell.", "60 were hurt when a bus fell in Vell."),
        ("Opinion remained divided in Vell.", "In Vell, opinion remained divided."),
        ("The plan passed 29-12.", "The plan passed by 29 votes to 12."),
        ("Norrsteel cut its output by half.", "Norrsteel cut its output by 50 percent."),
        ("Norrsteel lost $52 million in June.", "Norrsteel made a loss of $52 million in June."),
        ("Banker Orr of Norrsteel met Kell.", "Orr, a banker of Norrsteel, met Kell."),
        ("Orr sold the mill, according to Kell.", "Kell said Orr sold the mill."),
        ("According to Kell, the mill in Vell was sold.", "The mill in Vell was sold, Kell said."),
        ("Orr leads Kell, 47 to 43 percent.", "Orr leads Kell, 47 percent to 43 percent."),
        ("Thieves took jewellery in Vell.", "Thieves took jewelry in Vell."),
        ("Orr was held for drunk driving.", "Orr was held for drunken driving."),
        ("Divers rescued 3 boys from a cave.", "3 boys were rescued by divers from a cave."),
        (
            "Thieves stole a statue from a museum in Vell.",
            "A statue was stolen by thieves from a museum in Vell.",
        ),
        (
            "Police recovered a body from a lake near Vell.",
            "A body was recovered by police from a lake near Vell.",
        ),
        ("Soldiers freed 9 miners from a pit.", "9 miners were freed by soldiers from a pit."),
        (
            "Crews evacuated 40 pupils from a school in Vell.",
            "40 pupils were evacuated by crews from a school in Vell.",
        ),
        (
            "Telmark will lay off 300 workers in Vell.",
            "Telmark will dismiss 300 employees in Vell.",
        ),
        ("Telmark laid off 300 workers.", "300 workers were dismissed by Telmark."),
        ("Health officials in Vell shut 6 mills.", "Health authorities in Vell closed 6 mills."),
        ("The poet Orr passed away in Vell.", "The poet Orr died in Vell."),
    ],
)
def test_what_tells_the_same_in_other_words_is_one(a: str, b: str) -> None:
    assert merged(a, b)
    assert merged(b, a)


@pytest.mark.parametrize(
    ("line", "other"),
    [
        ("Vell placed running back Tom Orr on leave.", "Vell placed Orr on leave on Monday."),
        ("Vell placed Orr on leave.", "Vell placed Tom Orr on leave last week."),
        ("Comedian Dana Fell opened the fair.", "Dana Fell opened the fair in Vell."),
        ("The navy sank a trawler off Vell.", "The navy sank a trawler off Vell, but it says a shot came first."),
        ("The navy sank a trawler off Vell.", "The navy sank a trawler off Vell, but Orr says it fired first."),
        ("Orr was charged with fraud.", "Orr was charged with fraud, the NYPD said."),
    ],
)  # fmt: skip
def test_what_another_article_tells_with_more_or_less_beside_it(line: str, other: str) -> None:
    assert says(prepare(other.rstrip(".")), prepare(line.rstrip(".")))


@pytest.mark.parametrize(
    ("line", "other"),
    [
        ("The navy sank a trawler off Vell.", "The navy sank a trawler off Vell, Orr says."),
        ("Orr stole the money.", "Orr stole the money, Kell claims, but he denies it."),
        ("The law begins this year.", "The law begins next year."),
        ("Vell hired coach Orr.", "Vell hired former coach Orr."),
        ("According to Kell, Orr sold the mill.", "According to Orr, Kell sold the mill."),
        ("Kell said Orr sold the mill.", "Kell sold the mill, according to Orr."),
        ("Orr sold the mill, according to Kell.", "Kell sold the mill, according to Orr."),
        ("Orr leads Kell, 47 to 43 percent.", "Orr leads Kell, 43 to 47 percent."),
    ],
)
def test_what_only_resembles_those_stays_apart(line: str, other: str) -> None:
    assert not says(prepare(other.rstrip(".")), prepare(line.rstrip(".")))
