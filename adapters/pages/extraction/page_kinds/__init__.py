"""Tree and text -> an article or what else the page is; imports metadata and markup."""
