"""Discord against simcord; more than a dozen files: each rule of the platform is tested alone.

Pictures, permissions, places and the wire; documents of Discord's API are faked.
"""
