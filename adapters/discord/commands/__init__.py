"""Commands, menus, buttons, forms -> requests; more than a dozen files: one or two for each window.

They import client and rendering.
"""
