"""Text and Docs -> paragraphs, quotation marks, token table, dependencies; imports lexicon."""
