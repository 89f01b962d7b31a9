"""Docs and registry -> who met, will meet or was to meet; each meeting once.

Takes the Docs of the blocks, where they begin, and the registry; gives `Meeting`s in the
order of their evidence. Constructions, an example each:
- verb of meeting        "Bell |met| Mora in Ottery", "Bell and Mora |conferred|", "the
                         council |convened|", "Bell |sat down| with the farmers"
- verb of talking        "Bell |spoke by telephone| with Mora", "is |negotiating| with Ruria"
- call, invitation       "Bell |called| Mora to urge ...", "|invited| Mora to the palace"
- reception              "Bell |was greeted| at the palace by Mora"
- hearing                "Bell |testified| before the water committee", "|told| the committee"
- noun with its parties  "|talks| between Ruria and Sund", "a NATO |summit|", "Bell's |call|
                         with Mora", "the Ruria-Sund |talks|"
- noun and its governor  "Bell |held talks| with Mora", "|attended| a summit", "|during a
                         meeting| with Mora, Bell said", "Bell urged Mora, |at a meeting|, to"
No meetings: the press and the public ("spoke to reporters"), deadlines that are met, what
is only possible or did not take place, and whatever has no named participant.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from briefs.facts.factuality import Reality, reality
from briefs.facts.gazetteer import BY_NAME
from briefs.facts.merging import Sighting, merge_meetings
from briefs.facts.pacts import PACTS
from briefs.facts.people import Registry
from briefs.facts.scene import Scene, around, is_outlet, merged
from briefs.facts.syntax import (
    NAME_TAGS,
    base,
    child,
    governor,
    heads,
    is_nominal,
    is_verb,
    preps,
    subject,
)
from briefs.facts.wordlist import words
from briefs.model import Kind, Meeting, MeetingStatus, Party

_MEET = words("meet confer huddle convene negotiate consult parley")
_TALK = words("talk speak chat converse")
_HEAR = words("testify appear")
_RECEIVE = words("greet receive welcome host")
_HOLD = words(
    """
    hold have host conduct attend begin start resume open schedule cancel join lead chair convene
    arrange finish conclude finalize postpone wrap continue launch enter skip boycott leave
    request seek plan call propose organize broker mediate set demand need want end take tell
    address
    """
)
_ALONE = words("summit meeting session talk")
_NOUNS = words(
    """
    meeting talk summit negotiation discussion conversation call hearing consultation encounter
    dialogue get-together sit-down audience huddle teleconference visit session lunch dinner
    breakfast
    """
)
_PHONE = words("phone telephone conference video introductory first initial")
_NOT_MEETING = words("news press prayer town campaign board-game pep pledge watch block")
_PANELS = words(
    """
    committee subcommittee commission panel congress parliament senate council inquiry
    investigator legislature assembly board house
    """
)
_TOLD = words(
    """
    committee subcommittee commission panel council inquiry legislature assembly senate
    investigator
    """
)
_REMOTE = words("phone telephone videoconference video")


def find(docs: Sequence[Doc], starts: Sequence[int], registry: Registry) -> tuple[Meeting, ...]:
    """(Docs, their starts in the text, Registry) -> meetings."""
    scene = Scene(docs, starts, registry)
    seen: list[Sighting] = []
    for block, doc in enumerate(docs):
        for token in doc:
            seen += _at(scene, token, block)
    return merge_meetings(seen)


def _at(scene: Scene, token: Token, block: int) -> Iterator[Sighting]:
    word = base(token)
    if is_verb(token):
        finder = _VERBS.get(word)
        if finder is not None and not _is_narrator(token):
            found = finder(scene, token, block)
            if found is not None:
                yield from _apart(found)
    elif is_nominal(token) and word in _NOUNS:
        found = _noun(scene, token, block)
        if found is not None:
            yield from _apart(found)


def _apart(found: Sighting) -> Iterator[Sighting]:
    """Calls are made one by one: "spoke by telephone to Mora, Rad and Sole" are three."""
    first, *others = found.participants
    persons = all(p.kind is Kind.PERSON for p in found.participants)
    if found.call and found.caller and persons and len(others) > 1:
        for other in others:
            yield found.between(first, other)
    else:
        yield found


# ------------------------------------------------------------------------------ verbs


def _subject_parties(scene: Scene, verb: Token, block: int) -> list[Party]:
    head = subject(verb)
    return [] if head is None else list(scene.parties(head, block))


def _is_narrator(verb: Token) -> bool:
    """Whether "we" or "I" met somebody: that is the author's interview."""
    head = subject(verb)
    return head is not None and head.lower_ in {"i", "we", "you"}


