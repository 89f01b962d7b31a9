"""Words by which names of news outlets are recognised.

The best known outlets in English-language news, and the words that outlets' names end with
(Wikidata class "news organization", by frequency).
"""

from __future__ import annotations

from briefs.word_lists import words

OUTLETS = words(
    """
    cnn bbc reuters ap afp npr nbc cbs abc fox msnbc bloomberg politico tass xinhua yonhap
    dpa kyodo axios voa breitbart buzzfeed mediaite upi pbs cnbc c-span univision telemundo
    espn huffpost guardian times post journal news press herald tribune telegraph gazette
    chronicle examiner independent observer mirror mail sun globe inquirer star bild spiegel
    welt zeitung monde figaro soir pais mundo sera repubblica stampa magazine newspaper
    daily weekly newswire agency radio television tv broadcaster sinmun pravda izvestia
    kommersant haaretz jazeera arabiya welle newsweek time economist atlantic slate vox
    salon vice quartz forbes fortune variety billboard nikkei asahi mainichi yomiuri hill
    register courier sentinel dispatch wire network
    """
)  # fmt: skip
