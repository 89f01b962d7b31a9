"""The local page: paste a link, see the briefing, open the proof; imports briefs.

The pages are in views/, access control in guards/. Here are the ports through which the pages ask
the bot, and the values that they show.
"""
