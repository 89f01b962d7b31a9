"""A sentence -> whether it only opens a text: a greeting, a scene, a commonplace.

greeting    "Hello and welcome", "Happy new year, dear readers"
page        "In this article we'll look at", "Below are our picks"
scene       "Imagine that you wake up", "Picture this", "It was a cold morning in"
common      "We all know that", "In today's fast-paced world", "It's no secret that"
address     "If you are like most people", "Have you ever", "You may have heard"
"""

from __future__ import annotations

import re

GREETING = re.compile(
    r"Happy [A-Z]?\w+ ?\w*[,!]|"
    r"(?:Hello|Hi|Hey|Greetings|Good (?:morning|afternoon|evening|day)|Dear|Welcome|"
    r"Thank you for|Thanks for (?:reading|visiting|joining|stopping)|Congratulations|"
    r"(?:I|We) hope (?:you|this|everyone)|As (?:always|ever|usual),? (?:we|I|thanks)|"
    r"It['’]s that time|['’]?Tis the season|Ah,|Oh,|Well, (?:it|that|here|folks|I|we|you))\b"
)
PAGE = re.compile(
    r"(?:(?:In|Throughout|With|Through) (?:this|today['’]s|the following|our (?:latest|new|next|"
    r"first|last)) "
    r"(?:[\w-]+ ){0,3}(?:article|guide|post|piece|review|tutorial|list|roundup|page|newsletter|"
    r"video|blog|episode|"
    r"series|column|chapter|section|story|interview|webinar|podcast)\b|"
    r"(?:This|Our|The following) (?:[\w-]+ ){0,3}(?:article|guide|post|piece|tutorial|list|"
    r"roundup|page|newsletter|"
    r"video|blog|episode|section|column|podcast) (?:will|looks?|aims?|explains?|explores?|covers?|"
    r"examines?|provides?|"
    r"offers?|lists?|outlines?|discusses|describes|walks|takes|is (?:about|for|intended|meant))\b|"
    r"(?:Today|Here|Below|Now|Next|First|In what follows),? (?:we|I)(?:['’](?:ll|re|ve|m)| will|"
    r" are| am| have)? ?"
    r"(?:going to |want to |would like to |['’]ll )?(?:explain|explore|look|discuss|cover|share|"
    r"show|list|present|"
    r"examine|take|break|dive|delve|talk|review|rank|compare|answer|outline|round|walk|describe|"
    r"introduce)\b|"
    r"(?:We|I)(?:['’]ll| will| are going to| am going to| want to|"
    r" would like to) (?:be )?(?:explain|explor|look|discuss|"
    r"cover|shar|show you|walk you|tak(?:e|ing) a|break|div|delv|talk|outlin|start with|"
    r"begin with)\w*\b|"
    r"(?:Read|Scroll|Keep reading|Find out|Stay tuned|Without further ado|Here (?:is|are|goes)|"
    r"Here['’]s)\b|"
    r"Let['’]s (?:take|look|dive|start|begin|explore|get|face|talk|go|see|jump)\b|"
    r"(?:But )?(?:[Ff]irst|[Bb]efore (?:we|you|I)) [^,]{0,40},? (?:let['’]s|a (?:bit|little|quick|"
    r"word)|some)\b)"
)
SCENE = re.compile(
    r"(?:Imagine\b|Picture (?:this|yourself|the|a)|Close your eyes|Think (?:back|about|of)|"
    r"Consider (?:this|the following)|"
    r"Suppose\b|Say (?:you|that)|Once upon a time|(?:Remember|Recall) (?:when|the (?:time|days))|"
    r"It(?:['’]s| is| was)(?: just| only| about| around| almost|"
    r" nearly)? (?:an? )?(?:[\w-]+,? ){0,3}"
    r"(?:morning|afternoon|evening|night|dawn|dusk|midnight|noon|day|winter|summer|spring|autumn|"
    r"weekend|sunny|rainy|"
    r"snowy|dark|hot|cold|raining|snowing)\b(?! of\b| for\b| to\b| that\b| when\b| since\b)|"
    r"The (?:sun|moon|rain|snow|wind|sky|clock|room|crowd|air|lights?) (?:hung|fell|rose|set|shone|"
    r"beat|poured|howled|ticked|smelled|(?:is|was|were) (?:just |still |barely |already )?(?:low|"
    r"high|shining|setting|rising|falling|blue|grey|gray|dark|dim|thick|cold|hot|warm|heavy|clear|"
    r"quiet|silent|full|packed))\b|"
    r"(?:A|One) (?:\w+ )?(?:day|night|morning|evening|afternoon|summer|"
    r"winter)(?: in [\w ]{3,20})?, (?:I|my|a|an|we)\b|"
    r"(?:When|Growing|As a (?:child|kid|boy|girl|teenager|young)|Years ago,? (?:I|when)|"
    r"The (?:first|last) time I)\b"
    r"(?=[^.]{0,40}\b(?:I|me|my)\b))"
)
COMMON = re.compile(
    r"(?:(?:As )?[Ww]e(?:['’]ve| have)? all (?:know|been|have|want|love|need|heard|like|do|"
    r"remember|experience)\b|"
    r"(?:It(?:['’]s| is)|There(?:['’]s| is)) (?:no (?:secret|denying|doubt|question|wonder|"
    r"surprise|exaggeration)|"
    r"nothing (?:quite )?(?:like|better|more|worse)|(?:a )?(?:well|widely|"
    r"common(?:ly)?)[- ](?:known|accepted|knowledge)|"
    r"safe to say|easy to (?:see|forget|think|get)|hard to (?:believe|imagine|overstate|ignore|"
    r"deny)|"
    r"something (?:\w+ )?about|one thing)\b|"
    r"In (?:today['’]s|an?|our|the) (?:[\w-]+,? ){0,4}(?:world|age|era|society|landscape|times|"
    r"day and age|climate|"
    r"environment|marketplace)\b(?=[^.]*,)|"
    r"(?:These days|Nowadays|Let['’]s (?:face it|be honest)|Love (?:it|them) or hate|"
    r"Believe it or not|Like it or not|"
    r"Needless to say|Everyone (?:knows|loves|wants)|Everybody (?:knows|loves|wants)|"
    r"Nobody (?:likes|wants|loves)|"
    r"Who doesn['’]t|Few things|Change is|Life is|Time flies|They say (?:that )?(?:love|time|"
    r"money|you|there|practice)|As the (?:saying|old)|The (?:old )?(?:saying|adage)|"
    r"Some things (?:never|are)|Another (?:day|week|month|year),)\b)"
)
ADDRESS = re.compile(
    r"(?:If you(?:['’]re| are|['’]ve| have)? (?:like (?:most|me|many)|reading this|anything like|"
    r"ever (?:wondered|been|"
    r"wanted|found|tried)|wondering|looking (?:for|to))|Have you (?:ever|heard|noticed)|"
    r"Did you (?:know|ever)|"
    r"Do you (?:ever|want|know|remember|feel|love|have)|Are you (?:looking|ready|tired|a|one|in|"
    r"having|thinking)|"
    r"Ever (?:wonder|wish|feel|notice|had|been|tried)|Chances are|You(?:['’]ve| have) (?:probably|"
    r"likely|no doubt|"
    r"undoubtedly|surely|seen|heard)|You (?:may|might|probably|likely|already) (?:have|know|think|"
    r"be|not)|"
    r"Whether you(?:['’]re| are|['’]ve| have| want| need| love)?)\b"
)


def only_opens(sentence: str) -> bool:
    """Whether a sentence is a mere opening, without information of its own."""
    words = sentence.strip(' \t-•*#“"')
    return any(p.match(words) for p in (GREETING, PAGE, SCENE, COMMON, ADDRESS))
