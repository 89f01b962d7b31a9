"""A step of Slack's workflows: "Brief this link". https://docs.slack.dev/workflows/workflow-steps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.complete.async_complete import AsyncComplete
from slack_bolt.context.fail.async_fail import AsyncFail

from adapters.slack import parsing
from adapters.slack.listeners.context import ListenerContext, admission_phrase, lines_of
from adapters.slack.phrases import ENGLISH
from briefs.errors import ReadoutError
from briefs.model.delivery import Admission

TAKEN = frozenset({Admission.NEW, Admission.SEEN_BEFORE})


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkflowStep:
    """The step ends when its request is stored; the briefing is posted like any other."""

    context: ListenerContext

    async def execute(
        self, ack: AsyncAck, body: Mapping[str, Any], complete: AsyncComplete, fail: AsyncFail
    ) -> None:
        """Inputs: `link` (or words with one), `channel`, `person` (who is told of failures)."""
        incoming = parsing.in_step(body, now=self.context.now())
        said: tuple[str, ...] = (ENGLISH("asked.no_link"),)
        if incoming is not None:
            try:
                admission = await self.context.requests.admit(incoming)
            except ReadoutError as error:
                said = lines_of(error, ENGLISH)
            else:
                taken = admission in TAKEN
                said = () if taken else (ENGLISH(admission_phrase(admission) or "over_quota"),)
        await ack()
        if said:
            await fail(" ".join(said))
        else:
            await complete({})
