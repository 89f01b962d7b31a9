"""The image is built by the same steps as a bare Debian tree, and shows the page to nobody else."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import ROOT

DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))


def test_the_dockerfile_has_no_lint() -> None:
    hadolint = Path(sys.executable).with_name("hadolint")
    found = subprocess.run(
        [str(hadolint), "--no-color", "--failure-threshold", "warning", str(ROOT / "Dockerfile")],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (found.returncode, found.stdout) == (0, "")


def test_everything_is_installed_by_the_script() -> None:
    """Steps beside the script would be steps that nobody tries without a builder."""
    runs = re.findall(r"^RUN (.*?)(?<!\\)$", DOCKERFILE, re.MULTILINE | re.DOTALL)
    assert len(runs) == 1
    assert runs[0].startswith("/usr/src/readout/deploy/install.sh ")
    assert "install" not in runs[0].split("&&", 1)[1]


def test_it_does_not_run_as_root() -> None:
    script = (ROOT / "deploy" / "install.sh").read_text(encoding="utf-8")
    [user] = re.findall(r"^USER (\d+)$", DOCKERFILE, re.MULTILINE)
    assert f"--uid {user} " in script
    assert int(user) > 0


@pytest.mark.parametrize("path", ["deploy/install.sh", "tools/bare_tree.sh"])
def test_the_scripts_are_shell(path: str) -> None:
    shell = "sh" if path.startswith("deploy") else "bash"
    assert os.access(ROOT / path, os.X_OK)
    subprocess.run([shell, "-n", str(ROOT / path)], check=True)


@pytest.mark.parametrize("path", [".env", ".git", "tests", "readout-data", ".venv"])
def test_an_image_takes_no_secrets_and_no_history_along(path: str) -> None:
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert path in ignored


def test_ports_are_published_on_this_machine_alone() -> None:
    ports = [port for one in COMPOSE["services"].values() for port in one.get("ports", [])]
    assert ports
    assert all(port.startswith("127.0.0.1:") for port in ports)


def test_postgresql_is_started_only_when_asked_for() -> None:
    services = COMPOSE["services"]
    assert "profiles" not in services["readout"]
    assert services["postgresql"]["profiles"] == ["postgresql"]
    for one in services.values():
        for volume in one["volumes"]:
            assert volume.split(":")[0] in COMPOSE["volumes"]


@pytest.mark.skipif(
    not os.environ.get("READOUT_BARE_TREE"),
    reason="set READOUT_BARE_TREE to try a bare Debian tree",
)
def test_a_bare_tree_installs_and_briefs() -> None:
    if os.geteuid() != 0 or not (shutil.which("mmdebstrap") or shutil.which("debootstrap")):
        pytest.skip("this machine lacks root, or mmdebstrap and debootstrap")
    done = subprocess.run(
        [str(ROOT / "tools" / "bare_tree.sh")], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert "What happened" in done.stdout
    assert '"status":"ok"' in done.stdout
