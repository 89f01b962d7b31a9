"""Facts -> the short briefing and the full list; imports verification and what is below."""
