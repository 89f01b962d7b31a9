"""countryinfo -> briefs/facts/lexicon/countries.txt: names, other names, demonyms and capitals.

Usage: python -m tools.make_countries

The package (MIT, https://github.com/porimol/countryinfo) gives one demonym and one
capital a country; EXTRA adds what newspapers write besides (AP Stylebook forms, plural
people nouns, metonyms). DROPPED are territories that never act as a party of their own
or whose name or demonym would hide another country's.
"""

from __future__ import annotations

from pathlib import Path

from countryinfo import all_countries

TARGET = Path(__file__).parents[1] / "briefs" / "facts" / "lexicon" / "countries.txt"
DROPPED = frozenset(
    """American Samoa;Anguilla;Aruba;British Indian Ocean Territory;Christmas Island;
    Cocos (Keeling) Islands;Falkland Islands;French Polynesia;Guadeloupe;
    French Southern and Antarctic Lands;Guernsey;Heard Island and McDonald Islands;Jersey;
    Macau;Martinique;Mayotte;Montserrat;Niue;Norfolk Island;Northern Mariana Islands;
    Pitcairn Islands;Réunion;Saint Helena;Saint Pierre and Miquelon;South Georgia;
    Serbia and Montenegro;Svalbard and Jan Mayen;Tokelau;Wallis and Futuna;Burma;
    Dominica;New Caledonia;Guam;Isle of Man;Cook Islands;Bermuda;Gibraltar""".replace(
        "\n    ", ""
    ).split(";")
)
RENAMED = {
    "Republic of Macedonia": "North Macedonia",
    "Swaziland": "Eswatini",
    "The Bahamas": "Bahamas",
    "The Gambia": "Gambia",
    "Vatican City State": "Vatican",
    "Federated States of Micronesia": "Micronesia",
}
# name: (other names, more demonyms, more capitals or seats of government)
EXTRA: dict[str, tuple[str, str, str]] = {
    "United States": (
        "United States of America;U.S.;US;U.S;USA;U.S.A.;America;the States",
        "Americans;U.S.;US",
        "Washington;Washington, D.C.;Washington DC",
    ),
    "United Kingdom": ("U.K.;UK;Britain;Great Britain", "Briton;Britons;U.K.;UK", ""),
    "North Korea": (
        "Democratic People's Republic of Korea;DPRK;D.P.R.K.;the North",
        "North Koreans",
        "",
    ),
    "South Korea": ("Republic of Korea;ROK;the South", "South Koreans", ""),
    "Russia": ("Russian Federation", "", ""),
    "China": ("People's Republic of China;PRC;mainland China", "", ""),
    "Taiwan": ("Republic of China", "", ""),
    "Iran": ("Islamic Republic of Iran;Islamic Republic", "", ""),
    "Syria": ("Syrian Arab Republic", "", ""),
    "Germany": ("Federal Republic of Germany", "", ""),
    "France": ("", "Frenchman;Frenchmen", ""),
    "Ireland": ("Republic of Ireland", "Irishman", ""),
    "Netherlands": ("Holland", "Dutchman", "The Hague;Hague"),
    "Spain": ("", "Spaniard;Spaniards", ""),
    "Denmark": ("", "Dane;Danes", ""),
    "Sweden": ("", "Swede;Swedes", ""),
    "Finland": ("", "Finn;Finns", ""),
    "Poland": ("", "Pole;Poles", ""),
    "Turkey": ("Türkiye;Turkiye", "Turk;Turks", ""),
    "Czech Republic": ("Czechia", "", ""),
    "Iceland": ("", "Icelandic", ""),
    "Slovenia": ("", "Slovenian", ""),
    "Slovakia": ("", "Slovakian", ""),
    "Serbia": ("", "Serb;Serbs", ""),
    "Croatia": ("", "Croat;Croats", ""),
    "Bosnia and Herzegovina": ("Bosnia;Bosnia-Herzegovina", "", ""),
    "Argentina": ("", "Argentine;Argentines;Argentinian", ""),
    "Ecuador": ("", "Ecuadorian", ""),
    "El Salvador": ("", "Salvadorean", ""),
    "Saudi Arabia": ("Kingdom of Saudi Arabia", "Saudi;Saudis", ""),
    "United Arab Emirates": ("UAE;U.A.E.;Emirates", "Emirati", ""),
    "Philippines": ("", "Philippine;Filipinos", ""),
    "Vietnam": ("Viet Nam", "", ""),
    "Myanmar": ("Burma", "Myanmar", "Rangoon;Yangon"),
    "Kazakhstan": ("", "Kazakh;Kazakhs", "Astana"),
    "Kyrgyzstan": ("", "Kyrgyz", ""),
    "Tajikistan": ("", "Tajik;Tajiks", ""),
    "Uzbekistan": ("", "Uzbek;Uzbeks", ""),
    "Ukraine": ("", "", "Kiev"),
    "Switzerland": ("", "", "Berne"),
    "Tanzania": ("", "", "Dar es Salaam"),
    "New Zealand": ("", "New Zealand", ""),
    "Palestine": ("Palestinian Authority;Palestinian territories", "", ""),
    "Iraq": ("", "", ""),
    "Sudan": ("", "", ""),
    "Botswana": ("", "Botswanan", ""),
    "Nepal": ("", "Nepali", ""),
    "Democratic Republic of the Congo": (
        "Democratic Republic of Congo;DR Congo;DRC;Congo",
        "",
        "",
    ),
    "Republic of the Congo": ("Congo-Brazzaville;Republic of Congo", "", ""),
    "Ivory Coast": ("Cote d'Ivoire;Côte d'Ivoire", "", "Abidjan"),
    "Cape Verde": ("Cabo Verde", "", ""),
    "East Timor": ("Timor-Leste", "", ""),
    "Vatican": ("Holy See;Vatican City", "", ""),
    "Israel": ("", "", "Tel Aviv"),
    "Brazil": ("", "", "Brasilia"),
    "Cameroon": ("", "", "Yaounde"),
    "Colombia": ("", "", "Bogota"),
    "Costa Rica": ("", "", "San Jose"),
    "Moldova": ("", "", "Chisinau"),
    "Togo": ("", "", "Lome"),
    "Canada": ("", "", ""),
    "Nigeria": ("", "", ""),
    "Yemen": ("", "", "Sanaa"),
    "Chad": ("", "", "Ndjamena"),
    "Hong Kong": ("", "Hong Konger;Hong Kongers", ""),
    "India": ("", "", "Delhi"),
    "Australia": ("", "Aussie", ""),
    "Kosovo": ("", "Kosovar;Kosovo", "Pristina"),
    "Soviet Union": ("USSR;U.S.S.R.", "Soviet;Soviets", ""),
    "Crimea": ("", "Crimean", ""),
    "Chechnya": ("", "Chechen;Chechens", "Grozny"),
}
# Capitals that are better known as something else, or that seat bodies of many countries.
NO_METONYM = frozenset(
    """Kingston;Victoria;Georgetown;George Town;Stanley;Hamilton;Plymouth;Nassau;Brussels;
    Santiago;San Juan;Wellington;Singapore;Luxembourg;Monaco;Djibouti;City of Victoria;
    San Jose;San José;Freetown;Roseau;Castries;Bridgetown;Douglas;The Valley;Jamestown;
    Geneva;Hague;The Hague;Vatican City;Guatemala City;Mexico City;Panama City;Kuwait City;
    Saint John's;City of San Marino;Edinburgh;South Tarawa""".replace("\n    ", "").split(";")
)


