"""Makes the JSON Schema of Block Kit from npm's @slack/types, as installed in tests/node.

    python -m tools.blockkit_schema [OUT.json]

The tests make it when it is missing; it lies with the packages that it is made from.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

NODE = Path(__file__).parent.parent / "tests" / "node"
SCHEMA = NODE / "node_modules" / ".blockkit.schema.json"


def make(out: Path = SCHEMA) -> str:
    """Write the schema -> how many definitions and limits it has."""
    node = shutil.which("node")
    if node is None:
        sys.exit("Node.js is needed to make the schema.")
    command = [node, str(NODE / "slack_schema.mjs"), str(out)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=120)
    return done.stdout.strip()


if __name__ == "__main__":
    print(make(Path(sys.argv[1]) if len(sys.argv) > 1 else SCHEMA))
