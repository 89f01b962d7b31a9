"""The command `readout` for tests: the same program, allowed to fetch from one loopback server.

Usage: python -m tests.launcher HOST:PORT[,HOST:PORT...] VERB ...
"""

import sys

from bot.__main__ import main


def _address(text: str) -> tuple[str, int]:
    host, _, port = text.rpartition(":")
    return host, int(port)


if __name__ == "__main__":
    allowed = frozenset(_address(text) for text in sys.argv[1].split(","))
    sys.exit(main(sys.argv[2:], loopback=allowed))