def _meet(scene: Scene, verb: Token, block: int) -> Sighting | None:
    """As in "Bell met Mora", "Bell met with Mora", "Bell and Mora met", "the council met"."""
    if child(verb, "nsubjpass") is not None or verb.dep_ == "amod":
        return None
    parties = _subject_parties(scene, verb, block)
    others = scene.with_whom(verb, block)
    met = child(verb, "dobj")
    if met is not None:
        direct = scene.parties(met, block)
        if not direct and not _reciprocal(met):
            return None
        others += direct
    elif not others and any(p.lower_ == "with" for p, _ in preps(verb)):
        return None  # "met with resistance"
    if not others and len(parties) < 2 and not _many(scene, verb, block, parties):
        return None
    if _is_match(verb) or _is_private(parties, others, met):
        return None
    who = merged([*parties, *others])
    return _sight(scene, verb, block, who) if len(who) > 1 or not others else None


_MATCHES = words("match final finals semifinal semi-final playoff playoffs game quarterfinal round")


def _is_match(verb: Token) -> bool:
    """Whether teams meet: "due to meet Ottery in a |playoff|"."""
    return any(t.lower_ in _MATCHES and is_nominal(t) for t in verb.subtree)


def _is_private(parties: Sequence[Party], others: Sequence[Party], met: Token | None) -> bool:
    """Whether one person merely gets to know another: "Alice met Bob at the station"."""
    everyone = [*parties, *others]
    return (
        met is not None
        and all(p.kind is Kind.PERSON for p in everyone)
        and not any(p.role or BY_NAME.get(p.name) for p in everyone)
    )


def _reciprocal(token: Token) -> bool:
    return token.lower_ in {"other", "another"}


def _many(scene: Scene, verb: Token, block: int, parties: Sequence[Party]) -> bool:
    """Whether a lone subject can meet by itself: "NATO ministers", "the committee"."""
    head = subject(verb)
    if head is None or not parties:
        return False
    if parties[0].kind is Kind.PERSON or base(verb) not in {"meet", "convene"}:
        return False
    return head.tag_ in {"NNS", "NNPS"} or parties[0].kind is Kind.BODY


def _talk(scene: Scene, verb: Token, block: int) -> Sighting | None:
    """As in "Bell spoke by telephone with Mora", "Bell and Mora spoke by phone", "talked to"."""
    remote = any(base(goal) in _REMOTE for _, goal in preps(verb, "by", "on", "over", "via"))
    others = [
        p
        for p in scene.with_whom(verb, block, "with", "to", "between")
        if remote or (p.kind is Kind.PERSON and (p.role or BY_NAME.get(p.name)))
    ]
    parties = _subject_parties(scene, verb, block)
    if not (remote and len(parties) > 1) and not others:
        return None
    if not ((parties and others) or remote):
        return None
    found = _sight(scene, verb, block, [*parties, *others])
    return None if found is None else found.by_call(caller=len(parties) == 1)


def _negotiate(scene: Scene, verb: Token, block: int) -> Sighting | None:
    about = child(verb, "dobj")
    on_pact = verb.dep_ in {"relcl", "acl"} and base(verb.head) in PACTS
    if on_pact or (about is not None and base(about) in PACTS):
        return None  # told as an agreement
    others = scene.with_whom(verb, block, "with", "between")
    parties = _subject_parties(scene, verb, block)
    if not others and len(parties) < 2:
        return None
    return _sight(scene, verb, block, [*parties, *others])


