"""What /metrics answers, read back by the library's own parser."""

from __future__ import annotations

import math

import pytest
from prometheus_client.parser import text_string_to_metric_families

from adapters.web.metrics import exposition
from briefs.model.pastes import Gauge, Metric


@pytest.mark.parametrize(
    "value",
    ['a "b"', "back\\slash", "two\nlines", "münchen.example", "", "a,b}=c", "\\n", " x "],
)
def test_labels_come_back_as_they_were(value: str) -> None:
    counted = Metric("readout_seen_total", "Seen", Gauge.COUNTER, (({"site": value}, 2.0),))
    (family,) = text_string_to_metric_families(exposition((counted,)))
    (sample,) = family.samples
    assert (sample.name, sample.labels, sample.value) == (
        "readout_seen_total",
        {"site": value},
        2.0,
    )
    assert (family.type, family.documentation) == ("counter", "Seen")


@pytest.mark.parametrize("value", [0.0, -1.5, 1e18, 0.1, math.inf, -math.inf])
def test_numbers_come_back_as_they_were(value: float) -> None:
    gauge = Metric("readout_store_bytes", 'Size, "all"\nof it', Gauge.GAUGE, (({}, value),))
    (family,) = text_string_to_metric_families(exposition((gauge,)))
    assert (family.name, family.type) == ("readout_store_bytes", "gauge")
    assert [sample.value for sample in family.samples] == [value]


def test_not_a_number_is_told_as_such() -> None:
    gauge = Metric("readout_ratio", "Ratio", Gauge.GAUGE, (({}, math.nan),))
    assert exposition((gauge,)).endswith("\nreadout_ratio NaN\n")


def test_a_metric_without_samples_is_named_all_the_same() -> None:
    none_yet = Metric("readout_seen_total", "Seen", Gauge.COUNTER, ())
    assert "# TYPE readout_seen_total counter" in exposition((none_yet,))
