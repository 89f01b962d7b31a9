"""The same cause has the same key, and no two causes share one."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot import keys
from briefs.model.delivery import SourceDeleted, SourceEdited
from briefs.model.places import Place, Slot
from tests.fakes.delivery import PLACE, post, seen
from tests.fakes.stores import START

text = st.text(min_size=1, max_size=12)


@given(one=st.tuples(text, text, text, text), other=st.tuples(text, text, text, text))
def test_different_messages_have_different_keys(
    one: tuple[str, ...], other: tuple[str, ...]
) -> None:
    def key(p: str, w: str, c: str, m: str) -> str:
        return keys.reply(seen(m, place=Place(p, w, c)))

    assert (key(*one) == key(*other)) == (one == other)


def test_a_message_has_one_key_however_it_is_told() -> None:
    key = keys.reply(seen("m1", event="E1"))
    assert key == keys.reply(seen("m1", event="E2"))
    assert key == keys.reply(seen("m1", place=replace(PLACE, thread="t")))
    assert key == keys.reply(SourceEdited(PLACE, "m1", (), START))
    assert key == keys.reply(SourceDeleted(PLACE, "m1"))
    assert key != keys.reply(seen("m1", event="E1", again=True))


def test_a_post_leads_back_to_its_reply() -> None:
    reply = keys.reply(seen("m#1"))
    assert keys.batch(keys.part(reply, 12)) == reply
    assert keys.part(reply, 1) != keys.part(reply, 11)


def test_a_slot_is_its_date_and_time_not_its_instant() -> None:
    one = Slot("s1", "2026-03-29", "02:30", START)
    assert keys.slot(one) == keys.slot(replace(one, due_at=START + timedelta(hours=1)))
    assert keys.slot(one) != keys.slot(replace(one, local_date="2026-03-30"))


def test_a_nonce_is_as_long_as_discord_allows() -> None:
    nonces = {keys.nonce(post(f"k{n}")) for n in range(1000)}
    nonces |= {keys.attempt_nonce(replace(post("k1"), edition=n)) for n in range(1000)}
    assert len(nonces) == 2000
    assert {len(nonce) for nonce in nonces} == {25}