def _sit(scene: Scene, verb: Token, block: int) -> Sighting | None:
    """As in "Bell sat down with the farmers"."""
    others = scene.with_whom(verb, block, "with")
    if not others or not any(c.lower_ == "down" for c in verb.children):
        return None
    return _sight(scene, verb, block, [*_subject_parties(scene, verb, block), *others])


def _call(scene: Scene, verb: Token, block: int) -> Sighting | None:
    """As in "Bell called Mora to urge her ...", "Bell telephoned Mora on Tuesday"."""
    met = child(verb, "dobj")
    if met is None:
        return _call_on(scene, verb, block)
    if child(verb, "oprd", "prt", "ccomp", "attr") is not None:
        return None
    others = [p for p in scene.parties(met, block) if p.kind is Kind.PERSON]
    purpose = any(
        c.dep_ in {"advcl", "xcomp"} and c.tag_ in {"VB", "VBG"} and c.i > met.i
        for c in verb.children
    )
    dated = scene.when([verb], block) is not None
    if not others or not (purpose or dated or base(verb) != "call"):
        return None
    found = _sight(scene, verb, block, [*_subject_parties(scene, verb, block), *others])
    return None if found is None else found.by_call(caller=True)


_TABLE_TALK = words("discuss talk negotiate meet confer consult review congratulate")


def _call_on(scene: Scene, verb: Token, block: int) -> Sighting | None:
    """As in "Bell called on Mora to discuss ...", which is a visit and no appeal."""
    if not any(c.tag_ == "VB" and base(c) in _TABLE_TALK for c in verb.children):
        return None
    hosts = [p for p in scene.with_whom(verb, block, "on") if p.kind is Kind.PERSON]
    parties = _subject_parties(scene, verb, block)
    return _sight(scene, verb, block, [*parties, *hosts]) if hosts and parties else None


def _discuss(scene: Scene, verb: Token, block: int) -> Sighting | None:
    """As in "Bell discussed the reef with Mora"."""
    about = child(verb, "dobj")
    if about is None:
        return None
    near = [*scene.with_whom(verb, block, "with"), *scene.with_whom(about, block, "with")]
    others = [p for p in near if p.kind is not Kind.OTHER]
    parties = _subject_parties(scene, verb, block)
    if not others or not parties:
        return None
    return _sight(scene, verb, block, [*parties, *others])


def _receive(scene: Scene, verb: Token, block: int) -> Sighting | None:
    """As in "Bell was greeted at the palace by Mora", "Mora hosted Bell in Ottery"."""
    guest = child(verb, "nsubjpass") or child(verb, "dobj")
    if guest is None or verb.dep_ == "amod":
        return None
    guests = [p for p in scene.parties(guest, block) if p.kind is Kind.PERSON]
    hosts = [p for p in _subject_parties(scene, verb, block) if p.kind is Kind.PERSON]
    place = scene.where([verb], block)
    purpose = any(c.tag_ == "VB" and base(c) in _TABLE_TALK for c in verb.children)
    if not guests or not hosts or not (place or purpose) or set(guests) & set(hosts):
        return None
    return _sight(scene, verb, block, [*guests, *hosts])


def _invite(scene: Scene, verb: Token, block: int) -> Sighting | None:
    """As in "Bell invited Mora to the palace"."""
    guest = child(verb, "nsubjpass") or child(verb, "dobj")
    if guest is None or not any(
        base(goal) in _NOUNS or goal.tag_ in NAME_TAGS for _, goal in preps(verb, "to", "for")
    ):
        return None
    guests = [p for p in scene.parties(guest, block) if p.kind is Kind.PERSON]
    hosts = [p for p in _subject_parties(scene, verb, block) if p.kind is Kind.PERSON]
    if not guests or not hosts:
        return None
    sighting = _sight(scene, verb, block, [*guests, *hosts])
    if sighting is not None and sighting.status is MeetingStatus.HAPPENED:
        return sighting.become(MeetingStatus.PLANNED)
    return sighting


def _testify(scene: Scene, verb: Token, block: int) -> Sighting | None:
    """As in "Bell testified before the water committee", "appeared before the panel"."""
    panels = [
        party
        for _, goal in preps(verb, "before", "to", "at")
        for head in heads(goal)
        for party in scene.parties(head, block)
        if _is_panel(head, party)
    ]
    if not panels:
        return None
    return _sight(scene, verb, block, [*_subject_parties(scene, verb, block), *panels])


