"""Titles before a name, nouns for roles, and the offices that they name.

Takes words, gives classes of office:
- `office("U.S. Secretary of State")` is "secretary of state", `office("premier")` is
  "prime minister"; None where the phrase names no office;
- `LEADERS` are the offices that "the Russian leader" may mean;
- `TITLES` stand directly before a name ("Sen. Ada Bell"); `ROLE_NOUNS` may head a noun
  phrase that stands for a person ("the company's chief executive").

The lists were gathered from the AP Stylebook's entries on titles and from O*NET's common job
titles (https://www.onetcenter.org/database.html), shortened to those that news text uses.
"""

from __future__ import annotations

import re

from briefs.word_lists import words

HONORIFICS = {
    "mr": "m", "sir": "m", "lord": "m", "mrs": "f", "ms": "f", "miss": "f", "lady": "f",
    "dame": "f", "madam": "f", "dr": "", "prof": "", "rev": "",
}  # fmt: skip

# Kept as part of the name: the person is rarely known without it.
REGNAL = words("king queen prince princess pope emperor sultan sheikh sheik emir")

TITLES = words(
    """
    president premier chancellor taoiseach minister secretary undersecretary senator sen
    representative rep congressman congresswoman governor gov lieutenant lt mayor councilman
    councilwoman councilor councillor alderman assemblyman assemblywoman commissioner
    ambassador general gen colonel col major maj captain capt sergeant sgt corporal cpl
    admiral adm commander cmdr brigadier marshal judge justice attorney prosecutor sheriff
    detective inspector officer superintendent chief speaker chairman chairwoman chair
    leader spokesman spokeswoman spokesperson ceo director manager professor bishop
    archbishop cardinal father reverend rabbi imam ayatollah coach quarterback midfielder
    striker defender goalkeeper forward guard pitcher actor actress singer director author
    candidate nominee ex-president vice-president deputy whip strategist adviser advisor
    analyst economist founder co-founder activist lawyer researcher scientist comptroller
    treasurer
    """
)

ROLE_NOUNS = TITLES | words(
    """
    official lawmaker politician diplomat envoy negotiator counterpart head boss ruler
    dictator monarch king queen prince princess pope emir sultan executive chairperson
    co-chair co-chairman co-chairwoman president-elect vice-president governor-general
    premiership aide assistant staffer representative delegate emissary minister prosecutor
    counsel investigator regulator commander soldier veteran pilot teacher principal student
    doctor physician nurse surgeon epidemiologist psychologist historian scholar expert
    fellow critic columnist journalist reporter correspondent editor anchor host presenter
    producer filmmaker writer novelist poet artist musician rapper drummer guitarist
    designer model photographer architect engineer developer programmer farmer fisherman
    driver worker owner shareholder investor billionaire entrepreneur businessman
    businesswoman banker trader broker consultant strategist pollster organizer campaigner
    advocate protester demonstrator resident neighbor neighbour witness victim survivor
    suspect defendant plaintiff father mother son daughter brother sister wife husband widow
    partner friend cousin uncle aunt member democrat republican conservative liberal
    candidate front-runner frontrunner hopeful incumbent rival opponent challenger player
    captain trainer referee champion athlete goalie winger fighter boxer swimmer runner
    cyclist golfer manager trustee governor insider source whistleblower operative lobbyist
    chaplain priest pastor monk cleric nun astronaut geologist biologist chemist physicist
    astronomer climatologist meteorologist seismologist paleontologist archaeologist
    ecologist anthropologist sociologist statistician mathematician zoologist virologist
    oncologist cardiologist pediatrician psychiatrist therapist firefighter paramedic
    policeman policewoman guard marine sailor guerrilla rebel militant vendor shopkeeper
    tenant landlord parent grandmother grandfather teenager woman man boy girl lady
    gentleman coordinator administrator registrar superintendent clerk secretary
    """
)

