"""The alerts ask for what /metrics tells; where promtool is, it checks and fires each of them."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from prometheus_client.parser import text_string_to_metric_families

from adapters.web.metrics import exposition
from bot.settings import load
from bot.wiring.running_service import service
from tests.conftest import ROOT

RULES = ROOT / "deploy" / "alerts.yml"
FIRED = ROOT / "tests" / "deploy" / "alerts_test.yml"
ALERTS: list[dict[str, Any]] = yaml.safe_load(RULES.read_text("utf-8"))["groups"][0]["rules"]
ASKED = re.compile(r"\b(readout_\w+)(?:\{([^}]*)\})?")
MATCHER = re.compile(r'(\w+)(!?=)"([^"]*)"')


async def test_every_alert_asks_for_what_there_is(tmp_path: Path) -> None:
    settings = load({"READOUT_DATA": str(tmp_path), "READOUT_WORKERS": "1"})
    async with service(settings, address="http://127.0.0.1") as running:
        text = exposition(await running.paste_service.metrics())
    families = list(text_string_to_metric_families(text))
    labels = {sample.name: set[str]() for family in families for sample in family.samples}
    for family in families:
        # Counters and histograms with labels have no samples before something is counted.
        ends = {"counter": ("_total",), "histogram": ("_bucket", "_count", "_sum")}
        for end in ends.get(family.type, ("",)):
            labels.setdefault(f"{family.name}{end}", set())
        for sample in family.samples:
            labels[sample.name] |= {f"{name}={value}" for name, value in sample.labels.items()}
    for alert in ALERTS:
        names = ASKED.findall(alert["expr"])
        assert names or alert["alert"] == "ReadoutDown"
        for name, matchers in names:
            assert name in labels, alert["alert"]
            for label, _, value in MATCHER.findall(matchers):
                known = labels[name] or labels["readout_stage_failures_total"]
                assert f"{label}={value}" in known, alert["alert"]


def test_every_alert_says_what_to_do_and_has_its_test() -> None:
    fired = yaml.safe_load(FIRED.read_text("utf-8"))["tests"]
    names = {alert["alert"] for alert in ALERTS}
    for alert in ALERTS:
        assert alert["annotations"].keys() == {"summary", "todo"}
        assert alert["labels"]["severity"] in {"page", "ticket"}
    for case in fired:
        assert {one["alertname"] for one in case["alert_rule_test"]} == names
    operating = (ROOT / "docs" / "operating.md").read_text("utf-8")
    assert names == set(re.findall(r"^\| `(Readout\w+)` \|", operating, re.MULTILINE))


@pytest.mark.parametrize("verb", [["check", "rules", str(RULES)], ["test", "rules", str(FIRED)]])
def test_promtool_takes_the_rules_and_each_fires(verb: list[str]) -> None:
    promtool = shutil.which("promtool")
    if promtool is None:
        pytest.skip("this machine lacks promtool (Debian: prometheus)")
    done = subprocess.run([promtool, *verb], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
