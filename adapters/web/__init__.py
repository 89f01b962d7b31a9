"""The local page: paste a link, see the briefing, open the proof."""
