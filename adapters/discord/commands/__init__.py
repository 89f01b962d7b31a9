"""Commands, menus, buttons, forms -> requests; more than a dozen files: each window is one or two.

They import client and rendering.
"""
