"""The pages: each file one of them, from request to answer."""
