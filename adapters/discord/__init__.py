"""Discord: events -> requests, cards -> messages; more than a dozen files: one for each concern.

It imports briefs. parsing, rendering and client do here what they do in every chat; bot.py
receives events, connection.py keeps the bot connected, threads.py makes threads and forum posts.
"""
