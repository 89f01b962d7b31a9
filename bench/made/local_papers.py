"""Made articles of local papers: four towns, eight events each, two reports of three sentences.

All that two events of a town have in common is the town and, here and there, a day; the two
reports of one event share what reporters at one event share: who, where, how many. Names are
invented, but for the towns, of which two are large.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from briefs.model.articles import Article

TOWNS = {
    "Hartlepool": ("Lina Voss", "Ann Moor", "Ivo Brand", "Dana Fell", "Seaton Lane", "Tees"),
    "Oslo": ("Kari Lunde", "Nils Holt", "Per Aas", "Tora Vik", "Ekeberg Street", "Aker"),
    "Boston": ("June Marsh", "Carl Whit", "Tom Reddy", "Sue Lane", "Dorset Avenue", "Mystic"),
    "London": ("Priya Nair", "Owen Pike", "Jack Tull", "Mary Odu", "Cable Road", "Lea"),
}

# topic|title|three sentences|title of the other|three sentences
REPORTS = """
rain|Heavy rain warning for {town}|The weather service warned on Monday of up to 60 millimetres of rain in {town} by the evening. Forecaster {a} said that some roads near the river {river} would be flooded. Schools stay closed on Tuesday and drivers should leave their cars at home.|Flood alert as storm nears {town}|Roads along the {river} may be under water by tonight, forecasters say. Up to 60 millimetres of rain are expected in {town}, said {a} of the weather service. All schools will be shut on Tuesday.
football|{town} win cup tie in last minute|{town} beat Stockfield 2-1 in the third round of the cup with a goal in the last minute. Striker {c} had come on as a substitute ten minutes before and scored his fourth of the season. The coach praised his goalkeeper, who saved a penalty before the break.|Late goal sends {town} through|Substitute {c} scored in the last minute as {town} knocked Stockfield out of the cup, 2-1. His goalkeeper had kept out a penalty in the first half. The draw for the fourth round is on Friday.
theft|Man charged over stolen bicycles|A man of 41 was charged with stealing bicycles from the station in {town}, police said. Officers found 34 bicycles in a garage in {street} after a commuter saw her own in an advertisement. Police spokeswoman {d} asked owners to come and look.|Garage full of bicycles: suspect in court|Police have charged a 41-year-old after finding 34 bicycles in a rented garage in {street}. A commuter had recognised hers in an advertisement on the internet. "Whoever misses a bicycle should come," said {d} of the {town} police.
library|{town} council to close two libraries|The council of {town} voted to close two libraries in September to save 1.3 million a year. Its leader {b} said that there was no choice after three cuts to the budget. More than 6,000 people had signed a petition for the branches.|Two branch libraries to shut in September|Despite a petition with 6,000 names, councillors in {town} decided to close two libraries. The budget has been cut three times, council leader {b} said. The books go to schools and care homes, and 1.3 million is saved.
fire|Bakery burns down in {street}|A fire destroyed a bakery in {street} in {town} early on Sunday, and eleven residents were brought to safety. An oven that was left on is thought to be the cause, the fire brigade said. Nobody was hurt, but the roof fell in.|Eleven led to safety from burning bakery|Fire fighters led eleven people out of a house in {street} where a bakery burned on Sunday. The roof of the building in {town} collapsed. The brigade suspects an oven that had not been switched off.
tram|New tram line to open in spring|Trams will run from the centre of {town} to the airport from next spring, the operator said. The line is nine kilometres long and cost 240 million. Test runs with empty carriages begin in November.|Test runs begin on airport tram|Empty trams will be seen between {town} and its airport from November. Passengers can use the new line of nine kilometres in spring, according to the operator. Building it took five years and 240 million.
hospital|Nurses walk out over night shifts|Some 300 nurses of the main hospital in {town} stopped work for a day because of night shifts. Union leader {e} asked for two more nurses on each ward. Operations that were not urgent had to be put off.|Strike at hospital: operations put off|Patients in {town} had to wait as 300 nurses went on strike for a day. They want two more colleagues on each ward at night, said {e} of the union. Emergencies were treated as usual.
festival|Choir festival draws 5,000 singers|More than 5,000 singers from nineteen countries came to {town} for the choir festival. It opened with a concert in the cathedral on Friday and ends with a procession of boats. Hotels have been full for weeks.|Singers of nineteen nations open festival|A concert in the cathedral opened the choir festival in {town} on Friday. About 5,000 people from nineteen countries take part. On Sunday boats with lanterns close the week, for which every hotel is booked out.
"""  # noqa: E501


@dataclass(frozen=True, slots=True)
class Report:
    """An article of a town's paper, and its event."""

    town: str
    event: str
    article: Article


def reports() -> Iterator[Report]:
    """All articles, town by town."""
    for town, (a, b, c, d, street, river) in TOWNS.items():
        blanks = {"town": town, "a": a, "b": b, "c": c, "d": d, "street": street, "river": river}
        blanks["e"] = f"{b.split()[0]} {c.split()[-1]}"
        for row in REPORTS.strip().splitlines():
            topic, *texts = row.split("|")
            for title, text in zip(texts[::2], texts[1::2], strict=True):
                filled = text.format(**blanks).replace(". ", ".\n")
                yield Report(
                    town,
                    f"{town}: {topic}",
                    Article("", title.format(**blanks), filled, published="2026-05-19"),
                )
