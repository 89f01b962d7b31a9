"""Metrics -> Prometheus' text format; checks -> the answer of /health."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, assert_never

from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4, generate_latest
from prometheus_client.metrics_core import Metric as Family
from prometheus_client.registry import Collector

from briefs.model.pastes import Check, Gauge, Metric

CONTENT_TYPE: Final = CONTENT_TYPE_PLAIN_0_0_4


class _Collected(Collector):
    """Metrics that were counted elsewhere -> metric families for prometheus_client."""

    def __init__(self, metrics: tuple[Metric, ...]) -> None:
        self._metrics = metrics

    def collect(self) -> Iterator[Family]:
        for metric in self._metrics:
            yield _family(metric)


def _family(metric: Metric) -> Family:
    match metric.kind:
        case Gauge.COUNTER | Gauge.GAUGE:
            # The library adds the suffix of a counter to the family's name, not to its samples.
            counter = metric.kind is Gauge.COUNTER
            name = metric.name.removesuffix("_total") if counter else metric.name
            family = Family(name, metric.help, metric.kind.value)
            for labels, value in metric.samples:
                family.add_sample(metric.name, dict(labels), value)
        case Gauge.HISTOGRAM:
            family = Family(metric.name, metric.help, metric.kind.value)
            for labels, value in metric.samples:
                family.add_sample(f"{metric.name}_bucket", dict(labels), value)
                if labels["le"] == "+Inf":
                    named = {key: label for key, label in labels.items() if key != "le"}
                    family.add_sample(f"{metric.name}_count", named, value)
            for labels, value in metric.sums:
                family.add_sample(f"{metric.name}_sum", dict(labels), value)
        case _:
            assert_never(metric.kind)
    return family


def exposition(metrics: tuple[Metric, ...]) -> str:
    """Metrics -> text.

    https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format
    """
    return generate_latest(_Collected(metrics)).decode("utf-8")


def healthy(checks: tuple[Check, ...]) -> bool:
    """Whether every part works."""
    return all(check.ok for check in checks)


def report(checks: tuple[Check, ...]) -> dict[str, object]:
    """Checks -> JSON value of /health; `ok` is null for what was not checked."""
    return {
        "status": "ok" if healthy(checks) else "failing",
        "checks": {
            check.name: {"ok": check.ok if check.checked else None, "detail": check.detail}
            for check in checks
        },
    }
