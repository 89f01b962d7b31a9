"""Which sentences need the one before them, sentences of our own."""

from __future__ import annotations

import pytest

from briefs.text.references import (
    bare_parts,
    full_name,
    has_person,
    is_writers,
    lone_names,
    needs_a_noun,
    refers_back,
    words_refer_back,
)

NEEDS_ANOTHER = [
    "He told the court that the harbour was closed.",
    "In court she wept for an hour.",
    "On Friday, he left for the island.",
    "Such concerns are as old as the bridge.",
    "In spite of this error, the council paid Halden Works.",
    "Those rules were written for smaller ferries.",
    "The mother of three said that the ferry was late.",
    "The 34-year-old joined Halden Works in spring.",
    "The two leaders agreed to meet again in May.",
    "The latter was built by hand.",
    "It was the first ferry to reach Tarn since March.",
    "But they will not pay for the new quay.",
    "When they came, Mara Ilves was gone.",
    "Better yet, they are all for sale in Tarn.",
    "In Halden, he bought a ferry.",
    "By then, it had sunk.",
    "Both sides want the bridge, Ilves said.",
    "That was before the flood.",
    "The bridge will reopen once these repairs are done.",
]
STANDS_ALONE = [
    "Mara Ilves met her minister in Halden.",
    "In his speech, Tomas Brandt praised the ferry.",
    "Police said they had found the boat.",
    "This week, the council of Tarn votes on the bridge.",
    "When Mara Ilves came, they sang.",
    "“He never came,” Mara Ilves said of the pilot.",
    "The council of Tarn voted on Tuesday to rebuild the bridge.",
    "The three hundred million crowns come from the harbour.",
    "Halden descended on this struggling seaside town on Monday.",
    "There were also marches in Vell and in Tarn.",
]


@pytest.mark.parametrize("sentence", NEEDS_ANOTHER)
def test_a_sentence_that_speaks_of_one_before(sentence: str) -> None:
    assert refers_back(sentence)


@pytest.mark.parametrize("sentence", STANDS_ALONE)
def test_a_sentence_that_names_its_own(sentence: str) -> None:
    assert not refers_back(sentence)


@pytest.mark.parametrize(
    ("sentence", "writers"),
    [
        ("I baked eleven loaves in the Larkspur oven.", True),
        ("We tested four ovens for you.", True),
        ("In my kitchen the oven took an hour.", True),
        ("The oven is among our favourites.", True),
        ("What surprised us most was the price.", True),
        ("“We baked eleven loaves,” Ines Duarte said.", False),
        ("Mara Ilves opened the US trade fair in Halden.", False),
    ],
)
def test_the_writer_s_own_words(sentence: str, *, writers: bool) -> None:
    assert is_writers(sentence) is writers


@pytest.mark.parametrize(
    "sentence",
    [
        "Earlier in May the agency closed two quays.",
        "The company sells more rye than anyone else.",
        "Bakers bought eleven of the range in a week.",
        "Voters called the group a danger to ferries.",
        "Most of the day went to a quarrel over rye.",
        "Halden Works has never sold such an oven in Tarn.",
        "Mara Ilves warned against a similar vote in Vell.",
        "Halden Works, founded in Tarn in 1921, now builds these ferries by hand.",
        "Tomas Brandt, who once led Halden Works, would not pay for this quarrel.",
    ],
)
def test_a_thing_that_nothing_above_names(sentence: str) -> None:
    assert needs_a_noun(sentence, "Tarn rebuilds its bridge")


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("Earlier in May the agency closed two quays.", "The Tarn ferry agency is at fault."),
        ("Ines Duarte of Halden said that the company would sell rye.", ""),
        ("The company that built the ferry is gone.", ""),
        ("Halden Works opened its gates the day after.", ""),
        ("The day of the vote was wet.", ""),
        ("Halden Works sells goods such as rye.", ""),
        ("Mara Ilves paid a similar price to Tomas Brandt.", ""),
        ("Halden Works built these ferries by hand.", "A ferry sank in Tarn."),
        ("Those who paid for rye got none.", ""),
        ("This week Tarn votes on the bridge.", ""),
        ("“I like this oven,” said Ines Duarte.", ""),
    ],
)
def test_a_thing_that_is_named(sentence: str, said: str) -> None:
    assert not needs_a_noun(sentence, said)


@pytest.mark.parametrize(
    ("sentence", "bare"),
    [
        ("Brandt sold the ferry.", ["Brandt"]),
        ("The ferry was sold by Brandt on Monday.", ["Brandt"]),
        ("In Tarn, Tomas wept.", ["Tomas"]),
        ("Few believed Brandt’s word.", ["Brandt"]),
        ("A friend of Tomas paid.", ["Tomas"]),
        ("Tomas Brandt sold the ferry.", []),
        ("Minister Brandt sold the ferry.", []),
        ("The Brandtner family sold the ferry.", []),
        ("Nobody sold the ferry.", []),
    ],
)
def test_a_name_without_the_rest(sentence: str, bare: list[str]) -> None:
    assert bare_parts("Tomas Brandt", sentence) == bare


def test_he_needs_a_person_before() -> None:
    assert has_person("Tomas Brandt came.", "Then he wept.")
    assert has_person("He came.", "Then he wept.")
    assert not has_person("The ferry sank at noon.", "Then he wept.")
    assert not has_person("The rye is dear.", "She bought none.")
    assert has_person("The ferry sank at noon.", "It was the last one.")


