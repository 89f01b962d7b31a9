"""Who may open the page, what a request may be and what it may cost; imports templating."""
