"""Tree -> title, bylines and date, as the page says them; imports markup."""