@pytest.mark.parametrize(
    "sentence",
    [
        "Two opted for a trial, which begins in March.",
        "Some even have an oven in the cellar.",
        "Most were sold in Tarn within a week.",
        "Others warned of a flood.",
        "One of them died in Halden.",
        "Amid all this, a video of the ferry went round.",
        "Despite that, the council voted for the bridge.",
        "After this, nobody in Tarn bought rye.",
        "As a result, the ferry stays in Tarn.",
        "Ines Duarte had that same thought in Halden.",
    ],
)
def test_a_number_or_an_adjunct_that_needs_the_sentence_before(sentence: str) -> None:
    assert refers_back(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Two bakers died in Halden.",
        "Some bakers even have an oven in the cellar.",
        "Most of the ferries were sold in Tarn.",
        "One hundred people came to Halden.",
        "As a result of the flood, the ferry stays in Tarn.",
        "After the flood, nobody in Tarn bought rye.",
    ],
)
def test_a_number_that_says_of_what(sentence: str) -> None:
    assert not refers_back(sentence)


@pytest.mark.parametrize(
    ("words", "theirs"),
    [
        ("He is the worst minister that we have had", False),
        ("A lot of bakers still suffer because of his tricks", False),
        ("police put him in a truck", False),
        ("I told her to leave", False),
        ("What she did was wrong", False),
        ("the police took him away", False),
    ],
)
def test_a_quote_must_say_of_whom_it_speaks(words: str, theirs: bool) -> None:
    assert words_refer_back(words, theirs=theirs)


@pytest.mark.parametrize(
    ("words", "theirs"),
    [
        ("he wants the ban to be lifted", True),
        ("she doubts that the ferry will sail", True),
        ("Brandt lost his nerve", False),
        ("The president wants the option of having his deal", False),
        ("a baker must love her oven", False),
        ("We want to bring these ferries back", True),
    ],
)
def test_words_whose_he_is_known(words: str, theirs: bool) -> None:
    assert not words_refer_back(words, theirs=theirs)


@pytest.mark.parametrize(
    "sentence",
    [
        "The ruling ends four years of quarrels.",
        "In the letter, Halden asks for nine ferries.",
        "The new survey puts rye above wheat.",
        "Bakers in the pair of mills struck; the blast was heard in Vell.",
        "The retailer will close four shops in May.",
        "Nothing of that kind was sold in Tarn.",
        "In that case the quay will close.",
    ],
)
def test_a_label_for_what_was_told_before(sentence: str) -> None:
    assert needs_a_noun(sentence, "Tarn rebuilds its bridge")


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("The decision to sell the quay was hers.", ""),
        ("The study, published in May, counts eleven quays.", ""),
        ("The group Halden Works sells ovens.", ""),
        ("Halden rejected the offer.", ""),
        ("The ruling ends four years of quarrels.", "A court ruled; the ruling was long."),
        ("Bakers in Tarn, and most of that town, want rye.", "Tarn is a town of bakers."),
        ("The guild counted 1,400 raids on mills by night, and put down such raids to hunger.", ""),
    ],
)
def test_a_label_that_its_own_sentence_defines(sentence: str, said: str) -> None:
    assert not needs_a_noun(sentence, said)


@pytest.mark.parametrize(
    ("word", "text", "full"),
    [
        ("Moen", "Rita Moen won. Moen wept.", "Rita Moen"),
        ("Moen", "President Moen won. Moen wept.", "President Moen"),
        ("Moen", "Moen won. Rita Moen wept.", None),
        ("Moen", "On Moen fell the rain. Rita Moen wept.", None),
        ("Moen", "The bakers of Moenhaven met. Rita Moen wept.", "Rita Moen"),
        ("Moen", "Nobody came.", None),
        ("Moen", "They met in Tarn. Moen won.", None),
        ("Moen", "She bought the quay of Sund. Moen paid.", None),
        ("Moen", "It was sold to Larkspur Ovens. Moen wept.", None),
        ("Moen", "Gen. Moen won. Moen wept.", "Gen. Moen"),
        ("Moen", "R. Moen won. Moen wept.", "R. Moen"),
    ],
)
def test_the_first_mention_of_a_name(word: str, text: str, full: str | None) -> None:
    assert full_name(word, text) == full


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("But Moen said no.", ["Moen"]),
        ("Rita Moen said no.", []),
        ("The price is too high for Moen.", ["Moen"]),
        ("The Senate voted on Monday.", []),
        ("“Moen is gone,” they said.", []),
        ("Moen and Torp left.", ["Moen", "Torp"]),
    ],
)
def test_names_that_stand_alone(sentence: str, names: list[str]) -> None:
    assert lone_names(sentence) == names


@pytest.mark.parametrize(
    ("sentence", "back"),
    [
        ("There, two years ago, eleven ferries sank.", True),
        ("There were eleven ferries in Tarn.", False),
        ("Despite the noise, local bakers said they liked the mill.", False),
        ("Despite the noise, they liked the mill.", True),
        ("As spring comes to an end, it’s time for rye.", False),
    ],
)
def test_who_a_later_pronoun_is(sentence: str, *, back: bool) -> None:
    assert refers_back(sentence) is back


@pytest.mark.parametrize(
    ("sentence", "writers"),
    [
        ("Sen. Ada Brunn (I-Tarn) met the guild.", False),
        ("World War I closed the mill.", False),
        ("And I baked eleven loaves.", True),
    ],
)
def test_i_that_is_no_writer(sentence: str, *, writers: bool) -> None:
    assert is_writers(sentence) is writers
