"""Slash commands, menus, buttons, forms -> requests; more than a dozen files: commands, windows, forms.

They import client and rendering.
"""