# People who act for the country or body that they come from ("Pakistani negotiators").
ENVOYS = words(
    """
    government governments administration authority leader official minister negotiator
    diplomat envoy delegation delegate representative ambassador military army navy
    parliament presidency cabinet regime officer side team mediator commander counterpart
    interlocutor ministry embassy spokesman spokeswoman spokesperson premier president king
    executive head chief member lawmaker senator congressman legislator junta mission
    company firm troop force general police investigator committee staffer task people voter
    citizen aide adviser advisor foreign finance defense defence group leadership lawyer
    attorney prosecutor union trader scientist expert dealer bloc
    """
)

# Groups that act for a person ("Mora's task force").
TEAMS = words("force team administration government staff aide campaign cabinet office")

_OFFICES: tuple[tuple[str, str], ...] = (
    ("vice president", r"vice[- ]president"),
    ("president-elect", r"president[- ]elect"),
    ("secretary of state", r"secretary of state|state secretary|top (?:u\.?s\.? )?diplomat"),
    ("secretary general", r"secretary[- ]general"),
    ("attorney general", r"attorney[- ]general"),
    ("supreme leader", r"supreme leader"),
    ("majority leader", (r"(?:majority|minority|senate|house|opposition|party|union|labor|"
     r"republican|democratic|gop|conservative|labour|rebel|church|religious|team) leader")),
    ("crown prince", r"crown prince"),
    ("foreign minister", r"foreign (?:minister|secretary)|minister of foreign|external affairs"),
    ("foreign policy chief", r"(?:foreign policy|foreign affairs) (?:chief|head)"),
    ("defense secretary", (r"defen[cs]e (?:secretary|minister|chief)|secretary of defen[cs]e|"
     r"minister of defen[cs]e|pentagon chief")),
    ("treasury secretary", (r"treasury secretary|finance minister|minister of finance|chancellor "
     r"of the exchequer|secretary of the treasury")),
    ("prime minister", r"prime[- ]minister|premier|taoiseach"),
    ("minister", r"minister"),
    ("chief executive", r"chief executive|\bceo\b"),
    ("secretary", r"secretary"),
    ("president", r"president"),
    ("chancellor", r"chancellor"),
    ("king", r"\bking\b|monarch"),
    ("queen", r"\bqueen\b"),
    ("pope", r"\bpope\b|pontiff"),
    ("leader", r"\bleader|dictator|ruler|strongman|head of state"),
    ("spokesman", r"spokes(?:man|woman|person)"),
    ("senator", r"senator|\bsen\b"),
    ("governor", r"governor|\bgov\b"),
    ("mayor", r"mayor"),
    ("representative", r"congress(?:man|woman)|\brep\b"),
    ("judge", r"\bjudge\b"),
    ("justice", r"\bjustice\b"),
    ("chairman", r"chair(?:man|woman|person)?\b"),
    ("ambassador", r"ambassador"),
    ("general", r"\bgeneral\b|\bgen\b"),
    ("commissioner", r"commissioner"),
    ("director", r"director"),
    ("coach", r"coach"),
    ("chief", r"\bchief\b|\bhead\b|\bboss\b"),
)  # fmt: skip
_OFFICE_RULES = tuple((name, re.compile(pattern)) for name, pattern in _OFFICES)

LEADERS = frozenset(
    ["president", "prime minister", "chancellor", "king", "queen", "leader", "supreme leader"]
)


def office(phrase: str) -> str | None:
    """Role phrase -> class of office, or None where it names none."""
    low = phrase.lower().replace(".", "")
    return next((name for name, rule in _OFFICE_RULES if rule.search(low)), None)


def same_office(named: str, held: str) -> bool:
    """Whether somebody called `named` may be the holder of the office `held`."""
    if named == held:
        return True
    if named == "leader":
        return held in LEADERS
    if named in {"chief", "minister", "secretary"}:
        return named in held or (named == "chief" and held in {"secretary general", "director"})
    return False
