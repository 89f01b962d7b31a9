"""What took how long and what failed, read back from what /metrics answers."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest
from prometheus_client.parser import text_string_to_metric_families

from adapters.measurements import Measurements
from adapters.web.metrics import exposition
from briefs.errors import NotEnglish, Paywalled, ReadingFailed, ReadoutError, TooLarge
from briefs.model.articles import Verdict
from briefs.model.pastes import Stage


def samples(measured: Measurements) -> dict[tuple[str, str], float]:
    """(Sample, labels as text) -> value, through the page's own exposition and a parser."""
    return {
        (sample.name, ",".join(f"{key}={sample.labels[key]}" for key in sorted(sample.labels))): (
            sample.value
        )
        for family in text_string_to_metric_families(exposition(measured.metrics()))
        for sample in family.samples
    }


def failures(found: dict[tuple[str, str], float]) -> dict[str, float]:
    return {
        labels: n for (name, labels), n in found.items() if name.endswith("failures_total") and n
    }


def test_a_fault_is_counted_from_zero_in_every_stage() -> None:
    """An alert on increase() must see the first one."""
    found = samples(Measurements())
    for stage in Stage:
        assert found["readout_stage_failures_total", f"kind=fault,stage={stage.value}"] == 0


def ticking(*seconds: float) -> Measurements:
    ticks: Iterator[float] = iter(seconds)
    return Measurements(seconds=lambda: next(ticks))


@pytest.mark.parametrize("stage", list(Stage))
def test_a_stage_is_counted_in_the_bucket_of_its_time(stage: Stage) -> None:
    measured = ticking(10.0, 10.25, 20.0, 23.0)
    for _ in range(2):
        with measured.stage(stage):
            pass
    found = samples(measured)
    named = f"stage={stage.value}"
    at_most = {"0.1": 0, "0.25": 1, "2.5": 1, "5.0": 2, "+Inf": 2}
    assert {
        le: found["readout_stage_seconds_bucket", f"le={le},{named}"] for le in at_most
    } == at_most
    assert found["readout_stage_seconds_count", named] == 2
    assert found["readout_stage_seconds_sum", named] == 3.25
    assert failures(found) == {}


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (ReadingFailed(), ReadingFailed.kind),
        (TooLarge(), TooLarge.kind),
        (Paywalled(), Paywalled.kind),
        (NotEnglish(), NotEnglish.kind),
        (ReadoutError(), ReadoutError.kind),
        (KeyError("x"), "fault"),
    ],
)
def test_a_stage_that_fails_is_counted_by_kind_and_still_timed(error: Exception, kind: str) -> None:
    measured = ticking(0.0, 30.0)
    with pytest.raises(type(error)), measured.stage(Stage.READING):
        raise error
    found = samples(measured)
    assert found["readout_stage_failures_total", f"kind={kind},stage=reading"] == 1
    assert found["readout_stage_seconds_sum", "stage=reading"] == 30.0


def test_what_was_called_off_is_no_failure() -> None:
    measured = ticking(0.0, 1.0)
    with pytest.raises(asyncio.CancelledError), measured.stage(Stage.FETCHING):
        raise asyncio.CancelledError
    assert failures(samples(measured)) == {}


@pytest.mark.parametrize("verdict", list(Verdict))
def test_pages_are_counted_by_what_they_were(verdict: Verdict) -> None:
    measured = Measurements()
    measured.extracted(verdict)
    measured.extracted(verdict)
    assert samples(measured)["readout_pages_extracted_total", f"verdict={verdict.value}"] == 2


@pytest.mark.parametrize(
    ("late_s", "within"),
    [(-2.0, "15.0"), (0.0, "15.0"), (15.0, "15.0"), (16.0, "30.0"), (9e5, "+Inf")],
)
def test_lateness_of_digests(late_s: float, within: str) -> None:
    measured = Measurements()
    measured.digest_late(late_s)
    found = samples(measured)
    assert found["readout_digest_lateness_seconds_bucket", f"le={within}"] == 1
    assert found["readout_digest_lateness_seconds_sum", ""] == max(0.0, late_s)
    first = next(le for (name, le), count in found.items() if name.endswith("_bucket") and count)
    assert first == f"le={within}"


def test_two_services_in_one_process_count_apart() -> None:
    one, other = Measurements(), Measurements()
    one.digest_late(1.0)
    assert samples(other)["readout_digest_lateness_seconds_count", ""] == 0
