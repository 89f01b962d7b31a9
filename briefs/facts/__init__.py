"""Article text -> facts with probabilities, from the words and their parse; imports text, links.

pipeline.py runs these in order: document (paragraphs, quotation marks, tokens), entities (who
is who), events (meetings, agreements), attribution (who said what), gist (what is the news).
"""
