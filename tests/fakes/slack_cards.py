"""Cards at the limits, of invented people and places, for the rendering of every chat."""

from __future__ import annotations

from briefs.model.articles import Span
from briefs.model.briefings import Proof
from briefs.model.cards import Card, CardKind, CardLine, CardPart, Run, Tone

URL = "https://inland-post.example/river-accord"
RIGHT_TO_LEFT = "شيماء الكرمي"
EMOJI = "👩‍🚀 Astra 🇲🇹"


def proof(number: int) -> Proof:
    return Proof(Span(number * 100, number * 100 + 80), number, 1)


def line(*runs: Run, cites: int = 1, url: str | None = None, mark: str | None = None) -> CardLine:
    return CardLine(runs, (proof(cites),), url=url, mark=mark)


def said(who: str, what: str, cites: int = 1) -> CardLine:
    return line(Run(who, Tone.NAME), Run(": "), Run(f"“{what}”", Tone.QUOTE), cites=cites)


def briefing() -> Card:
    met = line(
        Run("Ada Brandt", Tone.NAME),
        Run(" and "),
        Run("Ivo Marsh", Tone.NAME),
        Run(" met in Veldmark on Tuesday"),
        cites=1,
    )
    signed = line(Run("They signed a river accord that opens the locks to both fleets"), cites=2)
    quote = said("Ada Brandt", "the river has two banks and one current", 3)
    against = said("Oskar Tell, head of the Boatmen's Union", "nobody asked the boatmen", 4)
    shown = (
        CardPart("What happened", (met, signed)),
        CardPart("Said", (quote,)),
        CardPart("Against", (against,)),
    )
    extra = CardPart("Before", (line(Run("An accord of 1998 lapsed in 2011"), cites=6),))
    return Card(
        CardKind.BRIEFING,
        "Ada Brandt and Ivo Marsh signed a river accord",
        shown,
        url=URL,
        source="The Inland Post, 7 May 2026",
        more=1,
        detail=(*shown, extra),
    )


def thirty_reactions() -> Card:
    said_by = [
        said(
            f"Delegate {n} of the Lower Valley Assembly",
            f"clause {n} " + "has to be read again " * 9,
            n,
        )
        for n in range(1, 31)
    ]
    one = briefing()
    return Card(
        one.kind,
        one.headline,
        one.parts,
        url=one.url,
        source=one.source,
        more=26,
        detail=(*one.parts[:2], CardPart("Against", tuple(said_by))),
    )


def strange_names() -> Card:
    return Card(
        CardKind.BRIEFING,
        f"{RIGHT_TO_LEFT} and {EMOJI} met",
        (
            CardPart(
                "Said",
                (
                    said(RIGHT_TO_LEFT, "قلنا إن النهر للجميع"),
                    said(EMOJI, "we *will* :tada: not `format` ~this~ _at all_"),
                ),
            ),
        ),
        url="https://xn--mgbh0fb.example/a",
        source="أخبار النهر, 7 May 2026",
    )


def long_title() -> Card:
    one = briefing()
    title = ("A ministry of rivers, locks and canals of a long name " * 8)[:400]
    return Card(one.kind, title, one.parts, url=one.url, source=one.source)


def twelve_stories() -> Card:
    parts: list[CardPart] = []
    for n in range(1, 13):
        url = f"https://outlet-{n}.example/story"
        reported = CardLine(
            (Run("Reported by "), Run(f"Outlet {n}, 7 May 2026", Tone.NAME)), url=url
        )
        parts.append(
            CardPart(
                "new since Tuesday",
                (reported,),
                title=f"Story {n}: " + "towns agree " * 9,
                url=url,
                proofs=(proof(1),),
            )
        )
        parts.append(
            CardPart(
                "What happened",
                tuple(
                    line(
                        Run(f"Town {n}.{k} signed the pact on the upper weir with its neighbours"),
                        cites=k,
                        url=url,
                        mark=f"only in Outlet {n}",
                    )
                    for k in range(1, 5)
                ),
            )
        )
        parts.append(
            CardPart("In favour", (said(f"Mayor {n}", "a good day for the valley " * 4, 3),))
        )
    return Card(CardKind.DIGEST, "12 stories from 12 articles on 7 May 2026", tuple(parts))


def notice() -> Card:
    return Card(
        CardKind.NOTICE,
        "Could not read this: paywalled.",
        url=URL,
        notes=("If you can read it, paste its text.",),
    )


LIMITS = {
    "briefing": briefing,
    "thirty_reactions": thirty_reactions,
    "strange_names": strange_names,
    "long_title": long_title,
    "twelve_stories": twelve_stories,
    "notice": notice,
}
