"""Digests as a list: name, what goes in, when the next comes, and what can be done. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from adapters.discord.markdown import escaped, escaped_to_fit
from adapters.discord.rendering import (
    ACCENT,
    Component,
    button,
    container,
    rows,
    text,
)
from briefs.i18n.phrases import Phrases
from briefs.i18n.schedules import goes_in, schedule_line
from briefs.model.cards import CardKind
from briefs.model.delivery import Subscription
from briefs.model.subscription_forms import DigestSummary

ROLE_SELECT = 6

PER_PAGE = 4
"""Digests on a page: each takes seven of the forty components, besides a head and two arrows."""

MAX_NAME = 100
MAX_WORDS = 500


def list_of(
    digests: Sequence[DigestSummary], say: Phrases, *, change: frozenset[str], page: int = 0
) -> list[Component]:
    """A page of a place's digests (the last, if there are fewer) -> components.

    `change`: the keys of those that the reader may change.
    """
    if not digests:
        return _framed([text(say("digest.none"))])
    pages = -(-len(digests) // PER_PAGE)
    page = max(0, min(page, pages - 1))
    inside = [text(f"### {say('digest.list')}")]
    for one in digests[page * PER_PAGE : (page + 1) * PER_PAGE]:
        inside.append(text(about(one, say)))
        inside += _acts(one.subscription, say, change=one.subscription.key in change)
    if pages > 1:
        back = button(f"‹ {say('earlier')}", f"readout:digests:page:{page - 1}", disabled=page == 0)
        last = page + 1 == pages
        later = button(f"{say('later')} ›", f"readout:digests:page:{page + 1}", disabled=last)
        inside += rows([back, later])
    return _framed(inside)


def page_of(digests: Sequence[DigestSummary], key: str) -> int:
    """The page of the list that shows a digest; 0 if it is not there."""
    keys = [one.subscription.key for one in digests]
    return keys.index(key) // PER_PAGE if key in keys else 0


def about(one: DigestSummary, say: Phrases) -> str:
    """A digest in some lines; Discord shows its next time in the reader's own time zone."""
    schedule = escaped(schedule_line(one.subscription, say.language))
    lines = [f"**{name_of(one.subscription, say)}**", f"- {schedule}"]
    if what := escaped_to_fit(goes_in(one.subscription, say), MAX_WORDS):
        lines.append(f"- {what}")
    if tag := escaped_to_fit(one.subscription.tag, MAX_NAME):
        lines.append(f"- {say('digest.tag', tag=tag)}")
    if one.subscription.publish:
        lines.append(f"- {say('digest.publish')}")
    if one.subscription.ping:
        lines.append(f"- {say('digest.ping', role=f'<@&{one.subscription.ping}>')}")
    if one.comes_at is not None:
        at = int(one.comes_at.timestamp())
        lines.append(f"- {say('digest.next')} <t:{at}:f> (<t:{at}:R>)")
    return "\n".join(lines)


def name_of(one: Subscription, say: Phrases) -> str:
    """A digest's name, escaped; a phrase if it has none."""
    return escaped_to_fit(one.name, MAX_NAME) or say("digest.unnamed")


def panel(one: DigestSummary, say: Phrases, *, head: str) -> list[Component]:
    """One digest that its reader may change, with buttons that open its two forms."""
    key = one.subscription.key
    verbs = ("form", "filters", "preview")
    buttons = [button(say(f"act.{verb}"), f"readout:digest:{verb}:{key}") for verb in verbs]
    everything = button(f"‹ {say('digest.list')}", "readout:digests:page:0")
    ping = [_roles(one.subscription, say)] if one.subscription.place.workspace else []
    inside = [text(f"### {head}\n{about(one, say)}"), *ping, *rows([*buttons, everything])]
    return _framed(inside)


def role_panel(one: DigestSummary, say: Phrases) -> list[Component]:
    """One followed story: it has no forms, but may mention a role."""
    everything = button(f"‹ {say('digest.list')}", "readout:digests:page:0")
    words = f"### {name_of(one.subscription, say)}\n{about(one, say)}"
    return _framed([text(words), _roles(one.subscription, say), *rows([everything])])


def _roles(one: Subscription, say: Phrases) -> Component:
    """A menu of the server's roles, none or one of them chosen."""
    menu: Component = {
        "type": ROLE_SELECT, "custom_id": f"readout:digest:ping:{one.key}", "min_values": 0,
        "max_values": 1, "placeholder": say("ping.choose"),
    }  # fmt: skip
    if one.ping:
        menu["default_values"] = [{"id": one.ping, "type": "role"}]
    return rows([menu])[0]


def entry(one: DigestSummary, say: Phrases, *, head: str) -> list[Component]:
    """One digest without buttons: it is posted elsewhere, or was just changed."""
    return _framed([text(f"### {head}\n{about(one, say)}")])


def removal(one: DigestSummary, say: Phrases) -> list[Component]:
    """Ask whether to really remove a digest."""
    key = one.subscription.key
    yes = button(say("act.remove"), f"readout:digest:sure:{key}")
    no = button(say("act.keep"), "readout:digests:page:0")
    name = name_of(one.subscription, say)
    words = f"### {say('act.remove.sure')}\n**{name}**\n{say('act.remove.about')}"
    return _framed([text(words), *rows([yes, no])])


def refused(fault: str, say: Phrases, *, draft: str, twice: bool) -> list[Component]:
    """What was wrong with a form, and a button back to it (`draft`: its name).

    `twice`: the same digest exists; offer to add it all the same.
    """
    back = button(say("draft.back"), f"readout:draft:back:{draft}")
    again = [button(say("draft.twice"), f"readout:draft:twice:{draft}")] if twice else []
    return [container([text(fault), *rows([back, *again])], ACCENT[CardKind.NOTICE])]


def _acts(one: Subscription, say: Phrases, *, change: bool) -> list[Component]:
    """The buttons of a digest; `change`: also those that change it."""
    turns = ("resume",) if one.paused is not None else ("pause", "skip")
    edit = ("edit",) if one.filters.story is None else ("role",) if one.place.workspace else ()
    verbs = ("preview", *((*edit, *turns, "remove") if change else ()))
    return rows([button(say(f"act.{verb}"), f"readout:digest:{verb}:{one.key}") for verb in verbs])


def _framed(inside: Sequence[Component]) -> list[Component]:
    return [container(inside, ACCENT[CardKind.DIGEST])]
