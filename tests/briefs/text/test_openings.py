"""Sentences that only open a text, and those that tell."""

from __future__ import annotations

import pytest

from briefs.text.openings import only_opens

EMPTY = """
Hello and welcome to the rye show.
Dear readers, spring has come to Tarn.
Happy New Year, bakers!
Good morning from the quay of Halden.
It’s that time of the year again.
In this article, we’ll look at four ovens.
This guide explains how rye is milled.
Today we're going to talk about ferries.
Here, we compare the quays of the north.
Let's dive into the history of bread.
Imagine that you wake up without bread.
Picture this: a quay, a ferry, a loaf.
It was a cold winter morning in Tarn.
The sun was low over the harbour.
Once upon a time a baker lived in Vell.
When I was a child, my aunt baked rye.
We all know that bread is dear.
In today’s fast-paced world, few people bake.
It's no secret that ovens use power.
There’s nothing like the smell of rye.
Love it or hate it, rye is here to stay.
If you're like most bakers, you own one oven.
Have you ever wondered who bakes your bread?
You may have heard of the guild of Halden.
Whether you're a baker or a miller, rye matters.
Chances are that you have eaten rye today.
""".strip().splitlines()
TELLING = """
The guild of Halden has closed eleven bakeries.
In this town of bakers, nine in ten own an oven.
It was the first ferry to reach Tarn since March.
The sun powers every oven of the guild.
Today the council of Tarn voted for the bridge.
This guide was shot on the north face in May.
Welcoming the vote, Mara Ilves opened the quay.
When Ines Duarte was a child, Tarn had no bridge.
In an age of cheap rye the guild lost its mills.
Heyden Works sold four ovens on Monday.
It is a day of mourning for Tarn, the mayor said.
The crowd was put at eleven thousand by the police.
Imagined threats cost the guild two votes.
""".strip().splitlines()


@pytest.mark.parametrize("sentence", EMPTY)
def test_an_opening_that_says_nothing(sentence: str) -> None:
    assert only_opens(sentence)


@pytest.mark.parametrize("sentence", TELLING)
def test_a_sentence_that_tells(sentence: str) -> None:
    assert not only_opens(sentence)