def _rows() -> list[tuple[str, str, str, str]]:
    rows: dict[str, tuple[str, str, str]] = {}
    for info in (country.info() for country in all_countries()):
        if not info or not info.get("demonym") or info["name"] in DROPPED:
            continue
        seat: object = info.get("capital") or ""
        capital = str(seat[0]) if isinstance(seat, list) else str(seat)
        demonyms = info["demonym"].replace(",", ";").replace("/", ";")
        rows[RENAMED.get(info["name"], info["name"])] = ("", demonyms, capital)
    for name in EXTRA:
        rows.setdefault(name, ("", "", ""))
    out = []
    for name in sorted(rows):
        parts: list[dict[str, None]] = []
        for own, more in zip(rows[name], EXTRA.get(name, ("", "", "")), strict=True):
            both = (x.strip() for x in f"{own};{more}".split(";"))
            parts.append({form: None for form in both if form})
        other, demonym, seats = parts
        if name in RENAMED.values():
            other |= {old: None for old, new in RENAMED.items() if new == name}
        acting = [c for c in seats if c not in NO_METONYM and c != name]
        out.append((name, ";".join(other), ";".join(demonym), ";".join(acting)))
    return out


def main() -> None:
    """Write the table."""
    lines = [
        "# Countries as newspapers name them: `name | other names | demonyms | capitals`.",
        "# Written by tools/make_countries.py from countryinfo (MIT) and the forms that file adds.",
        '# A capital stands for its country where it acts ("Moscow signed"); capitals that are',
        "# better known as other places, or that seat international bodies, are left out.",
        *("|".join(row) for row in _rows()),
    ]
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
