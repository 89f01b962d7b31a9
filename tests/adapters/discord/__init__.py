"""Discord, simulated; more than a dozen files: each rule of the platform is tested by itself.

Most tests use simcord; scenarios and the wire use fakes over real HTTP.
"""
