"""Discord: events -> requests, cards -> messages; more than a dozen files: one a manner of it.

It imports briefs. parsing, rendering and client mean here what they mean in every chat; bot.py
hears events, connection.py keeps it connected, threads.py makes threads and forum posts.
"""
