"""What holds of every text: no exception, spans that lie in it, names that stand in it."""

from __future__ import annotations

import os
import subprocess
import sys

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefs.facts.lexicon.countries import COUNTRIES
from briefs.facts.lexicon.gazetteer import BY_NAME, lookup
from briefs.model.articles import Span
from briefs.model.facts import AgreementStatus, Kind, MeetingStatus
from tests.briefs.facts.parsed import Parsed, parse, sure
from tests.conftest import examples

PEOPLE = ["Ada Bellamy", "Mr. Simon Rahal", "President Rosa Mora", "Vladimir Putin", "Kim Jong-un"]
BODIES = [
    "Norway",
    "the U.S.",
    "Acme Corp.",
    "NATO",
    "the two leaders",
    "they",
    "Moscow",
    "Congress",
]
VERBS = ["met", "met with", "signed", "reached", "called", "told", "vetoed", "spoke to", "held"]
THINGS = [
    "a water pact", "talks", "the Clean Rivers Act", "a meeting with Chile", "the committee",
    "a deal between Norway and Chile", "reporters", "a summit",
]  # fmt: skip
HEDGES = [
    "",
    "did not ",
    "never ",
    "could have ",
    "might have ",
    "refused to have ",
    "denied having ",
]
NAME = st.sampled_from(PEOPLE + BODIES)
SENTENCE = st.builds(
    lambda who, hedge, verb, what, tail: f"{who} {hedge}{verb} {what}{tail}.",
    NAME,
    st.sampled_from(HEDGES),
    st.sampled_from(VERBS),
    st.one_of(st.sampled_from(THINGS), NAME),
    st.sampled_from(["", " on Monday", " in Oslo", ", who left", " and Peru", " — he said"]),
)
ARTICLE = st.lists(SENTENCE, min_size=1, max_size=6)
ANY = st.lists(st.text(max_size=120), min_size=1, max_size=4)
SETTINGS = settings(
    max_examples=examples(60),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=True,
)


def spans(article: Parsed) -> list[Span]:
    found: list[Span | None] = []
    for meeting in article.meetings:
        found += [meeting.evidence, meeting.where, meeting.when]
    for agreement in article.agreements:
        found += [agreement.evidence, agreement.what]
    return [s for s in found if s is not None]


@SETTINGS
@given(ANY)
def test_any_text_is_read(paragraphs: list[str]) -> None:
    article = parse(*paragraphs)
    for span in spans(article):
        assert 0 <= span.start < span.end <= len(article.text)
    for block, doc in enumerate(article.docs):
        for token in doc:
            article.registry.actors(token, block)


@SETTINGS
@given(ARTICLE)
def test_spans_lie_in_the_text_and_in_their_sentence(sentences: list[str]) -> None:
    article = parse(" ".join(sentences))
    for span in spans(article):
        words = span.of(article.text)
        assert words.strip() == words != ""
    for agreement in article.agreements:
        outer, inner = agreement.evidence, agreement.what
        assert outer.start <= inner.start < inner.end <= outer.end


@SETTINGS
@given(ARTICLE)
def test_every_name_stands_in_the_article_or_in_the_table(sentences: list[str]) -> None:
    article = parse(" ".join(sentences))
    countries = {country.name for country in COUNTRIES}
    for party in article.registry.everyone:
        known = party.name in countries or party.name in BY_NAME
        listed = lookup(party.name)
        body = listed is not None and listed.kind is Kind.BODY
        assert known or body or party.name in article.text
        assert party.role is None or party.role in article.text
    parties = [p for m in article.meetings for p in m.participants]
    parties += [p for a in article.agreements for p in a.parties]
    everyone = {p.name for p in article.registry.everyone} | countries
    assert all(p.name in article.text or p.name in everyone for p in parties)


@SETTINGS
@given(
    st.sampled_from(["did not", "never", "could", "might", "may", "refused to", "declined to"]),
    st.sampled_from(
        ["meet with Rosa Mora", "sign a water pact with Chile", "hold talks with Chile"]
    ),
)
def test_what_is_hedged_or_denied_is_neither_happened_nor_signed(hedge: str, deed: str) -> None:
    verb = deed if hedge != "never" else deed.replace("sign", "signed").replace("hold", "held")
    article = parse(f"President Ada Bellamy {hedge} {verb.replace('never meet', 'never met')}.")
    assert all(m.status is not MeetingStatus.HAPPENED for m in sure(article.meetings))
    done = {AgreementStatus.SIGNED, AgreementStatus.AGREED}
    assert all(a.status not in done for a in sure(article.agreements))


def test_the_same_text_gives_the_same_facts_whatever_the_hash_seed() -> None:
    code = (
        "from tests.briefs.facts.parsed import parse;"
        "a = parse('Ada Bellamy, Simon Rahal and NATO met Chilean officials in Oslo. They signed a "
        "water pact. The two leaders and Congress praised the Clean Rivers Act.');"
        "print(a.meetings, a.agreements, a.registry.everyone)"
    )
    answers = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1")
    }
    assert len(answers) == 1
