"""What runs, as a list for others to check, and what is known to be wrong with it.

    python -m tools.supply_chain sbom     write sbom.json (CycloneDX), and hold it against the lock
    python -m tools.supply_chain audit    ask for known vulnerabilities of all that is locked

Both take every line of requirements/run.txt, also what only another system or Python installs.
Exit: 0 nothing is wrong, 1 something is, 2 it could not be asked.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parent.parent
LOCK = ROOT / "requirements" / "run.txt"
SBOM = ROOT / "sbom.json"
UV = Path(sys.executable).with_name("uv")
BOM_TOOL = "cyclonedx-bom==7.5.0"
AUDIT_TOOL = "pip-audit==2.10.1"
DATABASES = {"pypi": "PyPI", "osv": "api.osv.dev", "esms": "advisories.ecosyste.ms"}
"""The vulnerability services that pip-audit knows; the first that answers is enough."""
VALIDATE = """
import sys, warnings
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
fault = JsonStrictValidator(SchemaVersion.V1_6).validate_str(open(sys.argv[1]).read())
sys.exit(None if fault is None else f"not valid CycloneDX: {fault}")
"""


class Pin(NamedTuple):
    """One line of a lock file: its hashes are SHA-256, in hexadecimal."""

    name: str
    version: str
    hashes: frozenset[str]


def pins(lock: str) -> list[Pin]:
    """The text of a lock file -> what it pins; one that differs by system is there twice."""
    found = []
    for entry in re.split(r"\n(?=\S)", lock.strip()):
        if named := re.match(r"([\w.-]+)==([^\s;\\]+)", entry):
            hashes = frozenset(re.findall(r"--hash=sha256:(\w+)", entry))
            found.append(Pin(named[1], named[2], hashes))
    return found


# ------------------------------------------------------------------------------ the list


def sbom() -> int:
    """Write the list, validate it, and compare it with the lock."""
    made = _uv(
        *("tool", "run", "--from", BOM_TOOL, "cyclonedx-py", "requirements", str(LOCK)),
        *("--pyproject", str(ROOT / "pyproject.toml"), "--output-reproducible"),
        *("--sv", "1.6", "--of", "JSON", "-o", str(SBOM)),
    )
    if made.returncode:
        print(f"No list: {last_line(made.stderr)}", file=sys.stderr)
        return 2
    checked = _uv(
        *("run", "--no-project", "--isolated", "--with", BOM_TOOL),
        *("python", "-c", VALIDATE, str(SBOM)),
    )
    if checked.returncode:
        print(f"{SBOM.name}: {last_line(checked.stderr)}", file=sys.stderr)
        return 1
    locked = pins(LOCK.read_text("utf-8"))
    missing = absent(locked, json.loads(SBOM.read_text("utf-8")))
    print(*missing, sep="\n", end="\n" if missing else "")
    there = len(locked) - len(missing)
    print(f"{SBOM.name}: valid CycloneDX 1.6, with {there} of the {len(locked)} locked packages")
    return 1 if missing else 0


def absent(locked: Sequence[Pin], bom: Mapping[str, Any]) -> list[str]:
    """What is locked and not in the list with just its version and its hashes."""
    listed: dict[tuple[str, str], frozenset[str]] = {}
    for part in bom["components"]:
        references = part.get("externalReferences", ())
        hashes = (one["content"] for ref in references for one in ref.get("hashes", ()))
        listed[part["name"], part["version"]] = frozenset(hashes)
    return [
        f"{pin.name} {pin.version}: "
        + ("other hashes" if (pin.name, pin.version) in listed else "not in the list")
        for pin in locked
        if listed.get((pin.name, pin.version)) != pin.hashes
    ]


# -------------------------------------------------------------------------- what is known


def audit() -> int:
    """Ask one database after the other until one knows every package."""
    locked = pins(LOCK.read_text("utf-8"))
    silent = []
    for service, name in DATABASES.items():
        with tempfile.TemporaryDirectory() as folder:
            files = [part for one in plain_files(locked, Path(folder)) for part in ("-r", str(one))]
            asked = _uv(
                *("tool", "run", AUDIT_TOOL, *files, "--require-hashes", "--disable-pip"),
                *("-s", service, "-f", "json", "--progress-spinner", "off", "--desc", "off"),
            )
        found = answers(asked.stdout)
        if found is None:
            silent.append(f"{name} did not answer")
            continue
        if faults := [line for lines in found.values() for line in lines]:
            print(*faults, f"{len(faults)} known vulnerabilities, after {name}", sep="\n")
            return 1
        known = sum((pin.name, pin.version) in found for pin in locked)
        if known == len(locked):
            print(f"No known vulnerabilities in {known} packages, after {name}")
            return 0
        silent.append(f"{name} knew {known} of {len(locked)} packages")
    print(f"Not audited, for want of a database of vulnerabilities: {', '.join(silent)}.")
    return 2


def plain_files(locked: Sequence[Pin], folder: Path) -> Iterator[Path]:
    """Requirements without conditions: what another system installs is asked for as well.

    The second version of a package is in a second file: pip-audit takes one of each.
    """
    rounds: list[dict[str, Pin]] = []
    for pin in locked:
        free = next((one for one in rounds if pin.name not in one), None)
        if free is None:
            rounds.append(free := {})
        free[pin.name] = pin
    for number, chosen in enumerate(rounds):
        path = folder / f"{number}.txt"
        lines = (
            " ".join([f"{p.name}=={p.version}", *(f"--hash=sha256:{h}" for h in sorted(p.hashes))])
            for p in chosen.values()
        )
        path.write_text("\n".join(lines) + "\n", "utf-8")
        yield path


def answers(report: str) -> dict[tuple[str, str], list[str]] | None:
    """pip-audit's JSON -> package and version -> a line for each known vulnerability.

    What the database does not know is not among them: pip-audit calls that "skipped" and ends as if
    all were well. None where there is no JSON, since the database could not be reached.
    """
    try:
        found = json.loads(report)["dependencies"]
    except ValueError:
        return None
    return {
        (one["name"], one["version"]): [
            f"{one['name']} {one['version']}: {fault['id']}, "
            f"mended in {', '.join(fault['fix_versions']) or 'no release'}"
            for fault in one["vulns"]
        ]
        for one in found
        if "skip_reason" not in one
    }


def last_line(text: str) -> str:
    """The last line of what a program said when it failed: of a traceback, the error."""
    return (text.strip().splitlines() or ["it said nothing"])[-1]


def _uv(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(UV), *arguments], capture_output=True, text=True, check=False)


if __name__ == "__main__":
    sys.exit({"sbom": sbom, "audit": audit}[sys.argv[1]]())
