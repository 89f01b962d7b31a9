"""A morning's articles of an invented valley, and the digest that Readout makes of them."""

from __future__ import annotations

from datetime import UTC, date, datetime

from adapters.language.reader import load_reader
from briefs.briefing.compose_briefing import brief
from briefs.cards.digest_card import digest_card
from briefs.digest.compose_digest import compose
from briefs.model.articles import Article
from briefs.model.cards import Card
from briefs.model.places import Place, Slot
from briefs.model.stories import DigestCandidate
from briefs.stories.fingerprints import fingerprint

DAY = date(2026, 5, 5)
NOON = datetime(2026, 5, 5, 12, tzinfo=UTC)


def art(site: str, slug: str, title: str, *paragraphs: str) -> Article:
    """An article by an outlet of the valley."""
    host = site.removeprefix("The ").lower().replace(" ", "-")
    url = f"https://{host}.example/{slug}"
    return Article(url, title, "\n".join(paragraphs), site=site, published=DAY.isoformat())


ARTICLES = [
    art(
        "The Inland Post",
        "ferry",
        "Veldmark and Ostrey sign ferry pact after nine years",
        "Veldmark and Ostrey signed a ferry pact in Karsholm on Monday, ending nine years of talks.",
        "Mayor Ada Brandt met Ostrey's mayor, Ivo Marsh, in the town hall of Karsholm before the signing.",
        "“The river has two banks and one current,” Brandt said after the signing.",
        "The pact gives each town three boats and splits the cost of $12 million evenly.",
        "The union of ferry workers criticised the pact because it allows night crossings without a second pilot.",
        "The first boat is to cross in September, the town hall said.",
    ),
    art(
        "Coast Echo",
        "ferry-pact",
        "Ferry pact signed in Karsholm",
        "A ferry pact between Ostrey and Veldmark was signed in Karsholm on Monday.",
        "Ada Brandt, the mayor of Veldmark, met Ivo Marsh in the town hall before the signing.",
        "The pact splits the cost of $15 million evenly and gives each town three boats.",
        "“We have waited long enough for this boat,” Marsh said.",
        "Night crossings without a second pilot are allowed, which the union of ferry workers criticised.",
    ),
    art(
        "Harbour News",
        "towns-ferry",
        "Two towns, one ferry: Veldmark and Ostrey agree",
        "Nine years of talks ended on Monday when Veldmark and Ostrey signed a ferry pact in Karsholm.",
        "The first boat is to cross in September.",
        "“The river has two banks and one current,” Ada Brandt said.",
        "Shops in both towns hope for visitors, the chamber of trade said.",
    ),
    art(
        "Olse Daily",
        "pact-on-ferry",
        "Veldmark, Ostrey sign pact on ferry in Karsholm",
        "Veldmark and Ostrey signed a ferry pact in Karsholm on Monday, ending nine years of talks.",
        "The union of ferry workers criticised the pact.",
    ),
    art(
        "The Inland Post",
        "fire",
        "Theatre fire in Dunmore kills 12",
        "A fire in the Dunmore theatre killed 12 people on Sunday night, the fire brigade said.",
        "Forty people were taken to hospital, and the roof of the building fell in.",
        "Fire chief Tomas Orr said that two of the five exits were locked.",
        "Governor Marta Kell ordered an inquiry into the locked exits on Monday.",
    ),
    art(
        "Coast Echo",
        "dunmore-fire",
        "Fire in Dunmore theatre: two exits were locked",
        "The fire that burned the Dunmore theatre on Sunday night killed 12 people.",
        "Two of the five exits were locked, fire chief Tomas Orr said.",
        "Governor Marta Kell ordered an inquiry on Monday.",
    ),
    art(
        "Tide",
        "theatre",
        "Fifteen dead in theatre fire in Dunmore",
        "A fire in the Dunmore theatre killed 15 people on Sunday night.",
        "The roof fell in while the last guests were still inside, witnesses said.",
    ),
    art(
        "Harbour News",
        "mill",
        "Norrsteel to close its mill in Velborg",
        "Norrsteel will close its mill in Velborg in October and dismiss 340 workers.",
        "The company lost $52 million in the first quarter, its head Ruta Vilks said.",
        "The town council called the decision a breach of a promise that the company made in 2024.",
    ),
    art(
        "Olse Daily",
        "norrsteel",
        "340 jobs go as Norrsteel shuts Velborg mill",
        "Norrsteel will shut its mill in Velborg in October, and 340 workers will be dismissed.",
        "Vilks blamed the price of power, which has doubled in two years.",
    ),
    art(
        "Tide",
        "library",
        "Marnford library opens again after the flood",
        "The library of Marnford opened again on Monday, fourteen months after a flood ruined 60,000 books.",
        "Readers had formed a chain across the market square to carry the first books back.",
    ),
    art(
        "Tide",
        "wind-farm",
        "Wind farm off Tarnow Bay wins approval",
        "The Olse Commission approved a wind farm of 44 turbines off Tarnow Bay on Monday.",
        "Fishermen said that they would go to court over the cable route.",
    ),
    art(
        "Coast Echo",
        "wind",
        "Commission approves 44 turbines off Tarnow Bay",
        "A wind farm with 44 turbines off Tarnow Bay was approved by the Olse Commission on Monday.",
        "The fishermen of the bay want to sue because of the route of the cable.",
    ),
]


def valley_digest() -> Card:
    """The digest of all articles: read, grouped and merged by the real code."""
    reader = load_reader()
    fresh = []
    for article in ARTICLES:
        reading = reader.read(article)
        made = DigestCandidate(brief(article, reading), fingerprint(article, reading), NOON)
        fresh.append(made)
    slot = Slot("S1", DAY.isoformat(), "14:00", NOON)
    digest = compose(Place("slack", "T1", "C1"), slot, fresh=fresh)
    return digest_card(digest, today=DAY)
