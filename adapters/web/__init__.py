"""The local page: paste a link, see the briefing, open the proof; imports briefs.

The pages themselves are in views/, what guards them in guards/; here are what they ask of the bot
and what they show.
"""
