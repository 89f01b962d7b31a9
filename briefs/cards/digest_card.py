"""Digest -> Card."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, tzinfo

from briefs.cards.briefing_card import LABELS, card_line, source_line
from briefs.cards.days import weekday, written
from briefs.links.outlet_names import outlet_of
from briefs.model.briefings import Briefing
from briefs.model.cards import Card, CardKind, CardLine, CardPart, Run, Tone
from briefs.model.stories import (
    Contradiction,
    Digest,
    DisputedField,
    Story,
    StoryLine,
    Version,
    Witness,
)
from briefs.text.guard_words import word_set
from briefs.translatable import counted, translatable

QUIET = translatable("Nothing new since the last digest.")
LATE = translatable("This digest is late: it should have come earlier.")
IN_THREAD = translatable("The stories are in the thread.")
REST = translatable("More")
REPORTED = translatable("Reported by ")
CONTESTED = {
    DisputedField.STATUS: translatable("Outlets differ on whether it is done"),
    DisputedField.DATE: translatable("Outlets differ on the day"),
    DisputedField.PLACE: translatable("Outlets differ on the place"),
    DisputedField.NUMBER: translatable("Outlets differ on the number"),
    DisputedField.ACTION: translatable("Outlets differ on what was done"),
    DisputedField.PARTY: translatable("Outlets differ on who it was"),
}
DIFFER = translatable("Outlets differ: ")
NEW = translatable("new")
SELF_EXPLAINING = 3
"""With so many words in common, versions need no subject named beside them."""
SHORT = 2
"""Lines of a story, differences between outlets included; the rest is one click away."""
LONG = 170
"""Characters; of lines that equally many outlets tell, shorter ones go first."""
SHOWN_REST = 4
"""Further stories with one line each: with the others about 1.5 screens of a phone."""
POINTING = word_set("he she they it this that these those his her their its such")
"""A line that begins so refers to another line that may be missing: others go first."""
MAX_HEADLINE = 150
"""Characters that every platform shows of a headline."""

NAMED_OUTLETS = 3
"""Outlets that are named as a story's reporters; more are counted."""
NAMED_BESIDE = 2
"""Outlets named beside a line: three names take a line of their own on a phone."""

IN_A_LINE = 5
"""Articles in one line: Discord links them in at most 1,000 characters, addresses included."""

WEEK_DAYS = 6
"""A weekday's name is unambiguous for this many days."""


def digest_card(digest: Digest, *, zone: tzinfo | None = None, today: date | None = None) -> Card:
    """Digest -> card. Dates are in `zone`; "since Tuesday" is relative to `today`.

    Without `today` the slot's local date is taken, without that the latest `at` of all. A story
    has SHORT lines and who reported it; the rest of it is in the card's detail.
    """
    day = today or _today(digest, zone)
    detail = [part for story in digest.stories for part in _whole_story(story)]
    shown, hidden = digest.rest[:SHOWN_REST], digest.rest[SHOWN_REST:]
    parts = [_short_story(story, zone, day) for story in digest.stories]
    parts += (
        [CardPart(REST, tuple(_one_line(story, zone, day) for story in shown))] if shown else []
    )
    detail += (
        [CardPart(REST, tuple(_one_line(story, zone, day) for story in hidden))] if hidden else []
    )
    detail += [_articles(story) for story in digest.rest if len(story.briefings) > 1]
    notes = [LATE] if digest.late else []
    if not parts:
        notes.append(QUIET)
    shown_lines = sum(len(part.lines) for part in parts)
    return Card(
        kind=CardKind.DIGEST,
        headline=_headline(digest),
        parts=tuple(parts),
        source=_extent(digest) if parts else None,
        detail=tuple(detail),
        more=max(0, sum(len(part.lines) for part in detail) - shown_lines),
        notes=tuple(notes),
    )


def _headline(digest: Digest) -> str:
    """The digest's name and the top story."""
    lead = _title(digest.stories[0]) if digest.stories else ""
    if digest.slot is None:
        name = translatable("Digest")
        whole = translatable("Digest: {lead}", lead=lead)
    else:
        day = written(date.fromisoformat(digest.slot.local_date))
        name = translatable("Digest of {day}", day=day)
        whole = translatable("Digest of {day}: {lead}", day=day, lead=lead)
    return whole if lead and len(whole) <= MAX_HEADLINE else name


def name_above(card: Card) -> str:
    """A digest's headline above its stories, without the title that the first repeats.

    The whole headline is for where it stands alone: in a notification, as a forum post's name.
    """
    first = card.parts[0] if card.parts else CardPart("", ())
    lead = first.title or (first.lines[0].text if first.lines else "")
    return card.headline.removesuffix(f": {lead}") if lead else card.headline


