"""Prometheus' client: what took how long, what failed and how late digests were -> Metrics.

Counted since the program started, by this process alone.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from prometheus_client import CollectorRegistry, Counter, Histogram

from briefs.errors import ReadoutError
from briefs.model.articles import Verdict
from briefs.model.pastes import Gauge, Metric, Stage

STAGE_S: Final = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 20.0, 40.0)
"""A long article is read in some seconds; above are waits for a worker and limits of time."""

LATE_S: Final = (15.0, 30.0, 60.0, 120.0, 300.0, 900.0, 3600.0, 6 * 3600.0, 24 * 3600.0)
"""The clock looks every 15 s; a digest calls itself late after minutes."""

FAULT: Final = "fault"
"""The kind of what no error of ours foresees."""


class Measurements:
    """What is measured while the bot works. `seconds`: a clock that nobody moves."""

    def __init__(self, *, seconds: Callable[[], float] = time.perf_counter) -> None:
        self._seconds = seconds
        self._registry = CollectorRegistry()
        self._stages = Histogram(
            "readout_stage_seconds",
            "Seconds that a stage took, its wait for a worker included",
            ("stage",),
            buckets=STAGE_S,
            registry=self._registry,
        )
        self._failures = Counter(
            "readout_stage_failures_total",
            "Stages that failed",
            ("stage", "kind"),
            registry=self._registry,
        )
        for stage in Stage:
            # There from the start: of a series that begins at 1, increase() sees nothing.
            self._failures.labels(stage.value, FAULT)
        self._verdicts = Counter(
            "readout_pages_extracted_total",
            "Pages by what they were",
            ("verdict",),
            registry=self._registry,
        )
        self._late = Histogram(
            "readout_digest_lateness_seconds",
            "Seconds from a digest's time until its posts were written",
            buckets=LATE_S,
            registry=self._registry,
        )

        self._chat_faults = Counter(
            "readout_chat_faults_total",
            "Exceptions that nobody foresaw while a chat's event was heard",
            ("platform",),
            registry=self._registry,
        )

    def chat_fault(self, platform: str) -> None:
        """A chat's event met an exception that nobody foresaw, and was survived."""
        self._chat_faults.labels(platform).inc()

    @contextmanager
    def stage(self, stage: Stage) -> Iterator[None]:
        """One run of a stage, whether it comes to an end or fails."""
        began = self._seconds()
        try:
            yield
        except Exception as error:
            kind = error.kind if isinstance(error, ReadoutError) else FAULT
            self._failures.labels(stage.value, kind).inc()
            raise
        finally:
            self._stages.labels(stage.value).observe(self._seconds() - began)

    def extracted(self, verdict: Verdict) -> None:
        """A page was this; what is no article is refused."""
        self._verdicts.labels(verdict.value).inc()

    def digest_late(self, late_s: float) -> None:
        """A digest's posts are written, so many seconds after its time."""
        self._late.observe(max(0.0, late_s))

    def metrics(self) -> tuple[Metric, ...]:
        """As the local page tells them."""
        found = []
        for family in self._registry.collect():
            by_name: dict[str, list[tuple[dict[str, str], float]]] = {}
            for sample in family.samples:
                by_name.setdefault(sample.name, []).append((dict(sample.labels), sample.value))
            kind = Gauge(family.type)
            name = f"{family.name}_total" if kind is Gauge.COUNTER else family.name
            sample_name = f"{name}_bucket" if kind is Gauge.HISTOGRAM else name
            found.append(
                Metric(
                    name, family.documentation, kind, tuple(by_name.get(sample_name, ())),
                    tuple(by_name.get(f"{name}_sum", ())),
                )
            )  # fmt: skip
        return tuple(found)