def _tell(scene: Scene, verb: Token, block: int) -> Sighting | None:
    """As in "Bell told the Senate water committee"."""
    panel = child(verb, "dobj", "dative")
    if panel is None or base(panel) not in _TOLD:
        return None
    heard = [p for p in scene.parties(panel, block) if p.kind is Kind.BODY and not is_outlet(p)]
    parties = _subject_parties(scene, verb, block)
    if not heard or not parties:
        return None
    return _sight(scene, verb, block, [*parties, *heard])


def _is_panel(head: Token, party: Party) -> bool:
    if party.kind is Kind.PERSON or is_outlet(party):
        return False
    return base(head) in _PANELS or any(w in _PANELS for w in party.name.lower().split())


_VERBS = {
    **dict.fromkeys(words("meet confer huddle convene parley consult"), _meet),
    **dict.fromkeys(_TALK, _talk),
    "negotiate": _negotiate,
    "discuss": _discuss,
    "sit": _sit,
    **dict.fromkeys(words("call phone telephone"), _call),
    **dict.fromkeys(_RECEIVE, _receive),
    "invite": _invite,
    **dict.fromkeys(_HEAR, _testify),
    "tell": _tell,
}


# ------------------------------------------------------------------------------ nouns


def _noun(scene: Scene, noun: Token, block: int) -> Sighting | None:
    """A noun for a meeting, with the parties that it and its governor bring."""
    if not _is_event(noun) or (noun.dep_ == "dobj" and base(noun.head) in {"discuss", "mention"}):
        return None
    own = list(merged([*scene.owners(noun, block), *_of(scene, noun, block)]))
    others = scene.with_whom(noun, block)
    for c in noun.children:  # "a meeting Tuesday between Bell and Mora"
        if c.dep_ in {"acl", "relcl"} and is_verb(c):
            others += scene.with_whom(c, block, "with", "between", "by")
    if noun.dep_ == "dobj" and base(noun.head) in _HOLD:  # "held talks on Monday with Mora"
        others += scene.with_whom(noun.head, block)
    brought = [] if len(own) > 1 or _between(noun) else _brought(scene, noun, block, bool(others))
    parties = merged([*own, *others, *brought])
    word = base(noun)
    alone = own and (word in _ALONE and (word != "talk" or parties[0].kind is Kind.BODY))
    attended = word == "summit" and noun.head.i != noun.i and base(noun.head) in {"attend", "host"}
    if len(parties) < 2 and not alone and not attended:
        return None
    if len(parties) < 2 and word != "summit" and _is_stage(noun):
        return None
    if word in {"visit", "call", "session"} and not (own or others):
        return None
    found = _sight(scene, noun, block, parties)
    if found is not None and (word == "call" or _PHONE & {c.lower_ for c in noun.children}):
        return found.by_call(caller=False)
    return found


def _is_stage(noun: Token) -> bool:
    """Whether the meeting is only where something was said: "told us |at| the union's meeting"."""
    return noun.tag_ == "NNS" or (
        noun.dep_ == "pobj" and noun.head.lower_ in {"at", "after", "outside", "of", "during"}
    )


def _is_event(noun: Token) -> bool:
    word = base(noun)
    before = {c.lower_ for c in noun.children if c.i < noun.i}
    if before & _NOT_MEETING or noun.dep_ in {"compound", "nmod"}:
        return False
    if word == "talk":
        return noun.lower_ == "talks"
    if word == "call":
        return bool(before & _PHONE) or any(True for _ in preps(noun, "with", "between"))
    if word == "session":
        return any(True for _ in preps(noun, "with", "between"))
    if word in {"audience", "lunch", "dinner", "breakfast"}:
        return any(True for bearer in (noun, noun.head) for _ in preps(bearer, "with"))
    return word != "visit"


def _between(noun: Token) -> bool:
    return any(True for _ in preps(noun, "between", "among"))


