"""Invented articles, and the readings that a good reader would make of them.

People, places and events are ours. A reading names its facts by the words that bear them;
their spans are looked up in the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from briefs.model.articles import Article, Paragraph, Span
from briefs.model.briefings import Briefing, Part
from briefs.model.facts import (
    Agreement,
    AgreementStatus,
    Facts,
    Kind,
    Meeting,
    MeetingStatus,
    Party,
    Reaction,
    Reading,
    Stance,
)

SENTENCE = re.compile(r"\S.*?(?:[.!?][\"”’]?)(?=\s+[A-Z“\"]|\s*$)", re.DOTALL)


def lines(briefing: Briefing, part: Part | None = None) -> list[str]:
    """The lines of a briefing, of one part or of all."""
    return [
        line.text
        for section in briefing.sections
        if part in (None, section.part)
        for line in section.lines
    ]


def paragraphs_of(text: str) -> tuple[Paragraph, ...]:
    """One paragraph for each line that holds words."""
    found: list[Paragraph] = []
    at = 0
    for line in text.split("\n"):
        if line.strip():
            sentences = tuple(Span(at + m.start(), at + m.end()) for m in SENTENCE.finditer(line))
            found.append(Paragraph(len(found) + 1, Span(at, at + len(line)), sentences))
        at += len(line) + 1
    return tuple(found)


@dataclass
class Telling:
    """An article under way to its reading."""

    title: str
    text: str
    site: str | None = "Example News"
    published: str | None = "2026-05-04"
    meetings: list[Meeting] = field(default_factory=list)
    agreements: list[Agreement] = field(default_factory=list)
    reactions: list[Reaction] = field(default_factory=list)
    gist: list[Span] = field(default_factory=list)

    @property
    def article(self) -> Article:
        return Article(
            url="https://news.example/a",
            title=self.title,
            text=self.text,
            site=self.site,
            published=self.published,
        )

    @property
    def reading(self) -> Reading:
        facts = Facts(
            meetings=tuple(self.meetings),
            agreements=tuple(self.agreements),
            reactions=tuple(self.reactions),
            gist=tuple(self.gist),
        )
        return Reading(facts, paragraphs_of(self.text))

    def span(self, words: str, after: int = 0) -> Span:
        start = self.text.find(words, after)
        assert start >= 0, words
        return Span(start, start + len(words))

    def sentence(self, words: str) -> Span:
        """The sentence that holds these words."""
        at = self.span(words).start
        return next(
            s for p in paragraphs_of(self.text) for s in p.sentences if s.start <= at < s.end
        )

    def met(
        self,
        parties: list[Party],
        words: str,
        status: MeetingStatus = MeetingStatus.HAPPENED,
        *,
        where: str | None = None,
        when: str | None = None,
        background: bool = False,
    ) -> Telling:
        evidence = self.sentence(words)
        self.meetings.append(
            Meeting(
                tuple(parties),
                status,
                evidence,
                where=self.span(where, evidence.start) if where else None,
                when=self.span(when, evidence.start) if when else None,
                background=background,
            )
        )
        return self

    def signed(
        self,
        parties: list[Party],
        what: str,
        status: AgreementStatus = AgreementStatus.SIGNED,
        *,
        background: bool = False,
    ) -> Telling:
        self.agreements.append(
            Agreement(self.span(what), tuple(parties), status, self.sentence(what), background)
        )
        return self

    def said(
        self,
        speaker: Party,
        source: str,
        cue: str,
        content: str,
        *,
        stance: Stance = Stance.NEUTRAL,
        via: str | None = None,
    ) -> Telling:
        """`source`, `cue` and `content` stand in one sentence, which `content` finds."""
        words = self.span(content)
        evidence = self.sentence(content)
        before = self.text[max(0, words.start - 1) : words.start]
        self.reactions.append(
            Reaction(
                speaker,
                stance,
                quoted=before in ("“", '"'),
                source=(self.span(source, evidence.start),),
                cue=(self.span(cue, evidence.start),),
                content=(words,),
                evidence=evidence,
                via=via,
            )
        )
        return self

    def best(self, *words: str) -> Telling:
        self.gist += [self.sentence(w) for w in words]
        return self


def person(name: str, role: str | None = None) -> Party:
    return Party(name, role, Kind.PERSON)


ILVES = person("Mara Ilves", "President")
BRANDT = person("Tomas Brandt", "Chancellor")
KOHL = person("Nadia Kohl", "leader of the opposition")


def ferry() -> Telling:
    """Two leaders meet and sign; one of them is praised, both are attacked."""
    text = (
        "On Tuesday, Mara Ilves arrived in Port Halden for the first time in nine years to meet"
        " with Chancellor Tomas Brandt. The island's president and her host signed a maritime"
        " safety pact, replacing the treaty that had been signed in 1987.\n"
        "Ilves called the pact “a bridge over cold water.” Brandt said the agreement was “the"
        " best day for both harbours in a generation.”\n"
        "Nadia Kohl, leader of the opposition, said, per the Halden Courier, that the pact"
        " “sells the coast for a handshake” because it was written in secret.\n"
        "Ilves did not say whether the parliament would be asked. Brandt and Ilves are to meet"
        " the fishermen's guild on Friday.\n"
        "Before the visit, Ilves set out her plans in a letter. “We want every child in both"
        " towns to cross the strait for the price of a loaf,” she wrote."
    )
    telling = Telling("", text)
    telling.met([ILVES, BRANDT], "arrived", where="Port Halden", when="On Tuesday")
    telling.met([BRANDT, ILVES], "fishermen", MeetingStatus.PLANNED, when="Friday")
    telling.signed([ILVES, BRANDT], "a maritime safety pact")
    telling.said(ILVES, "Ilves", "called", "a bridge over cold water", stance=Stance.FOR)
    telling.said(
        BRANDT,
        "Brandt",
        "said",
        "the agreement was “the best day for both harbours in a generation",
        stance=Stance.FOR,
    )
    telling.said(
        KOHL,
        "Nadia Kohl",
        "said",
        "the pact “sells the coast for a handshake” because it was written in secret",
        stance=Stance.AGAINST,
        via="the Halden Courier",
    )
    telling.said(
        ILVES,
        "she",
        "wrote",
        "We want every child in both towns to cross the strait for the price of a loaf",
    )
    return telling.best("arrived", "signed a maritime")


def bakery() -> Telling:
    """A company: no meeting, no agreement."""
    text = (
        "Larkspur Ovens said on Monday that it would close four of its eleven bakeries after a"
        " poor harvest doubled the price of rye.\n"
        "The chain lost 3.2 million crowns in the quarter, its worst result since it was founded,"
        " and its shares fell by a fifth. But the board expects a profit next year.\n"
        "“Nobody likes to turn off an oven,” said Ines Duarte, the chief executive. “We kept"
        " every one of them hot for as long as we could.”\n"
        "The bakers' union accused the company of hiding behind the weather. Its secretary,"
        " Paul Okoro, said the closures were “a choice and no misfortune.”\n"
        "Officials believe that rye will be scarce until the spring, according to the harvest"
        " office."
    )
    duarte = person("Ines Duarte", "chief executive")
    okoro = person("Paul Okoro", "secretary")
    telling = Telling("Larkspur to close four bakeries as rye price doubles", text)
    telling.said(duarte, "Ines Duarte", "said", "Nobody likes to turn off an oven")
    telling.said(
        okoro,
        "Paul Okoro",
        "said",
        "the closures were “a choice and no misfortune",
        stance=Stance.AGAINST,
    )
    return telling.best("Larkspur Ovens said", "The chain lost", "accused")


def glacier() -> Telling:
    """Science, with long sentences, a parenthesis and hedges."""
    text = (
        "A lake under the Sund glacier may hold water that last saw daylight 40,000 years ago,"
        " according to a study that was published on Thursday in a small journal of geology.\n"
        "The team (five women and a dog) drilled through 900 metres of ice over three summers,"
        " after a first attempt had to be abandoned when the drill froze in place.\n"
        "“It tastes of pencils,” said Astrid Fell, who led the team. She said the lake could be"
        " one of dozens, unless the maps of the ice bed are wrong.\n"
        "Hugo Brand, a hydrologist who was not involved, doubted that the water is so old."
    )
    fell, brand = person("Astrid Fell"), person("Hugo Brand", "a hydrologist")
    telling = Telling("Old water under the ice", text, published=None)
    telling.said(fell, "Astrid Fell", "said", "It tastes of pencils")
    telling.said(fell, "She", "said", "the lake could be one of dozens")
    telling.said(brand, "Hugo Brand", "doubted", "that the water is so old", stance=Stance.AGAINST)
    return telling.best("A lake under", "The team (five")


ARTICLES = [ferry, bakery, glacier]