def _extent(digest: Digest) -> str:
    stories = (*digest.stories, *digest.rest)
    articles = sum(len(story.briefings) for story in stories)
    return translatable(
        "{stories} from {articles}",
        stories=counted("{count} story", "{count} stories", count=len(stories)),
        articles=counted("{count} article", "{count} articles", count=articles),
    )


# --------------------------------------------------------------------------- a story


def _lead(story: Story) -> Briefing:
    """The first article whose title shares a word with another title, unlike "Posted on 8 July"."""
    titles = [frozenset(word for word, _ in one.fingerprint.title) for one in story.fresh]
    for at, words in enumerate(titles):
        if any(words & other for other in (*titles[:at], *titles[at + 1 :])):
            return story.briefings[at]
    return story.briefings[0]


def _title(story: Story) -> str:
    lead = _lead(story)
    return lead.headline.text or lead.title


def _short_story(story: Story, zone: tzinfo | None, today: date | None) -> CardPart:
    """Title, what outlets differ on first, SHORT lines in all, and who reported it."""
    lead = _lead(story)
    differing = tuple(_differ(each) for each in story.contradictions[:1])
    title = _plain(_title(story))
    chosen = [line for line in story.lines if _plain(line.line.text) != title]
    chosen.sort(
        key=lambda line: (-len(line.witnesses), _points_back(line), len(line.line.text) > LONG)
    )
    lines = tuple(_line(line, story) for line in chosen[: SHORT - len(differing)])
    return CardPart(
        _since(story, zone, today) or "",
        (*lines, *differing, _reported(story)),
        title=_title(story),
        url=lead.url or None,
        proofs=lead.headline.proofs,
    )


def _whole_story(story: Story) -> Iterator[CardPart]:
    """A part with the story's title and articles, then one for each kind of line."""
    yield _articles(story)
    parts = dict.fromkeys(line.part for line in story.lines)
    for part in parts:
        lines = [line for line in story.lines if line.part is part]
        yield CardPart(LABELS[part], tuple(_line(line, story) for line in lines))
    for contradiction in story.contradictions:
        yield CardPart(CONTESTED[contradiction.about], _versions(contradiction))


def _articles(story: Story) -> CardPart:
    """A story's title, and every article that reported it."""
    lead = _lead(story)
    return CardPart(
        "",
        tuple(
            _article_line(story.briefings[at : at + IN_A_LINE])
            for at in range(0, len(story.briefings), IN_A_LINE)
        ),
        title=_title(story),
        url=lead.url or None,
        proofs=lead.headline.proofs,
    )


def _points_back(line: StoryLine) -> bool:
    """Whether a line begins with a word that refers to an earlier line."""
    return line.line.text.partition(" ")[0].lower() in POINTING


def _plain(text: str) -> str:
    return "".join(sign for sign in text.lower() if sign.isalnum())


def _line(line: StoryLine, story: Story) -> CardLine:
    """The line with its proof, its outlets where not all have it, and the value it replaces."""
    first = line.witnesses[0]
    outlets = tuple(dict.fromkeys(witness.outlet for witness in line.witnesses))
    mark: str | None = None
    if line.before:
        mark = translatable("before: “{text}”", text=line.before)
    elif story.new_since and len(story.outlets) == 1:
        mark = NEW
    if len(outlets) < len(story.outlets):
        mark = _both(mark, _names(outlets))
    return replace(
        card_line(line.line),
        proofs=first.proofs,
        url=first.url or None,
        mark=mark,
        witnesses=line.witnesses,
    )


def _names(outlets: Sequence[str], most: int = NAMED_BESIDE) -> str:
    if len(outlets) > most:
        return translatable("{count} outlets", count=len(outlets))
    return ", ".join(outlets)


def _both(mark: str | None, other: str) -> str:
    return translatable("{mark}; {other}", mark=mark, other=other) if mark else other


def _reported(story: Story) -> CardLine:
    """Who reported it, from how many origins, and how many people shared it."""
    runs = [Run(REPORTED), *_outlets_linked(story)]
    if len(story.outlets) > 1 and len(story.origins) < len(story.outlets):
        runs.append(Run(_origins(story)))
    if story.sharers:
        shared = counted(
            ", shared here by one reader",
            ", shared here by {count} readers",
            count=len(story.sharers),
        )
        runs.append(Run(shared))
    return CardLine(tuple(runs))


def _origins(story: Story) -> str:
    count = len(story.origins)
    agencies = ", ".join(origin.name for origin in story.origins if origin.name)
    if not agencies:
        return counted(" ({count} origin)", " ({count} origins)", count=count)
    return counted(
        " ({count} origin: {agencies})",
        " ({count} origins: {agencies})",
        count=count,
        agencies=agencies,
    )


