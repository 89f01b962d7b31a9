"""Articles of a story -> one account that credits each outlet; imports stories and below."""
