"""All values passed between rooms; more than a dozen files, one for each family; imports errors.

A family is imported without the others. All values are frozen and slotted. A span is
`[start, end)` in characters of `article.text`; its text is `article.text[span.start:span.end]`.
Times are aware and in UTC.
"""
