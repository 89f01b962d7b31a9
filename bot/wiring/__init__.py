"""Settings -> everything, built; the only room that imports a port and an adapter together.

reading_chain     a link, a page or a text -> a briefing, with workers and connections
build_flows       store, jobs, chats and sources -> all flows
build_chats       settings and services -> the chats that are switched on
running_service   all of these, running together
machine_rows      the machine interface
"""
