"""The icon as a PNG for the forms of Slack and Discord: the page's SVG, 512 pixels wide.

    python -m tools.pictures.icon_picture

The ground reaches the corners: both chats round them themselves.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from tools.pictures.page_picture import take

ROOT = Path(__file__).parents[2]
SIDE = 512
GROUND = "#24425c"


def main() -> None:
    """The SVG -> docs/pictures/icon.png."""
    svg = (ROOT / "adapters" / "web" / "static" / "icon.svg").read_text("utf-8")
    style = f"*{{margin:0}} body{{background:{GROUND}}} svg{{display:block;width:{SIDE}px}}"
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "icon.html"
        page.write_text(f"<!doctype html><style>{style}</style>{svg}", "utf-8")
        file = ROOT / "docs" / "pictures" / "icon.png"
        take(page.as_uri(), file, width=SIDE, height=SIDE)


if __name__ == "__main__":
    main()
