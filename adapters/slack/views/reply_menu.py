"""The window behind "…": what this reader may do with one of our messages. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from adapters.slack.blocks import Json, actions, button, rich, run, section
from adapters.slack.rendering import blocks
from adapters.slack.views.modals import modal, of_message, remembered
from briefs.i18n.phrases import Phrases
from briefs.model.cards import Card
from briefs.model.chat import ReplyAct
from briefs.model.places import Place

PlaceOf = Callable[[str, str | None], Place]
"""Channel and thread -> their place."""

CHOSEN = "chosen"
"""Prefix of the action_id of an entry."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PressedReply:
    """The message that the menu is about.

    `alone`: only one person sees it; `answer`: then the response_url of the press, which can
    change it.
    """

    place: Place
    message: str
    alone: bool = False
    answer: str | None = None

    @property
    def memory(self) -> str:
        """The text in which a window remembers the message."""
        place = self.place
        more = {"thread": place.thread, "alone": self.alone or None, "answer": self.answer}
        kept = {name: value for name, value in more.items() if value is not None}
        return of_message(place.channel, self.message, **kept)


def pressed_in(view: Mapping[str, Any], place_of: PlaceOf) -> PressedReply:
    """The inverse of `memory`; `place_of` makes a place of a channel and a thread."""
    memory = remembered(view)
    return PressedReply(
        place=place_of(str(memory["channel"]), memory.get("thread")),
        message=str(memory["message"]),
        alone=bool(memory.get("alone")),
        answer=memory.get("answer"),
    )


def menu_view(acts: Sequence[ReplyAct], say: Phrases, *, memory: str) -> Json:
    """A window with a button for each act, or with a sentence if there is none."""
    head = say("more.menu" if acts else "more.none")
    body = [rich([section(run(head))], "about")]
    if acts:
        buttons = [button(say(f"press.{act}"), f"{CHOSEN}_{act}", "1") for act in acts]
        body.append(actions(buttons, "acts"))
    return modal(say("more.title"), body, say, private_metadata=memory)


def said_view(card: Card, say: Phrases) -> Json:
    """The window that shows the result of an act, in place of the menu."""
    body = [block for block in blocks(card, say) if block["type"] != "actions"]
    return modal(say("more.title"), body, say)