def _of(scene: Scene, noun: Token, block: int) -> list[Party]:
    """As in "a meeting of EU ministers", "a summit of NATO leaders", "a hearing of the panel"."""
    if base(noun) not in {"meeting", "summit", "hearing", "session"}:
        return []
    found = scene.with_whom(noun, block, "of", "before")
    return found if len(found) > 1 else [p for p in found if p.kind is not Kind.PERSON]


def _brought(scene: Scene, noun: Token, block: int, has_with: bool) -> list[Party]:
    """The parties that the governing clause brings: "Bell |held| talks", "|in talks| with"."""
    while noun.dep_ == "pobj" and noun.head.lower_ == "of" and base(noun.head.head) in _SERIES:
        noun = noun.head.head  # "in a week of |meetings|"
    verb = governor(noun)
    if verb is None:
        return []
    word = base(verb)
    if noun.dep_ == "nsubj" and noun.head.i == verb.i:
        return _of_outcome(scene, verb, block)
    if noun.head.i == verb.i and noun.dep_ in {"dobj", "nsubjpass"}:
        if word not in _HOLD:
            return []
        return _subject_parties(scene, verb, block)
    if noun.dep_ == "pobj" and noun.head.lower_ in {
        "in", "during", "after", "at", "following", "for", "before", "to", "from", "ahead",
        "through", "into",
    }:  # fmt: skip
        if noun.head.head.i != verb.i and noun.head.head.head.i != verb.i:
            return []
        parties = _subject_parties(scene, verb, block)
        named = [p for p in parties if p.kind is not Kind.OTHER and not is_outlet(p)]
        met = child(verb, "dobj", "dative")
        if has_with and met is not None and word in _JOINS:
            named += [p for p in scene.parties(met, block) if p.kind is not Kind.OTHER]
        both = [] if met is None else [p for p in scene.parties(met, block) if p not in named]
        if has_with:
            return named
        if named and both and any(p.kind is Kind.PERSON for p in both):
            return [*named, *both]
    return []


_JOINS = words("join host invite welcome receive see bring")
_SERIES = words("series round week day month string flurry spate number couple pair hour set")
_OUTCOMES = words("agreement accord deal pact treaty truce ceasefire compromise settlement")


def _of_outcome(scene: Scene, verb: Token, block: int) -> list[Party]:
    """As in "talks |failed to yield| an accord between Ruria and Sund"."""
    for word in (verb, *(c for c in verb.children if c.dep_ in {"xcomp", "ccomp"})):
        outcome = child(word, "dobj")
        if outcome is not None and base(outcome) in _OUTCOMES:
            return scene.with_whom(outcome, block)
    return []


# ------------------------------------------------------------------------------ both


def _sight(scene: Scene, token: Token, block: int, parties: Sequence[Party]) -> Sighting | None:
    """An event's head and its parties -> what was seen, or None where it is no meeting."""
    who = merged(parties)
    named = [p for p in who if p.kind is not Kind.OTHER]
    if not named or any(is_outlet(p) for p in who):
        return None
    status = _status(token, scene, block)
    if status is None:
        return None
    anchors = around(token)
    return Sighting(
        participants=who,
        status=status,
        evidence=scene.sentence(token, block),
        where=scene.where(anchors, block),
        when=scene.when(anchors, block),
        background=_is_background(token),
        noun=is_nominal(token),
    )


_STATUS = {
    Reality.ACTUAL: MeetingStatus.HAPPENED,
    Reality.PRESENT: MeetingStatus.PLANNED,
    Reality.PLANNED: MeetingStatus.PLANNED,
    Reality.DROPPED: MeetingStatus.CALLED_OFF,
}


def _status(token: Token, scene: Scene, block: int) -> MeetingStatus | None:
    return _STATUS.get(reality(token))


def _is_background(token: Token) -> bool:
    """Whether an earlier meeting is told of: "had met", "a previous meeting"."""
    verb = token if is_verb(token) else governor(token)
    if any(c.lower_ in {"previous", "earlier", "past", "last"} for c in token.children):
        return True
    return (
        verb is not None
        and verb.tag_ == "VBN"
        and any(c.dep_ == "aux" and c.lower_ == "had" for c in verb.children)
    )
