"""The walk of test_each_post_once.py finds the faults that it was written for, put back by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase

from adapters.storage.repositories import post_lifecycle
from adapters.storage.repositories.post_lifecycle import PostRecord
from briefs.model.delivery import Action, PostState
from tests.bot.flows.test_each_post_once import EachPostOnce, run_examples

EXAMPLES = 60
"""Each fault is found within a third of these."""

Claimed = tuple[PostRecord, Action | None]
claim: Callable[..., Claimed] = post_lifecycle.claim


def forgets_a_deletion(one: PostRecord, **more: Any) -> Claimed:
    """A deletion whose answer was lost is not finished: what is wanted again is edited."""
    taken, action = claim(one, **more)
    began = action is Action.DELETE and not one.deleting
    return (replace(taken, deleting=False) if began else taken), action


def looks_in_the_present_thread(one: PostRecord, **more: Any) -> Claimed:
    """A later part is looked for in the thread that the first part has now."""
    taken, action = claim(one, **more)
    first = more["first"]
    if first is not None and action in {Action.VERIFY, Action.DELETE}:
        taken = replace(taken, thread=first.message)
    return taken, action


def queues_all_at_once(one: PostRecord, before: PostRecord | None, now: datetime) -> PostRecord:
    """A later part does not wait until the part before it is there."""
    return replace(one, state=PostState.QUEUED, due_at=now, token=None)


FAULTS = {
    "a deletion is forgotten": ("claim", forgets_a_deletion),
    "looked for in another thread": ("claim", looks_in_the_present_thread),
    "parts come back side by side": ("_queued", queues_all_at_once),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_that_is_put_back_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    name, broken = FAULTS[fault]
    monkeypatch.setattr(post_lifecycle, name, broken)
    with pytest.raises(AssertionError):
        run_examples(
            EachPostOnce,
            tmp_path,
            examples=EXAMPLES,
            phases=(Phase.generate,),
            report_multiple_bugs=False,
        )
