"""All values that travel; more than a dozen files, one for each family; imports errors alone.

A family is imported without the others. All values are frozen and slotted. A span is
`[start, end)` in characters of `article.text`: the words that it names are
`article.text[span.start:span.end]`. Times are aware and UTC.
"""
