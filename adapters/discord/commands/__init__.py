"""Slash commands, menus, buttons, modals -> requests to the bot; imports client and rendering."""