def _outlets_linked(story: Story) -> Iterator[Run]:
    """The outlets, each with its own article; of many the first ones, all are in the detail."""
    addresses: dict[str, str] = {}
    for briefing in story.briefings:
        addresses.setdefault(outlet_of(briefing), briefing.url)
    few = len(story.outlets) <= NAMED_OUTLETS
    named = story.outlets if few else story.outlets[:NAMED_BESIDE]
    for number, outlet in enumerate(named):
        if number:
            yield Run(", ")
        yield Run(outlet, Tone.NAME, url=addresses.get(outlet) or None)
    if not few:
        yield Run(translatable(" and {count} more", count=len(story.outlets) - len(named)))


def _article_line(briefings: Sequence[Briefing]) -> CardLine:
    """Articles in one line, each with outlet and day: one below the other they fill a screen."""
    runs = [Run(REPORTED)]
    for number, briefing in enumerate(briefings):
        runs += [Run("; ")] if number else []
        words = source_line(briefing) or briefing.title or briefing.url
        runs.append(Run(words, Tone.NAME, url=briefing.url or None))
    return CardLine(tuple(runs))


def _differ(contradiction: Contradiction) -> CardLine:
    """Both wordings in one line, with the sentences of both."""
    runs = [Run(DIFFER)]
    for number, version in enumerate(contradiction.versions):
        runs += [Run(" / ")] if number else []
        outlets = translatable(" ({outlets})", outlets=_outlets_of(version))
        runs += [Run(version.words, Tone.QUOTE), Run(outlets)]
    witnesses = tuple(w for version in contradiction.versions for w in version.witnesses)
    first = witnesses[0]
    return CardLine(tuple(runs), first.proofs, first.url or None, witnesses=witnesses)


def _outlets_of(version: Version) -> str:
    return _names(tuple(dict.fromkeys(witness.outlet for witness in version.witnesses)))


def _versions(contradiction: Contradiction) -> tuple[CardLine, ...]:
    """The subject where the versions do not name it, then each version with who has it."""
    wordings = [set(map(_plain, version.words.split())) for version in contradiction.versions]
    common = set.intersection(*wordings)
    named = len(common) >= SELF_EXPLAINING or common >= set(
        map(_plain, contradiction.subject.split())
    )
    lines = [] if named else [CardLine((Run(contradiction.subject),))]
    for version in contradiction.versions:
        first: Witness = version.witnesses[0]
        lines.append(
            CardLine(
                (Run(version.words, Tone.QUOTE),),
                proofs=first.proofs,
                url=first.url or None,
                mark=_outlets_of(version),
                witnesses=version.witnesses,
            )
        )
    return tuple(lines)


def _one_line(story: Story, zone: tzinfo | None, today: date | None) -> CardLine:
    """A further story: its headline, address and outlets."""
    lead = _lead(story)
    nothing_new = not story.lines and not story.contradictions
    mark = _since(story, zone, today, nothing=nothing_new)
    return CardLine(
        (Run(_title(story) or lead.url),),
        proofs=lead.headline.proofs,
        url=lead.url or None,
        mark=_both(mark, _names(story.outlets)) or None,
    )


# ------------------------------------------------------------------------------ days


def _since(
    story: Story, zone: tzinfo | None, today: date | None, *, nothing: bool = False
) -> str | None:
    """When a story was last shown, "new since Tuesday"; None for one that never was.

    `nothing`: since then nothing is new.
    """
    if story.new_since is None:
        return None
    day = _local(story.new_since, zone)
    if today is None or not 0 <= (today - day).days <= WEEK_DAYS:
        if nothing:
            return translatable("nothing new since {date}", date=written(day))
        return translatable("new since {date}", date=written(day))
    if day == today:
        if nothing:
            return translatable("nothing new since earlier today")
        return translatable("new since earlier today")
    if nothing:
        return translatable("nothing new since {weekday}", weekday=weekday(day))
    return translatable("new since {weekday}", weekday=weekday(day))


def _local(moment: datetime, zone: tzinfo | None) -> date:
    return moment.astimezone(zone).date() if zone else moment.date()


def _today(digest: Digest, zone: tzinfo | None) -> date | None:
    if digest.slot:
        return date.fromisoformat(digest.slot.local_date)
    stories = (*digest.stories, *digest.rest)
    return max((_local(candidate.at, zone) for s in stories for candidate in s.fresh), default=None)


# -------------------------------------------------------------------------- overview


def overview(card: Card) -> tuple[Card, Card]:
    """A digest -> its headlines, each with its proof, and apart from these all of its stories."""
    headlines = tuple(
        CardLine((Run(part.title),), proofs=part.proofs, url=part.url, mark=part.label or None)
        for part in card.parts
        if part.title
    )
    rest = tuple(part for part in card.parts if part.label == REST and not part.title)
    stories = tuple(part for part in card.parts if part not in rest)
    notes = (*card.notes, IN_THREAD)
    short = replace(card, parts=(CardPart("", headlines), *rest), notes=notes, detail=(), more=0)
    whole = card.detail or stories
    return short, replace(card, parts=whole, notes=(), detail=(), more=0)
