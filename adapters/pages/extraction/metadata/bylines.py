"""Bylines -> names of the authors, persons before organisations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from adapters.pages.extraction.markup.markup_parser import Node
from adapters.pages.extraction.metadata.headline_bylines import (
    names_beside_headline,
    owner_of_diary,
)
from adapters.pages.extraction.metadata.linked_data import LinkedData, NamedAuthor
from adapters.pages.extraction.metadata.meta_tags import MetaTags
from adapters.pages.extraction.metadata.visible_bylines import seen_bylines
from briefs.facts.lexicon.gazetteer import lookup

MOST_NAMES = 12
LONGEST_NAME = 60
_LONGEST_BYLINE = 500
_MOST_WORDS = 6

_BY_WHAT = (
    "written|posted|published|authored|reported|created|guide|story|words|text|analysis|opinion|"
    "review|column|report|essay|interview|article|post|news"
)
_LEAD = re.compile(
    rf"(?i)^(?:(?:(?:\w+ )?(?:{_BY_WHAT}) )?by\b|"
    r"(?:(?:posted|about|article|post) )?authors?\b(?: ?:|(?= [A-Z]))|words|from|"
    r"follow(?=\s+\S+\s)|(?:(?:share|save|listen|comments?|bookmark)\s+)+(?=[A-Z])|"
    r"(?:text|story|report(?:ing)?|writing|writers?|reporters?|article)\s*:|"
    r"our(?: own)?(?: \w+){0,2} (?:correspondents?|reporters?|writers?|staff)\b)\s*:?\s*"
)
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_DATE = re.compile(
    r"(?i)^(?:on |(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,? )*"
    rf"(?:{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|"
    rf"\d{{1,2}}(?:st|nd|rd|th)? {_MONTH},? \d{{4}}|"
    r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4})"
)
# What follows a name in a byline: a date, another credit, a biography, a hint to the reader.
_FOLLOWS = (
    "updated|published|posted|reviewed|edited|medically|formerly|former|associated press|last|"
    r"on \d|fact[- ]checked|\d+ min|photos?|photographs?|illustrat\w+|is an?\b|is the\b|has been|"
    r"covers|writes|was an?\b|follow|view (?:all|more|profile|bio)|read more|email|contact|"
    r"see (?:all|more|full)|for the\b|special to|via\b|in (?-i:[A-Z])|for (?-i:[A-Z])|"
    r"of the (?-i:[A-Z])|(?:pictures?|images?|videos?|graphics?|camera|editing|editors?|design|"
    r"translat\w+|data|research|additional \w+)(?: by\b|\s*:)|with additional|read (?:bio|full)"
)
_AFTER = re.compile(
    rf"(?i) ?(?:\b(?:{_FOLLOWS}|on {_MONTH}|{_MONTH} \d|\d{{1,2}}(?:st|nd|rd|th)? {_MONTH}|"
    r"\d{1,2}[:/.]\d)|[•·∙|–—]| - |\d{4}|@).*$"
)
# "Lea Roe in Vell and Tom Berg in Ostrey"; "Reviewed by Tom Berg. By Lea Roe".
_WHERE = re.compile(r" in [A-Z][\w-]+(?: [A-Z][\w-]+)?(?=(?:,| and| &) [A-Z])")
_OTHER_FIRST = re.compile(
    r"(?i)^(?:(?:fact[- ]|medically )?(?:reviewed|checked|edited|translated|illustrat\w+|"
    r"photo\w*)) by [^.|;•·]{3,60}[.|;•·]\s*(?=(?:\w+ )?by )"
)
_SPLIT = re.compile(r" ?(?:[;|/•·]|,? (?:and|with|&) |,) ?")  # `names` has folded blanks
_ADDRESS = re.compile(r"(?i)https?:|www\.|\.(?:com|net|org|io|html?)\b|@\w|[\w.]+@[\w.]+")
_TAGS = re.compile(r"<[^>]+>")
_SIGNS = re.compile(r"[\"“”*_{}\[\]<>]|\(.*?\)")
# "lea@paper.example (Lea Roe)", as RSS has it.
_IN_BRACKETS = re.compile(r"^\S+@\S+\s*\(([^()@]{3,60})\)$")
_SURNAME_FIRST = re.compile(
    r"(?:(?:d[aei]|del|van|von|de la|al) )?[A-ZÀ-ÖØ-Þ][\w’'-]+, "
    r"[A-ZÀ-ÖØ-Þ][\w’'.-]*(?: [A-Z][\w’'.-]*)?"
)
_LICENCE = re.compile(
    r"(?i)(?:cc(?: by)?[\w .-]*\d?|creative commons.*|public domain|©.*|copyright.*)"
)
_PLACEHOLDER = re.compile(r"[\w-]+(?:\.[\w-]+){2,}")  # the key of a template that was not filled in

# Degrees and certificates after a name, as news and medical sites print them.
_DEGREE = re.compile(
    r"(?i)^(?:m\.?d|ph\.?d|j\.?d|r\.?n|r\.?d|r\.?d\.?n|l\.?d\.?n|d\.?o|d\.?d\.?s|d\.?v\.?m|m\.?p\.?h|"
    r"m\.?s\.?w?|m\.?a|b\.?a|b\.?s|m\.?b\.?a|m\.?ed|esq|jr|sr|i{2,3}|iv|"
    r"e-?ryt.*|(?-i:[A-Z]{2,6}(?:-[A-Z]+)*))\.?$"
)
# Job titles: in a byline they follow the name and do not belong to it.
_JOB = re.compile(
    r"(?i)(?:reporters?|writers?|editors?|editor-in-chief|correspondents?|contributors?|"
    "contributing|senior|associate|assistant|deputy|managing|executive|columnist|journalist|"
    "producer|freelance|manager|director|founder|co-founder|officer|president|specialist|analyst|"
    "attorney|professor|chief|head|lead|intern|critic|author|blogger|expert|strategist|consultant|"
    "publisher|chair)"
)
# Words of organisations and desks, and acronyms between other words ("CNN Style").
_BODY = re.compile(
    r"(?i)\b(?:teams?|staff|desk|news|newsroom|editors?|editorial|admin|administrator|press|agency|"
    "agencies|reuters|afp|ap|inc|llc|ltd|corp|company|group|media|magazine|university|institute|"
    "clinic|center|centre|council|foundation|association|society|department|office|bureau|"
    "services?|network|post|times|journal|today|daily|guest|contributors?|community|research|"
    "board|blog|health|bank|union|tv|radio|online|store|digital|wires?|reports?|correspondents?|"
    r"reporters?|business|insider|politics|sports?)\b|(?-i:(?:^|\s)[A-Z]{3,}(?:\s|$))"
)
_NOBODY = frozenset(
    [
        "", "staff", "admin", "administrator", "editor", "editors", "author", "authors", "writer",
        "guest", "guest author", "guest post", "contributor", "contributors", "unknown", "null",
        "none", "undefined", "anonymous", "staff writer", "staff report", "staff reports", "by",
        "web staff", "staff reporter", "user", "root", "webmaster", "editorial", "follow", "share",
        "no author", "our reporter", "the author", "written", "posted", "view", "view profile",
        "default", "follow author", "follow the author", "follow us", "see bio", "read bio", "bio",
        "full bio", "more", "read more", "published", "updated", "advertisement", "sponsored",
        "the editors", "the editor", "login", "log in", "subscribe", "menu", "home", "search",
    ]
)  # fmt: skip
_PARTICLES = "de da di del della der den van von la le du dos das al el bin ibn ter ten y e mc st"


def authors(
    tree: Node, data: LinkedData, meta: MetaTags, *, site: str | None, url: str = ""
) -> tuple[str, ...]:
    """Root element and the page's metadata -> the authors' names in the order of the byline.

    They come from the first source that names a person; if none does, from the first that names an
    organisation or an account.
    """
    others: list[str] = []
    own = [name for name in (site, data.site, meta.site) if name]
    for source in _sources(tree, data, meta):
        people: list[str] = []
        for signed in islice(source, 2 * MOST_NAMES):
            for name in names(signed.name) if signed.person else [signed.name.strip()]:
                if _is_place(name):
                    continue
                person = signed.person and not _is_body(name, own)
                target = people if person else others
                if name.casefold() not in map(str.casefold, target):
                    target.append(name)
        if people:
            full = [name for name in people if _like_a_person(name)]
            return tuple((full or people)[:MOST_NAMES])
    return tuple(others[:1]) or owner_of_diary(tree, url)


def _sources(tree: Node, data: LinkedData, meta: MetaTags) -> Iterator[Iterable[NamedAuthor]]:
    yield data.authors
    yield [NamedAuthor(text) for text in meta.authors if not text.startswith(("http", "@", "www."))]
    yield from names_beside_headline(tree)
    yield from seen_bylines(tree)


def names(byline: str) -> list[str]:
    """A byline -> its names: "By Ann Lee and Bo Roe, Staff Writers" -> ["Ann Lee", "Bo Roe"]."""
    text = " ".join(_TAGS.sub(" ", byline[:_LONGEST_BYLINE]).split())
    if bracketed := _IN_BRACKETS.match(text):
        text = bracketed[1]
    if _ADDRESS.search(text):
        text = " ".join(word for word in text.split() if not _ADDRESS.search(word))
    text = _OTHER_FIRST.sub("", _WHERE.sub("", text))
    before = None
    while before != text:
        before, text = text, _LEAD.sub("", _DATE.sub("", text)).strip(" ,:;-–—|•·")
    if _LICENCE.fullmatch(text):
        return []
    bare = " ".join(_SIGNS.sub(" ", text).split())
    text = _surnames_last(_AFTER.sub("", bare).strip(" ,;"))
    found: list[str] = []
    for part in _SPLIT.split(text):
        name = _without_credits(" ".join(part.split()).strip(" .,:;-–—'’"), first=not found)
        if name and name.casefold() not in (known.casefold() for known in found):
            found.append(name)
    return found


def _surnames_last(text: str) -> str:
    """Names with the surname first: "Roe, Lea; Berg, Tom" -> "Lea Roe; Tom Berg"."""
    parts = [part.strip() for part in re.split(r";| and | & ", text) if part.strip()]
    turned = [
        " ".join(reversed(part.split(", ")))
        for part in parts
        if _SURNAME_FIRST.fullmatch(part)
        and not any(_JOB.fullmatch(word) or _DEGREE.match(word) for word in part.split()[1:])
        and not _BODY.search(part)
    ]
    return "; ".join(turned) if turned and len(turned) == len(parts) else text


def _without_credits(part: str, *, first: bool) -> str:
    """A part of a byline -> the name in it without degrees and jobs, or ""."""
    words = part.split()
    shouted = part.isupper()  # "ANN LEE": a surname, not a degree
    while (
        len(words) > (2 if shouted else 1)
        and _DEGREE.match(words[-1].strip(",."))
        and not words[-1].istitle()
    ):
        words.pop()
    job = next((i for i, word in enumerate(words) if _JOB.fullmatch(word.strip(",."))), len(words))
    if 2 <= job < len(words) and not (job == 2 and words[0].lower() == "the"):
        words = words[:job]
        if len(words) > 2 and words[-1].lower() == "staff":
            words.pop()
    elif not first and job < len(words):
        return ""  # "Ann Lee, senior reporter"
    name = " ".join(words)
    if not first and (_DEGREE.match(name) or not name[:1].isupper()):
        return ""
    if (
        name.casefold() in _NOBODY
        or _PLACEHOLDER.fullmatch(name)
        or len(name) > LONGEST_NAME
        or len(name.split()) > _MOST_WORDS
        or not re.search(r"[^\W\d_]{2}", name)
    ):
        return ""
    return name


def _is_place(name: str) -> bool:
    """Whether a name is a capital city's, taken from a dateline beside the byline."""
    known = lookup(name)
    return known is not None and known.seat


def _is_body(name: str, own: Iterable[str]) -> bool:
    """Whether a name is that of an organisation, the site itself, or an account ("jdoe.admin")."""
    if _BODY.search(name.title() if name.isupper() and " " in name else name):
        return True
    if " " not in name and (name.islower() or not name.isalpha()):
        return True
    this = "".join(name.casefold().split())
    if this in ("".join(site.casefold().split()) for site in own):
        return True
    return any(
        this in (known := "".join(site.casefold().split())) or known.partition(".")[0] == this
        for site in own
    ) and not _like_a_person(name)


def _like_a_person(name: str) -> bool:
    words = [word for word in name.split() if word.lower() not in _PARTICLES.split()]
    return 2 <= len(words) <= 4 and all(word[:1].isupper() for word in words)
