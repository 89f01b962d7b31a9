"""Metrics -> Prometheus' text format, checks -> the answer of /health."""

from __future__ import annotations

import math

from briefs.pasting import Check, Metric

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


def exposition(metrics: tuple[Metric, ...]) -> str:
    """Metrics -> text.

    https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format
    """
    lines: list[str] = []
    for metric in metrics:
        lines.append(f"# HELP {metric.name} {_escape(metric.help)}")
        lines.append(f"# TYPE {metric.name} {metric.kind}")
        for labels, value in metric.samples:
            pairs = ",".join(f'{k}="{_escape(v, quotes=True)}"' for k, v in labels.items())
            lines.append(
                f"{metric.name}{{{pairs}}} {_number(value)}"
                if pairs
                else f"{metric.name} {_number(value)}"
            )
    return "\n".join(lines) + "\n"


def _escape(text: str, *, quotes: bool = False) -> str:
    text = text.replace("\\", "\\\\").replace("\n", "\\n")
    return text.replace('"', '\\"') if quotes else text


def _number(value: float) -> str:
    if math.isinf(value):
        return "+Inf" if value > 0 else "-Inf"
    if math.isnan(value):
        return "NaN"
    return str(int(value)) if value == int(value) else repr(value)


def healthy(checks: tuple[Check, ...]) -> bool:
    """Whether every part works."""
    return all(check.ok for check in checks)


def report(checks: tuple[Check, ...]) -> dict[str, object]:
    """Checks -> JSON value of /health."""
    return {
        "status": "ok" if healthy(checks) else "failing",
        "checks": {check.name: {"ok": check.ok, "detail": check.detail} for check in checks},
    }
