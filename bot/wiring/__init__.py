"""Settings -> everything, built; the only room that names a port and an adapter together.

reading_chain     a link, a page or a text -> a briefing, with workers and connections
build_flows       the store, the jobs and the sources -> every flow
build_chats       settings and what chats may ask for -> the chats that are switched on
running_service   all of it, running together
machine_rows      the machine interface
"""
