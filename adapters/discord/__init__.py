"""Discord: events -> requests, cards -> posts; imports briefs; more than a dozen files: by task.

parsing, rendering and client do here what they do in every chat; bot.py receives events,
connection.py keeps the bot connected, threads.py makes threads and forum posts.
"""
