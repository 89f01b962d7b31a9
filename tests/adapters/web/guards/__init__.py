"""Who may open the page, and what a request may be."""
