"""Middleware: who may open the page, what a request may be and cost; imports templating."""
