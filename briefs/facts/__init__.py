"""The rooms in which an article's text becomes facts; each takes plain values and gives them.

clean (text -> paragraphs) · quotes (what stands in marks) · sheet (parsed columns) · people
(who is who) · claims (who said what) · meetings · agreements · read (all of them in order).
"""
