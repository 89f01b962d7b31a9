"""Tree and text -> whether the page is an article, or what else; imports metadata and markup."""
