"""Builds everything; the only room that names a port and an adapter together.

chain.py     a link, a page or a text -> a briefing, with workers and connections
rows.py      the machine interface
service.py   the store, the flows, the jobs, the clock and every way in, running together
"""
