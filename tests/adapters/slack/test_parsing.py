"""Events -> requests, without any Slack."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.slack.parsing import in_event, is_stamp, links_of, moment, request_in, team_of
from briefs.model.chat import IncomingRequest, RequestKind
from briefs.model.delivery import SourceDeleted, SourceEdited

LINK = "https://news.example/ferry"
STAMP = "1700000000.000100"


def event(**more: Any) -> dict[str, Any]:
    return {
        "team_id": "T1",
        "event_id": "Ev1",
        "event": {
            "type": "message",
            "channel": "C1",
            "user": "U1",
            "ts": STAMP,
            "event_ts": STAMP,
            "text": f"<{LINK}>",
            **more,
        },
    }


def test_a_message_in_a_thread_is_answered_there() -> None:
    incoming = in_event(event(thread_ts="1699999999.000100"))
    assert isinstance(incoming, IncomingRequest)
    assert incoming.kind is RequestKind.SEEN
    assert incoming.seen.place.thread == "1699999999.000100"
    assert incoming.seen.seen_at == moment(STAMP)


def test_a_shared_channel_belongs_to_the_installation_that_is_told() -> None:
    body = {**event(), "authorizations": [{"team_id": "T9"}]}
    assert team_of(body) == "T9"
    incoming = in_event(body)
    assert isinstance(incoming, IncomingRequest)
    assert incoming.seen.place.workspace == "T9"


@pytest.mark.parametrize(
    "more",
    [
        {"subtype": "message_replied"},
        {"subtype": "channel_topic"},
        {"subtype": "message_changed"},
        {"subtype": "message_changed", "message": {"ts": STAMP, "text": f"<{LINK}>", "user": "U1"}},
        {
            "subtype": "message_changed",
            "message": {"ts": STAMP, "bot_id": "B1", "text": f"<{LINK}>", "edited": {"ts": STAMP}},
        },
        {"subtype": "message_deleted", "deleted_ts": STAMP},
        {"hidden": True},
        {"user": None},
        {"text": None},
    ],
)
def test_what_is_none_of_our_business(more: dict[str, Any]) -> None:
    assert in_event(event(**more)) is None


def test_an_edit_away_from_all_links_and_a_tombstone() -> None:
    old = {"ts": STAMP, "user": "U1", "text": f"<{LINK}>"}
    new = {"ts": STAMP, "user": "U1", "text": "nothing", "edited": {"ts": "1700000005.000000"}}
    edited = in_event(event(subtype="message_changed", message=new, previous_message=old))
    assert isinstance(edited, SourceEdited)
    assert edited.links == ()
    assert edited.edited_at == moment("1700000005.000000")
    gone = in_event(
        event(
            subtype="message_changed",
            message={"subtype": "tombstone", "ts": STAMP},
            previous_message=old,
        )
    )
    assert isinstance(gone, SourceDeleted)
    assert gone.message == STAMP


@pytest.mark.parametrize(
    ("text", "links", "private"),
    [
        (LINK, (LINK,), None),
        (f"<{LINK}|news.example> --private", (LINK,), True),
        (f"—private {LINK}", (LINK,), True),
        (f"--private {LINK} --public", (LINK,), False),
        ("--privateer", (), None),
        ("some words", (), None),
    ],
)
def test_words_after_the_command(text: str, links: tuple[str, ...], private: bool | None) -> None:
    assert request_in(text)[::2] == (links, private)


def test_forwarded_links_count_and_previews_do_not() -> None:
    shared = {"is_share": True, "text": "<https://news.example/tram>"}
    preview = {"from_url": LINK, "text": "<https://other.example/x>"}
    assert links_of({"text": f"<{LINK}>", "attachments": [preview, shared]}) == (
        LINK,
        "https://news.example/tram",
    )


def test_a_command_has_no_stamp() -> None:
    assert is_stamp(STAMP)
    assert not is_stamp("command-1700000000.000100")


@given(
    st.text(),
    st.sampled_from([None, "file_share", "channel_join", "message_deleted"]),
    st.text(max_size=9),
)
def test_any_text_is_heard_or_left_alone(text: str, subtype: str | None, user: str) -> None:
    in_event(event(text=text, subtype=subtype, user=user))
