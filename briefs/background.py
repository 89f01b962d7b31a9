"""How many articles of a background a word stands in: `count|words`.

Made by tools/make_background.py, which says what the background is; counts alone, of
words in at least 3 of its 862 articles. A word that is not here is rarer.
"""

from __future__ import annotations

ARTICLES = 862

WORDS = """
860|the
857|to
854|in
853|of
852|a
851|and
829|that
827|on
822|for
808|is
781|with
765|it
758|as
736|has
725|at he
722|by
716|said
714|be
713|from
708|have
706|was
704|not
693|who
690|an
688|but
674|his
667|this
660|are
640|about
627|new
608|trump
603|republican
589|clinton
587|state
586|would
583|donald
579|hillary they
566|i
565|been
564|more
555|one their
554|will
552|presidential
546|or
531|president
529|out
524|up
522|what
519|than
518|which
516|time
515|had
514|all
513|also candidate
512|when
511|people
510|we
506|if
501|year
500|after
497|there
488|other
479|campaign
470|so
467|were
463|over
460|she
458|say some
457|no
455|her
453|democratic just
428|do two
427|you
426|like
422|because him
414|even most
412|last
410|now
409|can
407|first
405|into
401|them
397|could while
394|week
393|former
385|against american
382|party
379|make many
377|those
376|only
365|get
364|made
362|political
360|how
358|our
355|before support
349|its
346|national
345|going think
340|any
339|way
338|country
336|during
334|election
330|day
326|did
323|told voter
322|well
317|right very
316|back both month
315|obama
314|should
311|want
309|don't
308|primary
307|come
306|where
305|take
300|much
299|house
295|democrat
294|issue
292|may still
290|washington
289|nominee
287|called
285|being
283|according vote
279|need sander then thing
278|know
277|including point
275|policy since
274|bernie
273|long
267|u.s win
266|group
265|show
264|sen united
263|down
261|among white
256|secretary
255|tuesday
254|leader three
253|same
252|off race
251|between part question
250|see through
249|far york
248|senator
246|gop
244|million
242|another whether
241|next
240|work
239|own saying
237|call
234|attack
232|poll public
231|america
229|percent
228|these
226|go
225|change
224|interview
223|member
222|never
221|asked
220|good such
219|big
218|supporter
217|night
216|me recent
215|here number
212|look nomination
210|john my
209|top
208|under
207|government lot official
206|believe general
205|job past
204|bill world
203|plan ted
201|us
200|help
199|cruz
198|doe put
197|000 added
196|effort
195|debate
193|become why
192|four
191|too
190|i'm place
189|1 run
188|comment full
187|though
186|law
185|conservative every statement
184|around yet
183|case monday nation
182|clear front money real
180|doesn't something
179|10 again fact might post
178|later media
177|end left security
176|florida got likely
175|ago lead major
173|came director family
171|already little problem really
170|better face use
169|went
168|early making
167|2016 home less office politic took
166|running second
165|federal few several wrote
164|least term
163|chief give once we're
162|committee email
161|gov
160|convention
158|best mr trying your
157|wall
155|continue message senate side wednesday
154|away behind enough record thursday
153|rubio without working
152|decision doing marco
151|great
150|set used
149|earlier fight
148|done event kind
147|bush matter turn
146|didn't talk
145|center ever hard line position report university
144|himself rally street won
143|deal important majority mean texa today
142|2012 close speech view
141|barack given name
140|2008 despite keep press
139|congress contest governor high however remain
138|care find hour old system they're
137|iowa released strong
136|almost hold reported rival
135|business economic live nearly often recently
134|foreign held hope idea let must private
133|action found having leading runner seen
132|can't city move
131|based community executive friday large march
130|administration anti role war
129|history november person
128|along power victory
127|2 five free include reporter result south start taking
126|able organization social vermont word
125|across bring force interest twitter until whose
124|department different meeting personal reason
123|late man
122|act coming instead together
121|decade muslim
120|delegate known
119|ahead calling feel hampshire r stop
118|hand middle response
117|concern ohio seem women
116|20 announced appear each paul sign
115|15 either led liberal opportunity story
114|adviser head open pay possible sunday tell thought
113|lost politician text turned within
112|alway cnn company control current speak third winning
111|11 carolina moment
110|claim criticism especially happen taken
109|aide began friend future getting half immigration life nothing rather strategy
108|30 chairman crowd toward
107|economy looking rule stand vice
106|elected expected focus outside service try
105|anyone david j morning movement particularly process saturday suggested
104|conference continued establishment gave isn't needed noted remark six
103|actually chance order understand using
102|fox information speaking super worked
101|anything became billionaire challenge fall june men
100|court immigrant leave spoke talking
99|100 abstract address candidacy course follow key level potential staff
98|although attention class george leadership team voting
97|ally am cut dollar helped sure union you're
96|billion choice field stage step
95|2014 5 college july latest presumptive small
94|50 california final host play school
93|bad failed program received senior spent tweet video won't young
92|following further i've kasich low threat
91|3 answer congressional eight international presidency showed someone spokesman supporting
91|telling
90|chris fear health provide rep risk short themselve wrong
89|account everyone ground manager military sent similar
88|9 build single
87|attempt battle beyond biggest described north trade
86|d favor financial firm independent jeb significant
85|appeared else figure largely shot terrorism wanted
84|ask border caucuse citizen guy higher minute network opponent started terrorist worker
83|appeal ban ben children everything justice perhap raise showing spending
82|example growing increasingly islamic proposal seemed supported violence
81|12 accused building difference endorsed soon trail
80|40 black cannot difficult dozen longer paid pledged pro probably woman
79|cost experience forward fund list mark mind offer sense share voice
78|ballot bid certainly husband legal note rise thousand tried voted whom
77|audience board common endorsement focused met minority raised self wife
76|civil crisis global margin push quickly repeatedly represent sought speaker standard
76|television wasn't
75|25 argued benefit evidence meet popular return star
74|4 declined donor happened hit opposition promise read seven total
73|request respond seeking tough we've
72|8 adding area charge compared consider decided investigation local page reality special value
71|activist agree agreement conversation critical defense expert mass pac relationship release
71|responded tax w
70|certain entering raising summer tv watch
69|2015 argument base defeat hall individual involved
68|7 advantage agenda allow bank cast criticized district facing giving included lose mike path
68|previously rest rhetoric success
67|18 agreed appearance considered death immediately market pennsylvania polling priority
67|publicly room sery strategist
66|14 cause co create followed hasn't hundred increase love near offered percentage police saw
66|suggest winner
65|amount author average becoming east politico progressive serious serve served server shooting
65|source standing true tweeted
64|approach associated begin book contrast image income mrs reform simply son stay survey
64|wouldn't
63|age declared expect february fellow game herself illegal jersey judge operation previous ready
63|town ultimately west willing
62|2013 april break industry itself killed largest measure mexico michael non powerful professor
62|respect target wage
61|agency carson electorate goal goe gun heart lack none politically population proposed rate
61|strength wisconsin
60|abc advocate caucus communication document entire planned situation whole
59|6 access backed backing born businessman critic estate facebook influence letter opinion
59|opposed pressure project radical radio sort
58|air created directly gone hear impact january lawmaker lower poor reach research signed stake
58|track
57|2010 ability above attorney brought central father finally leaving maybe particular played
57|referring student
56|beginning direct effect everybody holding iraq october philadelphia protect representative
56|september spend surprise
55|13 built clearly defend editor employee form gain growth moving officer pick playing provided
55|putting secret style subject throughout weekend
54|aren't county discussion freedom jame joe labor passed pointed virginia
53|2009 capital conducted door huge longtime period phone price quarter shift solution speeche
53|thank
52|45 cleveland conflict december ended issued jeff loss online opening overall pretty require
52|rising san secure supreme test veteran
51|16 allowed arm bit closer criminal daughter deep expressed fbi finding heard id inside lawyer
51|mistake moved platform present quite romney safe seat sometime tone usa victim yes
50|24 acknowledged additional camp career check christie coalition daily exactly fighting
50|institute joined mexican nominating positive refused remaining root seek somebody status
50|weapon wing
49|19 ad african article asking association attacked changed controversy date degree democracy
49|doubt endorse familiar generation hearing isis larger losing mitt nevada prime principle
49|refugee related specific ty worse
48|60 affair alone analyst arizona beat bigger club data decide detail exchange explained floor
48|hate hill indiana instance language meanwhile mention named nine nobody nuclear parent
48|practice ran responsible revealed scott season thinking
47|argue avoid commitment council currently discuss evening faced favorite fire greater lawsuit
47|minister mogul ms neither newspaper prevent roughly shared trouble trust truth twice warned
47|whatever widely
46|2011 closed closely concluded contender core ensure fair fla incident investment legislation
46|meant oppose remember richard ryan scandal send shown stance swing visit worry
45|accept aggressive breaking chair condition credit cycle drive energy explain eye feeling
45|forced foundation fundraising martin maryland mostly msnbc negative paris profile prospect
45|rating reagan scheduled sit site strongly struggle traditional unlikely write
44|campaigning concerned cover development draw era europe founder kept living looked mayor
44|multiple pass performance posted prominent pushed pushing urged
43|22 afternoon al china choose cited climate demand determine donation due easy expand main
43|moderate necessary possibility published re religion resource robert session successful water
43|worried
42|17 200 absolutely anger attacking calif controversial dead delivered denied dropped fast fired
42|generally he'll highest intelligence keeping mother offering partner picture protest reached
42|registered retired review rich superdelegate talked wake website western
41|1990 35 add ads assault below block claimed continuing corporate couldn't crime direction drew
41|education effectively eventually failure felt hispanic kid mainstream nor piece religious
41|southern suggesting
40|addition amendment amid angry ap authority available benghazi card carry committed dangerous
40|describe double exist finance frustration hopeful mccain nbc outcome photo plus prove receive
40|scene sitting sound split study syria ticket turning
39|activity agent announcement approval bringing child coverage deliver earned enforcement filed
39|fully institution journalist latino massachusett material minimum potentially promised region
39|separate serving stated taxe vt wide
38|26 27 behalf believed biden blue brother budget buy cbs challenging completely consequence
38|deeply effective emerged file gap helping illinois increased kelly lady mentioned momentum
38|noting paying pollster racist required scrutiny specifically spokeswoman spring stood
38|strategic tactic vast worst written younger
37|23 aimed arkansa army backer changing charged chicago christian crucial died divided easily
37|eastern enter expectation feb female fewer folk friendly funding gotten handling haven't
37|highly human hurt increasing outsider paper proved recognize reporting rick road russian
37|seeing syrian table tom trip vowed warning
36|2007 500 acting background behavior blame capitol carly century classified colleague
36|contribution defended enemy error false fell he'd hoping knew learned link massive mate
36|michigan opened populist prepared rank reflect regularly relation reputation sale spot staffer
36|suggestion t unless version wait wave wealthy worth
35|2000 2004 31 70 alternative anybody arguing b caused commander count culture debt division e
35|faith fiorina hoped i'll journal m nationally necessarily notion otherwise planning remained
35|russia socialist starting stronger supposed type upon various via
34|abortion accusation active affordable body closing deputy drawn drop elite exit grow harder
34|heavily i'd importance initial island join launched liar libya option orlando oversea peace
34|peter praised presence progress revolution save sept simple stopped topic usually violent
34|we'll william
33|44 advice allowing apparent boost breitbart car carried cash colorado connection counter
33|couple damage drawing drug embrace follower greatest h heading identified insider insisted
33|insult johnson legacy light limited mission personally proud questioned resident roll round
33|smaller steve surrogate technology territory they've train truly turnout you've
32|28 analysis apparently august broad caught contested correct danger fifth fit god headquarter
32|impossible indeed inequality intended investor leaning modern natural protection protester
32|quality rand responsibility seriously struggled terror tim unusual welcome writing
31|55 90 abroad alleged annual bob character citing competitive complete d.c deserve determined
31|driven enthusiasm factor founded germany headline judgment limit management miami mile odd
31|onto owner partisan pointing professional prompted quick reaction rejected relatively replied
31|ronald science spoken targeted undocumented virtually
30|anxiety asset bloomberg broke campaigned claiming combat commission confident digit dismissed
30|divisive dominated earning elsewhere european extreme extremely fine france gathering giant
30|green happy heavy identify influential insist interested killing land mid n.h obviously older
30|park providing pull pursue red represented returned scale sending setting shouldn't skeptical
30|slightly smart ten
29|21 46 aim allegation begun bottom brooklyn challenger chinese column constitution
29|constitutional cutting dealing demographic divide domestic edge elizabeth eric fan finish
29|fought gained heat hosted hotel indicated jim jr kentucky learn lived match narrow numerous oh
29|operative overwhelming panel picked praise profit prosecutor racial regulation repeated
29|revenue safety sharp society somewhat spread surge tend terrible thoma unclear vision
29|volunteer waiting walk watching
28|1992 29 34 43 alabama ambassador anonymity attended balance basis beach birth businesse cable
28|chosen compete competition comprehensive directed economist entered expanded fail fee gay
28|grand harry ignored interviewed introduced iran laid lay lesson newly placed pledge popularity
28|predicted referred regular reuter sell skill steven stump task tonight unity upcoming warren
27|2001 250 42 actor bar brand brief brown channel cheer circumstance contributor designed
27|diplomatic ending existing favored fundraiser graham happening huffington initially insurance
27|jason joint knowledge liberty losse managed manhattan nationwide negotiation nice oil ongoing
27|overwhelmingly prefer privately promising range receiving recession s sector sentiment shortly
27|size tied typically understanding watched
26|1980 32 acknowledge admit adopted advance aware barely bipartisan blow chamber chuck church
26|conduct confidence creating criticizing de defending discussed engaged environmental
26|essentially except exception fallen gathered grass grew handful hell hired huckabee identity
26|infrastructure internal islam israel los narrative nature organized pacific partnership per
26|poised reaching ruling sean signal signature solid struck struggling suddenly targeting
26|temporary tower vulnerable weak
25|39 80 achieve admitted adult afford award belief bernardino brian broader captured champion
25|circle complicated compromise conclusion consultant contributed corey decline deportation
25|digital dispute driving electoral engage environment equal feet fix flag forth frank fresh
25|frustrated grown handle historic honest ii improve initiative intense involvement jan kerry
25|king moral o'malley participate possibly product recalled reference register reject relief
25|select selling significantly square tool tour unlike urging viewed
24|1.6 33 49 54 addressed addressing advocacy aid angele aside bear blasted ceo comey complaint
24|connecticut consistent corporation dan dec deficit detailed disagree diverse encourage
24|enormous enthusiastic entirely extend filing fourth fraud funded georgia ill immediate
24|internet jewish kill legislative lewandowski lindsey linked listen locked mail math meaning
24|neurosurgeon original prison provision qualified rare refuse reid reportedly rose station
24|staying stock stretch succeed tight treated undermine usual variety whoever wish
23|300 38 400 41 accepting attend basic basically beating blamed bureau careful catch celebrity
23|charle code commercial confirmed considering contract demonstrate distance dnc easier ed
23|editorial estimate estimated experienced extent extremist f favorable fill guard headed
23|ideology imagine josh lie maintain marriage mcconnell missing offensive outlet p.m poverty pre
23|pressed proceed property reduce regional rely requirement responding sold spotlight st
23|surprised tea theory tie totally v vega visited walked widespread zero
22|237 accepted affect aggressively apart armed arrived assistance badly barrier battleground
22|birther boston briefly broadcast collar complained congressman content controlled counted
22|cross cultural debbie defeated delivering denounced des devoted dr driver drove duty
22|engagement evangelical expensive falling fierce filled finished formally fun fundamental gas
22|gender german girl hardly ignore incumbent interesting involving journalism las lee loan
22|maintained michelle mitch oval perfect perspective picking plane player plenty promoting
22|recognized refusal representing rnc ron sat schedule score sensitive serial shape shut slow
22|smith soldier sorry stuff telephone tension tenure thus trend troop unfair unite updated
22|violation wearing weaver wonder writer
21|2017 abuse actual advanced alongside apply appointed attendee attract bearer bet bomb bound
21|boy calendar challenged chao citizenship cold columbia commanding complex consumer covered
21|crazy critique deadline dynamic expanding expansion explanation fairly forum fuel grant guess
21|guest hadn't harsh hot lobbyist magazine marked matchup model moine neighbor nominate openly
21|opposite pace pence please preparing purpose ranking regarding regardless releasing reveal
21|rock route s.c search seemingly space strongest substantial surprising sweeping threatened
21|travel treat trillion trusted universal upset wasserman zone
20|56 announce appearing appropriate approved arab assertion assessment bold bridge broken broker
20|choosing cia clinch collapse color competing consensus constant consulting corner counsel
20|counting cuban dark defined desperate destroy disaster discrimination display downtown draft
20|earnest echoed elect element embraced employer enjoy exposed flip fly frequently gary golf
20|highlight hitting honor incite inquiry inspired intend investigator invited iranian joining
20|joke joseph judicial loser maker memo migrant movie murder myself net neutral nominated nov
20|opposing ordered organizer organizing pair perception pivot pose posed prepare promote putin
20|quote realize relative requested returning saving sex sexual sister spanish strike striking
20|stuck subsequent suit susan tank temperament theme title trial unable undecided unemployment
20|va viewer wealth welcomed
19|2005 36 51 52 advertising advised airport alliance andrew answered anymore applause arena
19|assured attitude breakfast british buying camera capture casting chose computer confront
19|conventional credibility decisive definitely deny discussing dramatic emotional encouraging
19|endorsing express facility famously feature food forcing fundamentally harm household housing
19|howard illegally indicate insurgent intent intention investigative jon kennedy literally male
19|matt militant minnesota misogynist mix n.y neighborhood nightclub normal obvious officially
19|okay owned patrick permanent phrase primarily prior produced pulled questioning racism rampant
19|recognition regime registration reiterated reminder roger schultz scientist screen shifted
19|sponsored stephen surveyed temporarily tex they'll throwing touch transcript update vehicle
19|vladimir wind xenophobe
18|2006 47 48 74 acted appointment aspect assistant aug banking blocked broadly carrying carter
18|celebrated civilian classic closest comfortable connected constituency cooperation covering
18|crack credible determination devastating developed dinner diplomat diversity doctor dream
18|eager earn english enjoyed eve everywhere expense explaining extended famous fault fed fighter
18|foot fortune frankly g genuine graduate guilty hedge hostile http ideological jake jennifer
18|kevin knowing listed listening ly manafort map millennial mocked modest nonetheless obligation
18|observer occurred partly persuade positioned prize probe procedure produce proof purchase quit
18|reading regard replace rolled segment seized shifting shirt sick stayed stick stopping
18|straight teacher tennessee trailing tremendous ukraine unique upi venture weren't wild you'll
17|1960 37 383 53 64 a.m afghanistan allegiance anywhere appealing appreciate art associate
17|assume avenue baby beside bought category celebrating chelsea cite comeback comparison
17|consistently construction convince deadly declare demonstrated deport desire difficulty
17|disagreement disclosure dropping edward eligible embracing encouraged entity episode
17|established featured flat formal formidable french fueled granted highlighting horrible idaho
17|improvement industrial japan jump location loud manage managing mandate massacre medicare
17|minus missed mixed moderator narrowly native negotiating obstacle obtained optimistic outreach
17|palm parliament predict priebus quiet regret removed reserve resign rigged rodham row sanction
17|sentence shock shocked sizable slam sponsor stark stepped successfully sullivan survive
17|testimony throw tomorrow tougher trading tradition tragedy training tran transition turkey
17|tweeting unify unprecedented vow weekly
16|2018 700 absolute accuse advise affected apple approache ariz asian atlantic attempted belt
16|canada carefully centrist chairwoman charlie columnist combined commerce compelling connect
16|contact credential criticize crossed damaging defeating define delegation denouncing depending
16|describing description developer discovered emerging emphasis employment empty extraordinary
16|factory failing film firearm focusing function gen generated guarantee handed hatred hewlett
16|highlighted improved inevitable invest invested jone knock korea laying leverage loretta
16|louisiana lynch manufacturing medical megyn missouri neighboring notable oklahoma organize
16|palestinian passage passion pat payment performed personality personnel pitch planet precinct
16|preferred presented protected rallying rapist realclearpolitic recommendation reflecting
16|reince reliable replaced resistance restriction revelation rhode rural sea selection settle
16|shake sharing she'd she'll slammed slogan slot statewide stream sum summit suspect suspended
16|tech threaten threshold thrown transgender treasury tuition uncertainty underscore understood
16|unknown user valley voiced walker walking weakness web
15|1988 57 academic acceptance achievement afterward ann announcing array attending authorized
15|awkward axelrod band banning bash benefited blocking blood blunt briefing c capacity catholic
15|clip coal command competitor contentious contrary convinced creation dalla declaring dedicated
15|deeper delay depth disappointed discourse dominate electing emailed entrepreneur erupted
15|exclusive extensive fate flow frontrunner getty grab hollywood homeland hospital huffpost
15|impose interaction investigate jet jew ken la legitimate lengthy lift liked lined lowest
15|machine maine manufacturer married memory mine miss naming nancy navy northern orc ought
15|outright overcome pack packard pain painting pattern perceived pivotal podcast preference
15|production prosecution ranging rapid rapidly reader realistic reasonable recalling refusing
15|reserved resolution resulted ruled rush securing sight silver soviet spirit store string
15|successe surrounding sway they'd threatening tide titled touched turmoil ultimate unacceptable
15|unfortunately utah vastly vetted violated willingness x yourself
14|1970 600 67 71 72 abedin accomplishment afraid aired airing alan aligned alive amazing
14|ambitious anchor angela anthony applauded arrive asia asserted attracted attributed banker bay
14|bearing bloc boo booed boss britain burn ceiling cheered clash clean comfort concerning
14|concrete conservatism contention contributing counterpart crash crushed declaration deemed
14|delaware depend die diego differently disclosed dog donated elder equally ethnic extra fence
14|finger flight flying forget gaining gingrich glenn globe grassroot harvard heated hey hint
14|hire impressed independence intervention jack jackson jail jimmy judiciary jumped ky l laugh
14|lean libertarian lock london looming manner marine meaningful meantime method miller minded
14|mom moreover music nato nervous nonprofit norm notice noticed obtain occur ok oldest op
14|ourselve overhaul parenthood partial participant participation payer plant portrayed precedent
14|projected proposing pursuing quietly reelection relevant remind requiring resolve respected
14|respectively respondent restaurant retail reverse reversed risen rust seal secured selected
14|sideline similarly singer smile sounded sport stem stone strengthen succeeded successor
14|suffered survived tear theater thin timing traded traveled unfit unpopular urban vital vocal
14|wounded yield
13|1.5 150 1994 1999 2.5 62 66 68 69 75 95 accord accusing acknowledging actively adam adversary
13|advocating africa alex alleging amnesty anytime arrangement arrest arrested assigned ayotte
13|bag beaten beautiful believing bia bitter blast bombing bowl brain brooking burden cancer
13|capable careless cautious celebration chain chant cheering christma commissioner communist
13|completed concession confrontation considerable consideration constantly contained convincing
13|curb customer dean deciding demanded demonstration denying develop developing dig dividing
13|eighth embassy emphasized empire engineer exclusively expecting extension feed flew gang
13|gather generate gold gonna google henry heritage hiring historically hometown hosting huma
13|hurting implication impression incentive intellectual investigating isil islamist jacob jane
13|label launching legislator length liability loudly loved loyal mary mere merkel mill mood
13|mortgage nasty newt nixon objective occasion operating outrage p pa packed passing phase
13|portion prayer prediction prevented principal properly proponent prosecuted protecting proven
13|provocative pundit qualification rarely rattled realdonaldtrump recovery reduction rejection
13|remarkable reminded renewed repeat retain sach sad satisfied scare schumer sharply shield shop
13|shore skepticism slowly somehow somewhere speed steady steel stressed stronghold structure
13|stupid substantive supportive sustained swept switch tampa tap televised tired treatment truck
13|typical un underdog valuable venue versus violate visa vulnerability wear witness worldwide
12|1996 2002 58 59 78 800 accomplish accurate airwave allegedly amazon ambition anderson angered
12|apologize apologized arriving assumption assure attacker auto ball banned bare bargain beijing
12|benjamin boast boasted busy buzzfeed cap casino causing chancellor chapter circuit client
12|coast collected collin conceded condemn condemned conducting confidential conscience
12|containing copy corp corruption daniel davis defensive dem demanding departure desk
12|distinction earth eliminate embarrassing emphasize engaging ensuring enterprise equivalent
12|establish exact exploit fallon fiscal flawed footage football forceful ford forecast founding
12|frame freely frequent gift glass goldman grassley h.w halt hannity hawaii hostility hurdle
12|ignorant imposing improving inability incredible incredibly india inspector invitation israeli
12|justin kaine landscape lasting launch leaked learning legislature lifetime limiting listened
12|lobby loophole louis loyalty lying magic marc marking medicaid midwest milwaukee missile
12|mississippi monitor murphy nearby negotiate nevertheless obamacare occasionally oct oregon
12|originally overnight package palmieri passionate pastor patriot pause perform physical pocket
12|prompting propaganda pursued quo recall reduced reducing reflected reluctant reminding repeal
12|repeating replacement republic resignation resonate rid santorum sarah saved scenario scored
12|scramble settled significance soil solidarity sooner soul speculation stating stiff stunning
12|sudden sued surprisingly suspicion taxpayer teenager testing thanked therefore tip
12|traditionally traveling trigger uncertain unifying unit unqualified unusually upper vacation
12|vying wanting welfare window yesterday yorker youth
11|1968 2020 61 99 addresse admitting advising affiliate affiliated alaska alike altogether
11|anticipated antonin anyway apartment apology assumed attempting attendance authoritarian
11|avoided avoiding backlash bailout balanced barring barry battled bench bolster box bully
11|canceled capability carlo championed chaotic charity cheap cheaper childhood collective
11|combination compound conclude contain convicted cook corrupt costly coup crossing cry cuba
11|currency dad dakota decent deliberately denial deployed destroyed detained deter determining
11|dick dictator differ disastrous distant dominant doubled drama dressed ear ease echoing
11|editing educated eliminating emanuel emerge emission employed ethnicity evenly eventual evil
11|ex excitement exercise explicitly farm faster federation fled flood flower forcefully fort
11|fracking fringe gate generous giuliani glad goer golden governing grade gradually greeted
11|gross guardian guide handled helpful hide highway hike historical hole holiday honesty ian ice
11|identifying impressive inappropriate indication inevitably informed injured innocent insisting
11|inspire introduce invasion involve ivanka jerry jihadist jonathan k khan kingdom koch league
11|legally lesser letting lincoln lunch mainly manchester matthew measured membership merely mess
11|messaging midst ministry minor mirror mocking moscow mount mouth muscle n.j nationalist
11|newsletter nra offense outspoken outstanding oversee oversight paint peak peer pending
11|photograph plain pleaded populous predecessor preserve pressing prevail profound proportion
11|punch qaeda queen quoted railed react rebel reception recommend referencing relied remembered
11|remove resort reward rice rifle ross routinely roy scalia script severe shaped shook shouted
11|shouting signaled silence soft solve steep stir streak subtle supply tackle tally tariff
11|teaching technical tendency tested testified todd tolerance touted tracking traffic tragic
11|trailed translate undermining urge viable vietnam viral visiting walter watchdog weigh weighed
11|weight wider wildly wis wonderful xenophobic youtube
10|125 1981 1984 2003 20th 65 76 85 accompanied accountable admission afp alarm alarmed amy
10|annually answering approaching arrival aspiration assert awful baker barbara bathroom bennett
10|biased biography bobby bond boycott bright bruce bruising brutal bus carbon castro cellphone
10|charleston chase clarity collection commentator condemning confirm confronted contacted
10|continent contractor contradict cool correction correspondent coupled crew cuomo custom
10|database deleted descent desperately destruction detroit devine diplomacy disappointment
10|disease disgrace dislike dismantle disruption distraction dominance doom dougla el elevated
10|eliminated enthusiastically entry essential excessive excited expose extremism fake
10|favorability favorably fec feud financed firmly focuse garland garnered glimpse graduation
10|hacker hacking hat headache helm hero horse houston hypothetical ignoring iii implemented
10|import importantly imposed incendiary indictment instantly insulting introducing item jay joel
10|joked killer kim knocked lake landmark landslide laughed lied lifted lobbying loom master
10|matched memorial merrick migration misleading mode monica monitoring monthly mook mosque
10|motion motivated nazi nev notably nowhere onstage operate optimism orange ordinary outrageous
10|pact painful panic parallel pentagon persistent persuaded phil phillip philosophy
10|pic.twitter.com pleased polled pool populism portray potent poured pragmatic predicting
10|preview producing projection propel proper province publisher punished qualify racially
10|rallied rape rebuild rebuilding recommended reconsider recorded recruit refer reliably
10|researcher restore retirement revolutionary richest rip risky robby robust roosevelt sacrifice
10|sam scared scathing scope section seeming seize settlement sexism shadow sheet ship shy sixth
10|skilled slip sophisticated speechwriter spin spouse stability stable sticking stimulus strain
10|stride sue suffer surface suspected sympathetic tad testify threw thwart tiny traction
10|transform triumph troubled tycoon u.n ugly undercut unexpectedly unfavorable urgency van
10|vetting violating warn wary waving wilson withdraw wyoming yahoo yard
9|08 1.1 120 130 1986 1991 63 73 abandon aboard absence absent absurd academy accomplished
9|achieved alienate allen alter amounted applied assuming beck bigotry bother brokered bump
9|burlington bust captain cartel caution celebrate christopher clashe clashed click clinched cnbc
9|cohen collect comedian compare comparing concert confirmation conspiracy conviction coordinated
9|crooked crude debated decried default defender definition demonstrator denver deported design
9|destroying detailing detractor dilemma disclose disproportionately dissent distributed
9|documentary documented dodd don downturn duke emergency emphasizing en energized entertainment
9|equality equity escalated escape ethic evident excuse existed existence expressing expression
9|eyebrow fame fare featuring fiction finishing firing fixing fleeing fossil fraction fractured
9|franklin fulfill generating gesture globalization gore grabbing grasp greed guideline hair
9|hardest hart heed height hick honestly honored hopefully horror humanitarian hung implied
9|inaccurate inclined incremental inflation inject inner insight inspiring instinct
9|insurmountable integrity investing inviting invoked isolated japanese jeffrey jerusalem jury
9|justified katie kicked kirk kitchen lacked landed landing lapse larry latin laura lender lewis
9|lgbt likened longstanding loving mad magnate marathon melania memoir mental mired mitchell mock
9|museum negotiated northeast nose nurse obtaining opted outlined overturn owe participated passe
9|patricia peaceful pelosi pen pic piled pipeline podesta polarized polarizing premium prevailed
9|preventing priced print prisoner proceeding prohibit proposition pulling pulse rated raucous
9|realized reckless referendum reflection refrain relentless reminiscent renew reply resist
9|restricting retiree revolt river roof rumor scheduling scholar senatorial sensitivity shameful
9|shareholder shopping signing skin skip sky slamming slate song sounding spirited spy stamp
9|statistic steering submitted suicide suite sun supposedly surged surging surrounded suspend
9|sustainable swath tale taste taylor teache terry tier transfer transparency transparent
9|treating tribute troubling turkish unanimous unclassified unexpected univision unpredictable
9|unwillingness virtue vowing vs wallace warm warming wealthiest welcoming winter wise withheld
9|woe wood wound you'd
8|00 05 1.2 160 1964 1972 1976 1989 275 4.9 81 82 83 900 abruptly accountability activism actress
8|adapt adjustment administrator admire advocated affiliation aftermath aging aile airstrike
8|amanda application appoint apprentice approached approve assess assignment assist asylum
8|attractive awarded baltimore bannon bent berlin bern bin blog boat bomber bosse brad brash
8|breach bubble buck bulk burning cabinet canadian capitalize carl cent centered ceremony
8|championship chanting characteristic cheryl chip civic classification clearance cleared clinic
8|clout coffee colin combine commentary commit committing communicate compelled compiled
8|compromised concept confused contend continuation contribute crackdown craig crush dana
8|datetime dating dealt decidedly decisively deck defiant dependent dimension diminished disabled
8|disappointing disavow discovery dismissing disputed distinguished disturbed echo economically
8|edged electronic elementary enabled encountered endless establishing eu everyday excellent
8|experiment expertise explosive exposure fallout fantastic fashion feared fiercely fiery flaw
8|foreigner foremost formed framed fraught friendship funny furious gallup greatly greenberg grim
8|gulf hack healthy heightened hewitt historian homegrown horrific hub hugh icon ideologically
8|implement implying inauguration inclination indian infamous insufficient intelligent interfere
8|interrupted intervene introduction investigated iphone irresponsible italian jared joking
8|jupiter justify kansa kick klein korean lamented lane lately len lesbian library license
8|limitation lisa lone longest lowering lt luxury maria marketing maximum mcdonald merit midnight
8|mobilize moon moore mounting mutual namely necessity netanyahu newcomer nick nod normally
8|objection ocean overseeing ownership pakistan pam pathway paycheck perfectly performing permit
8|pew pharmaceutical placing playbook plotting polite politicized pop pope port practically
8|praising pregnant pride promotion propose prosperity punish pursuit rachel reache reacted
8|rebuffed recruiting recruitment regarded registering rein rejecting relentlessly relying
8|remarked rendell render rescue resentment restraint restrictive ride rob rocky salary saudi
8|screening seated seed sentenced setback shaking shell sheriff showdown shrink sided silicon
8|sleep slipped solely solidly solving sparked spreading squarely stacked stature steal stealing
8|stepping stern stewart strict studied stumble subscribe subsequently substance substantially
8|summary superior surveillance sympathy t.co takeover tapped taught technically technique tense
8|tent theft tighten toomey touting transaction trash trey trounced tune tying unaware
8|uncomfortable underestimated undermined underscored unfairly unfold unofficial unpopularity
8|unsecured upheaval ups urgent useful vague volatile volume vp waited waterboarding whiter
8|wikileak wishe withdrawal wolf worrying wrapped wrongdoing
7|1.3 1950 2nd abandoned abandoning abraham accelerated acceptable adequate adopt affection
7|afghan aged agriculture aiming aisle albeit alienating allied amassed amplify andy arbiter
7|arsenal assad assailed assembled asserting attracting automatic await balloting bankruptcy
7|bashar battling bed beer belong belonging benchmark betrayed bigot bind binding bite bizarre
7|blasting bombshell boosting boring borrowing bottle bow bradley brady brave breakthrough
7|brewing brexit briefed brussel buffalo bullet bulwark bunch buried calculated calculation
7|caller calm capitalist cautioned certainty chanted characterized charitable charlotte charter
7|checking circulating circus clock closure clothe coalesce collecting combating commanded
7|commented committeeman competent complain complicate conciliatory confronting consequential
7|context contradiction contrasting convert coordinate cornell correspondence courage cozy crise
7|crossroad crowded crystal cure cyber damaged damn dave dawn daylight dc deadlocked dealer dear
7|debating declining defining demise demonstrating dent deporting derided designated device
7|dialogue dire dirty disadvantage disappeared disavowed discipline discourage discover dismal
7|dismiss displayed disproportionate disqualifying disrupt dominating drafting drag drink dubbed
7|dubious duck dump dynasty eat eisenhower elaborate elderly electric embarrassment emotion
7|enacted encounter energetic england entitled entitlement epic exceed exciting execute exploited
7|export f.b.i faction famed fat feminist figured financially flexibility flurry foe forefront
7|forgotten francis francisco fueling garin garner gifted govern gowdy grabbed grandchildren
7|granite greg grief grip guaranteed gubernatorial guidance guiding habit hacked hamilton hampton
7|handily hanging harassment harmful haven hawkish heel heir hidden hollande homicide hook hotly
7|hudson humanity ideal imagined imply impromptu incoming indicted indirectly inflammatory
7|insecurity insistence instagram institutional instructed intensity intern interpretation
7|interpreted iowan iraqi ire iron jam janet jeremy jessica jill jockeying jordan justification
7|karen knee knife labeled lacking laden latter lawrence layoff leak lending libyan lieutenant
7|likelihood lingering lining linking lobbied logic lord luck lure mandated mar mason
7|mathematically mccarthy md medium mentioning mich microphone mo mongering mountain murdered
7|murray n.c neck needle negotiator nelson nobel nonwhite oath observation occupied occurring
7|onslaught outlining outlook outweigh pamkeynen pandering parade participating patient penalty
7|pension perry persona pete petition philippine phoenix phony photographer pig pin pitting
7|plaintiff plea pledging portraying posting powered pray predictable presumably presumed privacy
7|problematic proclaimed profession promoted prosecute protracted publicity puerto pushe
7|quinnipiac randomly rationale rebuke reckoning redacted relate remarking remote resemble
7|residence resigned resolved resonated responsive resulting retweeted reversal revisit revive
7|rhetorical rico ridiculous ripped rolling roman rough royal rudy rushing ruth sake sand sandy
7|scripted searching sherman shoot shooter shrinking sibling silent simon singled slated slice
7|smiling software southwest spotted sprawling spur stagnant staked steadily stephanopoulo storm
7|straightforward strange stress subdued suburb suffering suited sunshine supremacist surely
7|suspicious swipe symbol talent tasked taxing temperature thirty thread timeline timothy titan
7|toll toxic transformation transformed transportation treaty trio trustworthy turnaround twenty
7|tyler uber uncovered underlying underscoring underway undo unhappy unified unleashed unveiled
7|upside upstate viewing vigorously village virtual visible wade ward waste weaker wherever
7|whomever wisdom witnesse witnessed wondered wondering workforce yelled yellen
6|110 1995 350 475 86 aaron abiding absentee accelerate accessible accident acquired additionally
6|adopting advisory affirm affirmative agreeing aided airline airplane akin animal anniversary
6|anonymous antipathy app appetite approximately arabia arranged articulate articulated assaulted
6|assembly assertive assuage assurance atop audio austin authored backfire backward balked
6|balloon ballroom banner baptist bashing basketball batch beast beholden bemoaned bible
6|biological blasio blaze bleak bleeding blessing boehner boisterous booming boot borrow bothered
6|branch brazil brilliant brink broaden brushed burned buzz cameron campus cancel candidly canova
6|carol carpet carrier carve catastrophic caveat changer chat chatter cheated chemical chest
6|chocolate christine chunk cincinnati civility clark clearer clothing clue comparable compassion
6|competence comply concede congratulated congratulation consolidate constitute constructive
6|consulate contemporary cooper cooperate correctness courtesy cowboy crafted crippled crosse
6|crumbling curiel cynical dancing daunting defect deliberate deploy depression deprive depriving
6|detention dial diane dictate differed dignity dining disappearing disarray discontent discount
6|discriminatory disgusting disliked dispatched disrespect dissatisfaction distinct distract
6|divorced donate drafted dragged dramatically drastically drinking earliest earner edison
6|edition educational efficient egypt elevate eligibility emergence emotionally empower
6|empowering enable enclave endeavor endorser enforce envisioned epidemic equipment escalating
6|espionage est ethical evan evolving excite explore explosion eyed facilitate fading fairness
6|fared fargo farmer fascist fatal fatally favoring felony fervor figuring firestorm fitness
6|fitton fixture flint flipped footstep foreclosure formula foster frontier fury gaffe galvanized
6|gambling gear gene geoff geopolitical gonzalo gordon graduated grandfather granting grappling
6|greek greenhouse gregory guarded guessing gut hail halfway hammered hanchett happily harmed
6|harrison hateful heating herald hillaryclinton hitler holocaust humility hungry ianhanchett
6|illustrate immunity imperative implicitly inc inclusive index indianapolis ineligible
6|infiltrated influenced inhumane inroad irish ironically issuing jokingly joni joy jurisdiction
6|keynote keystone klan klux kremlin ku lago lambasted lame lap laughing le leftist legalizing
6|legend legendary lent lewinsky listing lit litmus located logistic loose lopez lopsided
6|lucrative luis lyin madison maintaining maintenance maneuvering mantle marched mateen maverick
6|mayhem mega metric microsoft milbank minimize mishandling mistrust misunderstanding mobile mold
6|morris multi multinational myth naacp narrower naturally newfound nicole nonpartisan novel ny o
6|occasional offended offset olympic omar onetime organizational orthodoxy oscar ouster outraged
6|outset ovation overlooked overlooking overly overtake overtime parliamentary passport
6|peacefully perceive persuading peterson petraeus physician pink plank planted plaza plight
6|pointedly poland poorly posing potus pound powell practical pregnancy preparedness prescription
6|presentation presided prioritize proceeded producer productive prohibition projecting prolonged
6|prominence prop protesting protocol provider punching pure questionable rahm raid ramped ranked
6|rant ravaged reacting reasonably rebellion rebuked rebut receptive reclaim recognizing recount
6|recounted recover recruiter referenced regulating reined relocate renewable renovated rent
6|resisted respective restrict retailer retroactively rev reversing reviewed reviewing revival
6|rift ripping ritual rivalry robbery roe routine rupert rushed salt sampling sanctuary
6|scholarship scrambling seattle seller separation seventh sexist shall shaping sharia sharpened
6|sharpton shocking shortcoming showcase simultaneously sincere sink slim sober soccer soften
6|solidify sonia sotomayor sparred spat spectacle spectrum speculate spike stalled stamina staple
6|steam stereotype stolen strategically strengthened strive stuart sufficient suffolk summon
6|supplement surviving survivor suspending suspension syracuse tack tactical taliban tapping
6|tayyip teach technological tehran temper terrific thrive thumb tilt timestamp tolerate ton
6|torture tpp trained traitor trajectory tree trick trove twist tx ukrainian unanimously
6|unauthorized unbound undergoing unfavorably unheard unifier uniting universe unnoticed
6|unrealistic unrelated unrest unsuccessful uprising ushered vacuum valued varying viability
6|walsh waning warehouse wasted waved weaknesse wedding weird wendy whenever who've widening
6|wiping wore workplace wrap yale zeal
5|11th 140 1963 1969 1993 1997 19th 2.2 2030 2050 21st 3.3 77 91 accounted accustomed achieving
5|acutely adamant adept adequately adherence administered administrative admirable admiration
5|adoption advancing adverse advertisement advisor affecting afl albright alexander alien
5|alienated align aligning allocated ammunition ample andrea animated anomaly antagonist
5|antiabortion appended applaud applicant appreciated arbitrary architect artificial artist ash
5|ass assail assassination ate athlete atmosphere atrocity attribute australia authentic
5|authorization automatically awareness ballistic bargaining baseball battery bedroom beneficiary
5|bernstein betting bidding birthday blair blaming blanket blared blessed blind blistering bloody
5|blowback blumenthal bona booing boom boomer brace brag brass breath brennan bristled
5|broadcasting broadside brook brutality bryan buoyed burst button buyer cadillac campaigner
5|candle capitalism capped cared caring carlton carney catherine caucusgoer cell cement census
5|centerpiece championing charging charming chart chipping chorus christ cio clarence clarified
5|classe classify cleaner cloud coalescing coca coined col cola collapsed collectively colony
5|comedy comic compassionate compensation compliment component comprise con conant conceding
5|concentration concord confederate conflicted confuse confusing confusion congratulate
5|congresswoman conn consecutive considerably consolidated constituent consummate contemplate
5|convened convey conway coordinating coordinator cop cordial corn cornyn correctly correlation
5|corridor cory costa courthouse courting cousin cracking credited crippling criteria critically
5|custody cynthia dade dance darrell deadliest deadlock debut defamation defection definitive
5|deflect defy defying delayed deliberation demeanor demurred deploying derail derisively
5|detainee diminish dioxide disbelief discomfort discredit discretion discriminate dismayed
5|dismissal dismissive disobedience dispel displaced displaying disqualified disruptive
5|distressed distrust disturbing divorce dogged dole domain doug dow downward drowned drum
5|durable dy dysfunction easiest eating echoe eclipse egg embarrassed embattled emblematic
5|empathy employ employing empowerment endured energize enforcing enormously enrique entertainer
5|entrance erdogan ernst essence evade evenhanded evolution exaggerated exceeding exceedingly
5|excerpt executed exhibit existential expire fabricated fade fearful feedback fide fidel
5|finalized financing finishe firework firsthand fisher fl flake flanked flap flooded flooding
5|flourish flowed foia fold fondness fool foolish footing forbe forever forty fractious
5|fraudulent freewheeling freeze freshman functioning furor furthermore ga garden gawker gaze
5|gentleman gentlemen geography gilbert gilmore globally gloom goldberg goldwater grandmother
5|grateful gridlock griffin grijalva grind guantanamo hama hang harbor harlem hashtag hassan haul
5|hawk healthcare heartland heaven heroe hid hinted holder huddled humayun hunt hunter hype
5|hypocritical iconic ideally identical identification impartial impassioned impeachment
5|imprisoned improper inaction inciting incorrect independently indicator indict ineffective
5|inflicted informal informing inherited injustice inserted insurer integration intensified
5|intensify interim interior interjected interrogation interventionist interviewer invoke
5|invoking isolationist jab jarring jean jeopardy jesse jesus jihad jindal johnny jose journey
5|judgement karl keen kellyanne kendall khizr kicking kkk knight knocking kristen kurdish lab
5|labeling lagging landline laser lashed lashing layer legalization legalize legalized leon levy
5|licensed lifelong lifestyle lifting lightning likable litigation lively louder loyalist maddow
5|magnitude makeup manipulating marching marie marijuana marla marry marty mask masse meal mercer
5|merrill metro mick midday mild miner mini minimal misconduct misguided mishandled misstep
5|modified momentous monetary morale movy murdoch murky muted n nate nazis nearest nebraska
5|nephew nevertrump newtown nfl nieto nonsense nuance o'donnell o'reilly o.k observed occupation
5|offend offender offshore oliver ominous opt originated osama outfit outlier overhead overlap
5|overreach oversaw overshadowed overtaking overthrow painted palin panetta paperwork patch
5|patrol patron paused payroll peaked peddling peppered periodically permitted persian phenomenon
5|philip pill pilot pittsburgh pivoted pivoting pizza plagued plate pleasant pleasure plummeted
5|plurality polarization pole policing politifact populated portfolio portrait poster postpone
5|practiced praying precarious prelude prep preparation presenting pretending prince probation
5|procedural prominently promptly prone pronounced proportionally prosecuting prospective
5|protested proudly psychological publication publishing punched punitive purely quantity
5|quarterly quell quicken racing radar radicalized rail raiser raleigh random razor readiness
5|realistically realization realm reassure reassuring reboot rebound recep recipient recite
5|reconciliation recording recovered reed reflective refuge regulatory reinforce reluctance
5|reluctantly reno repair repealing replicate representation reproductive reservation
5|resoundingly restricted resume rethink revised rewarding rider riding ring robinson rocket
5|rousing rowdy safely safer sample samuel sandra scarborough scheme schmidt scoring scorn
5|scrambled scranton screaming screw screwed searing seasoned secrecy seizing seminar senseless
5|sensible separated separating servant shaky shame shaming shaw shedding shelter shelve shorter
5|shortfall shout shutdown similarity sir slap slaughter slave slavery smartphone snapshot
5|socially solar sole solicit solomon southeastern specialize sphere spoiler stack stalwart stan
5|stanford starring statute steer stein stemming sticker stirred stranger strictly strode stroke
5|studio stumbled stumping stunt sub subsidy suck suing surpassing survival swagger swiftly sync
5|systemic tab takedown tallied taped tapper teamed teleprompter tended tentative tenuous terrain
5|territorial texan thereafter thoroughly thoughtful thrilled tiger tighter tony topped tossed
5|touche toughest tournament tout traced trap trayvon treasurer tremendously trending tribe
5|trumka trumpian tsunami turbulent turner twin uncommitted uneasy unfolding unfortunate uniform
5|unionized unnecessary unsure untrue untrustworthy upbeat upbringing upend upended upfront
5|upward uttered vacancy vein vendor verbal verizon vet veto vicious vigor virgin visceral
5|volunteered waged waging warrior wash wasting we'd weekday weiner whatsoever wheel whip
5|whipping widow withering worded wording worldview worthy wow wreck xenophobia xm yanked yeah
5|yell yellow yielded zach
4|0.2 02 06 07 1.7 104 145 163 170 175 180 1948 1979 1983 1985 1998 1st 2.4 2.7 2.8 2019 2025 235
4|3.4 3.5 3rd 4.5 40s 5.5 5.7 5th 7.25 79 80s 92 98 aback abe abolish abrupt abu acceleration
4|accent accommodation accumulated accuracy acquire acre acronym activated adapting addiction
4|adjust admittedly advertised affirming affluent aggression aipac ala alarming alexandria
4|alienation allergan alluding alright alternate alzheimer analogy analytic anecdote angle
4|angrily animating anna anointed anonymously antic anticipating antitrust antonio anxious
4|apparatus arbitrarily arbitration archive ardent arguably ari arming arose ashamed ashley audit
4|authenticity autobiography awaited badge badger baggage bail balancing barnstorming batche
4|battered battlefield beamed beau bedrock behave belligerent bend beneath beneficial benefiting
4|betrayal betsy bigoted bilateral billy bitterly blank blockbuster blogger blond blowing blowout
4|bluster boldly bolton bombastic booked booker boon booster booth borne borough borrower bounce
4|boxer bracing bragging breadth breyer brick brigg broadening brotherhood bruise bryant buchanan
4|buckle buddy bullying bureaucracy burke burton butt bypass c.i.a cache caesar cairo calculating
4|calculus cambridge candid capita capitalizing capt captive capturing cardin caregiver carnage
4|casper casual catapult catastrophe cater caucused cease censorship certificate certified chad
4|chaired chairmen chappaqua charisma checked checker cheeto cherished chiefly civilization
4|clapping clarify clarifying clause clay clerk cliff climbed clutch coat coffer coherent
4|coincide colbert collapsing colorful columbus combative commenting commodity communicating
4|competed completing complexity compliance condemnation condolence confer confidant
4|confrontational congratulating connecting conscious consent consist constrained consult
4|consulted consume contrasted convenience converted converting cooky cope corker cornerstone
4|counseling counterattack countered countless covert coveted cracked cramped creative creator
4|cried cringe crop crow crowned cue cuff culprit cult cumming dare dartmouth dash debater
4|deborah debunked deed deepest defendant defer deference deficiency defied delaying dennis
4|denounce denunciation departing deployment deregulation descend descended desert destiny detour
4|detrimental devastation dictatorship diner dip dipped dirt disappear disapproval discounted
4|discredited discriminated disenfranchised dishonest disingenuous dismay dismisse disparage
4|disparity disqualify disregard disrupted dissident distanced distinguish distracted distribute
4|distribution dividend doctrine domestically donating donna doral dorsey doubted download
4|downplayed downside drake dresse drone drudge dry dueling dumped duncan dunk durbin dust dutch
4|dwight dying dylann eclipsed ecosystem eddie electable elective electrical electricity elephant
4|eli elijah em embedded embodied emirate enact enamored encryption enduring enforcer engineering
4|enhanced enjoying enrollment entail entourage epicenter epstein eroding erupt escorted etc
4|euphoria euro eva exacerbated exam examined examining exasperated exceeded exceptional
4|exceptionally excesse exchanged exempt exercising exited exodus expenditure expired extensively
4|external extramarital extraordinarily eyeing fabric faculty faded falsely faltered familiarity
4|fanning fantasy farook fascism fashioned fatigue fearing federally fend fertile festival
4|firebrand firepower firewall fish fishing fissure fixed flame flash flattering flesh floated
4|flocked flung fodder foil forge forgive formerly fraca framework franco francois fred freed
4|frozen fruit fuller funeral funneling galvanizing gaming gasoline gearing generational
4|geographic georgetown ghazala gilded gillibrand glove golfer goodbye goodlatte goodness grader
4|gradual graphic grave gravity gray greatness greene grievance grocery groundbreaking groundwork
4|grueling guided gunfire gutter hailed hailing halted hank hardened hardline harshly hawkin
4|hazard heal healing heather heavyweight heck heckler heidi hendrick heroin hi hiding hierarchy
4|hogan holdout homeless homeowner homosexuality hopped horrified hourly huddle huh humble
4|humiliating humphrey hussein hyper illustrated illustration immigrated immune implicit
4|improbable inadequate incarnation inception inclusion incompatible incompetent inconsistency
4|inconvenient indefinite indefinitely indicating inherent inn innovation innovative insensitive
4|inspiration installed instant instruction instrument integrate intensive intentionally inter
4|internationally intersection intimidation ironic irritated irs isaac it'll italy ivana jackie
4|jaime jeanne jefferson jen jenna jinping jock julia junior kander kate kay keenly kenneth
4|kirkpatrick knit ladder lag lament latina laurence lavrov lax leaner leap lecture lectured
4|ledger leftward legion lend lew limbaugh lip literature liz llc loaded logical loop lou loudest
4|louisville lucky lucy luther madeleine maggie mailer makeshift malaise malik mall manchin
4|mandatory manipulation manning manuel marcher marist markedly marker marketplace marred marshal
4|marshall martha matche matching maximize meandered mechanism median medicine mediterranean
4|melissa meltdown mercy merger messy methodically metropolitan michele midtown mikhail
4|millionaire mining miracle mischief misinformation misse missive mistaken modeling monmouth
4|monument morgan mortar morton motivation motor mounted mourning mouse muddled municipal
4|muscular mused myer mystery nafta nagging narrator narrowed narrowing nativist naturalized
4|navigate nba nearing negligence neil nerve netflix neutrality nide noise noon northeastern
4|northwestern notorious nuanced nut nyt o'brien oakland obituary obscured obscurity observing
4|obstruction occurrence officeholder ohioan ois operational operator ore oust outgoing outline
4|outnumber overlook overturned overwhelmed palpable paltry pant paranoid parked parking
4|partisanship pataki patience paula pbs pea peanut pearl penchant penny peril perilous
4|permanently perpetual perpetuate pervasive pfizer philanthropist philosophical physically pie
4|pierce pillar pinocchio pipe pit pitche pitched plainly plausible pleading plot pocketed poorer
4|porter portman pouring powerhouse practicing precede precisely predatory predominantly
4|preliminary premise preserving presse priest principled probing profoundly programming
4|prohibitive prolong prompt pronouncement propelled proving proxy publish punctuated punishment
4|purchased purchasing purge q quagmire query quip quoting raced radicalization railing ramo rash
4|ratcheted rational ray readily reaffirmed rear reassured rebuttal recast recipe reforming
4|regain regulator reign reinforced relating remarkably remembering renovation reopened replacing
4|replay reprimanded repudiate rescued reset resettle resettlement reshape residential resounding
4|respectful responder restored restrained resurgence retaliation retiring retrospect richmond
4|rigorous riot roared robot rod romp rooted rope rove rubbing rudolph runoff rutger sacred
4|safest samantha sanctioned sara satisfy savvy scary scattered schoen scotus scuttle sealed
4|searche secretly secular segregation seldom selfish semitic separately setup severely sexually
4|shaken shattered shed sheldon shipping shoe shortage shoulder shrug shrugged shutting sing
4|singing singularly sirius skew skirt slain slashing slew slight slipping slowed smallest
4|smarter smear smoking smooth smuggler snarky sniper solidified solved somber sour soured
4|sovereignty spa sparking spawned specter speculated sperling spicer spiked spiral spite
4|spontaneous spree squeezed staged staggering staging stalin stall starr staunch steered
4|stifling straw strengthening strife strip stripped structured stubborn subjected submit
4|subpoena suburban supermarket supervised supplied surfaced surround sustain swamp sweden
4|swinging sworn sylvia tacking tackling tag takeaway talented tallahassee tape tarnish tashfeen
4|teamster tearing teen tenet tennis terminated terrifying textbook themed therapy thereby thick
4|thiel thorough thriller thrived throated thumping thwarted ticked ticking tightening tinged
4|tipping toast toilet tongue torn totaling toughness toy trader trafficker transcend
4|transformative transforming translated trapped traveler tribune trickle tricky triggered triple
4|tripoli trophy truman trustworthiness tyrone u.k ubiquitous uk unarmed uncommon
4|unconstitutional unconventional undercard underestimate underground understated undisclosed
4|unfolded unfounded unilateral uniquely unloaded unmistakable unprompted unsettled
4|unsuccessfully unsustainable upshot useless utility vacant valid validate vanguard vatican
4|vehemently venezuela verveer victimized victor viewpoint virus vitriol voa void voluntarily
4|wagon waiver wakefield wallet walmart warfare warmth warner wayne wayside wealthier whisper
4|whistle widen wielding withdrew withholding wive woolson would've wrestling xi yawning yemen
4|youngest z zealand zeroing zika
3|0 01 051 1.4 1.8 112 121 129 12th 151 152 153 185 1930 1956 1962 1967 1971 1973 1975 1977 1982
3|1987 1b 2.9 20s 210 216 260 270 271 3.2 353 360 367 4.3 4.7 4th 501 538 568 60s 650 660 6th 7.7
3|70s 750 757 769 7th 89 9.2 90s 911 93 97 abdullah abetted absorb abused abusive accelerating
3|accessed accommodate accompanying accomplishing accountant accurately acquainted acquiesced
3|acute addict addicted adelson adhere adherent adjective adjusted adm admirer adoring advertiser
3|afflicted affordability afloat afoul aggravated aggravating agitated agricultural ailing
3|airtime akhil albany albuquerque alert alicia alito allan allege almighty alternately amar
3|amazed ambivalent ambush analyse analyzing ancient andre anew angelo angst animosity anne
3|anselm anthropologist anticipation appalling applauding applying appointee appointing
3|appreciation apprehension appropriately approving apt ark armstrong arnold arpaio arrange
3|arrogant artful arthur articulating arturo aspire assign assisted atlanta attached attraction
3|attributable auction augusta authorize authorizing automobile autor availability averaging
3|aviation aviv awe awkwardly az azerbaijan bachelor backdrop backfired backyard bader baier
3|bailed bait bakery baldwin bang barb barrack barred barrel basket bastille bathed beache beacon
3|beauty becerra bechdel becker beef beg begged beheading behemoth beirut belatedly beleaguered
3|belgium believer belittled bell bellicose beltway bely benenson berger berkeley berniesander
3|bespectacled bested betray bibi billboard billed bio birtherism bisexual bishop bit.ly biting
3|blackberry blackwell blatant bless blew blizzard blm bluntly boardroom boeing bogus boiled
3|bolstered bolstering bone bonuse boosted bordering borrowed boulevard boundary bout boxe boxing
3|boyfriend bragged brainard brainchild branche bravado brawl breache breached breitbart.com
3|brendan brent bret brett bribe bro broadway bronco bronx bruised brunch brunt brush brushe
3|brzezinski buckeye bumper burdened bureaucratic burr burying buse bushe busiest businessmen
3|businesswoman butter cafeteria cain calculate calvin campuse canceling candor cape capitalized
3|cardboard carelessness caretaker caricature carnival caroline cat caustic cecile cedar cemented
3|cemetery chaffetz chandelier characterize charm chasing cheese chemistry cherry chevron chided
3|chiding childish chimed choked christianity chronicle circled circulate circulated circumvent
3|civilized clandestine clarion cleaning clever climb clinching clinging clooney closeness
3|cluster coach coded coin coincidence collaborated collaboration collaborative colored coloring
3|communicated communism compass compiling complaining complicating complication composed
3|concentrated condensed condoleezza condominium condone confidentiality confidently confirming
3|conflicting confounding congrat congregation conquest consciousness consistency consolidating
3|consolidation consternation constraint consuming consumption contacting contemplating contended
3|continental contingent continually contraception contradicted contradicting controlling
3|convoluted cooperative coordination cornel corresponded coulter counterterrorism countervailing
3|counterweight countrymen courted courtroom coverup craft crane crashed crawford cream crediting
3|creditor credo creeping crimea crisscross crisscrossed crowley crown cruel crusade crusader
3|crushing crystallize cuccinelli culturally curbelo curiosity curious curt curtain cushman
3|cutback cyberspace dam damned dante darling dashboard dated debacle debunk deceive decimate
3|decreased decrying deepen deepening deferred defiance defunct defund defunding degrading
3|delivery demagogue democratically depended depicting deplorable deposition derailing
3|dereliction derry deserved destination destined devastated developmental devise devolved
3|diagnosed dianne dickerson dictated dictum dignified dime diminishing disability disaffected
3|disagreed disastrously disbanded discarded disciplined disconnect discord discrediting disdain
3|disgraceful disgruntled disgust dislocation dislodge disorder disorderly disparaged disparate
3|dispatching disrespectful dissatisfied dissolution distaste distinctive distorted distortion
3|distributing docket dodging doling dominican doomed dotted doubling dove downplay doyle
3|dragging draped dress dual dude dug dumping dunn duo duration dwelled dysfunctional eagerly
3|eagerness eakin easing ebola edelman edgar edited eked elaborated eldest electability elena
3|elevating elia elise elitist elmendorf eloquent embarked embody embroiled emily eminent
3|enabling encompasse encouragement endure engine engineered enhance enlist ensued ensured
3|entertain enticing entrenched envision envoy episcopal equate equation equivocation eradicate
3|erica erie erin erode erosion erroneous erupting eruption escalate escalation escaped espoused
3|evaluating evaluation evaporated evasive evercore examination examine excellence excess
3|executing exhaustive exile expel experiencing expiring expletive explode exploding exposing
3|extending extradition exxon facet facilitated facto factored fahrenheit faithful faked fallin
3|familial fang fanned farewell farther fascination fated fdr feasible feat federalist federico
3|feinstein fema fenton ferdinand ferguson fervent fethullah feuding fictitious fifteen
3|filibuster filling filming financier finest firefighter firehouse fitting fizzled flagging
3|flashe flashpoint fledgling flee fleischer flexible flier flirt flirted float floating flock
3|flop flore flowing folded foment footprint forcibly fore forensic foresee forged forgiven
3|format forming formulate forthcoming fortified fortitude fortunate fortunately forwarded
3|fostering fracturing fragile framing frana franchise frazier freeing freelance friedman
3|frustrate frustrating fulfilling furthering fusion futile g.o.p gabriel gadfly gag gallon
3|galvanize garbage garcia garnering gase generic generosity geneva genocide gentle
3|geographically gerald gifford gig gigantic gina ginsburg girlfriend gleefully glen glide gloria
3|gossip governed governmental grad grafted grain granddaughter grapple gravely grayson grieving
3|grill grin grit grumpy guaranteeing guccifer guerrero gunman gunned haired haley hallmark
3|hamburger hammer hammering han handgun handing handsome harassed hardliner hardship hardworking
3|harlan harmony harness harold harris harvey hastily hater haunt hazardous hbo headlined
3|headwind healthier heeled hefty helen helicopter heralded herman hesitant heyday hijacked
3|hilton hitch hodge holtz holy homage honing hood hoosier hop hopeless horizon horn hostage hp
3|href hug hugged hughe humbling humor hungary hunger hunting hurricane hyde hypocrisy idealism
3|ig ignited ignorance illness illnesse imagination imbalance immensely imminent immoral impacted
3|impatient impeach imperil imperiled implementation implore imported imposition impossibly
3|impractical impulse inactive inaugural inbox incarceration incest incomplete inconsistent ind
3|indigenous indirect indiscriminate indispensable individually inequity inevitability
3|inexperience infamously infighting inflection influx informally infringing ingraham inherently
3|injunction injury ink input insane insecure insert instability install installation instinctive
3|insulted intellectually intemperate intensifying interference interloper internationalist
3|internment interpret interruption intervened intimidate intricacy intrigued intrusion inundated
3|invented invite ipso irony irrelevant irresistible irritation islamophobia isolate israelis
3|issa itching iv jacksonville jamie jealous jeer jeered jeffery jeopardize jerk jobless jointly
3|jonah jorge jpmorgan juan juggernaut junta jurist justifiably kagan kardashian kathleen kelsey
3|kenya ki kickoff kingson kirby kirsten klobuchar knowingly kosovo kurd kushner kuwait lagged
3|lamar lamenting lange laquan lasted lauded laughter laundry lawful leahy leaking leaned leather
3|lebanese lebanon lectern leeway legislating legitimacy lehel leo leonard lest leveled lgbtq
3|liberation lieberman lighting lightweight likewise limelight linda liner lineup linkedin lion
3|listener litany litigated littered load locationecode log logged lonely loomed lover lull luntz
3|lurch lyndon magnanimous mahal maher makeover malaysia manipulator mansion mantra mapping
3|marcel marcus marginal marginalized marquette marsh marvin mat mattered max mayoral mccaskill
3|mckee medal medication megan melanne memorandum menendez mentally merchandise merchant merge
3|merry messenger metaphor methodical methodist mezvinsky mideast mika militia min mirage
3|mirrored miscalculation misdemeanor misfire misled misspoke misstated misunderstood mitigate
3|mobilized mockery moderated modify mondale moniker monopoly monster montana montgomery moody
3|moot mosul motivate motivating mourn mowing muammar mulling multimillion mulvaney munich
3|murderer murderous mutually mystified mythology nabisco namo nashua nationalism naturalization
3|naval navigated neal neglected negotiable netted networking newer newest newsmaker newsmax nh
3|niche nickname nigerian nightly nikki ninth noah noble nominal norah notoriously
3|notwithstanding nowaday nsa numbering nutritional nyc nypd obesity object oblivion obsessed
3|occupy occupying oft oligarch olive oman oneself onus openness opined opinionated opportunist
3|oppressive oral orbit oreo orientation oriented orszag orthodox ousted outburst outing
3|outlandish outpost output outsize outsized outsource outsourcing overarching overcapacity
3|overdrive overflow override overseen overshadow overstate overt overtaken overtly overture owed
3|owing owning packer pakistani pale palestine pan panther para parameter parisian parker
3|partially passenger password pathetic pathological patriarch patty paulson paved pawn payback
3|payday pediatric penetrate pep pepper perch perez perfunctory perished perk permission perot
3|perpetrator persecution persist persuadable pessimism pessimistic petersburg petro pga ph.d
3|philanthropy picket pile pioneer piping placard plagiarism plastic platitude playground
3|pleasing plouffe plowed pm poe poisonous policymaker polished pollak polluting ponte poorest
3|popping portland portrayal portsmouth positioning positively possess possession postponing
3|pouncing powerfully pragmatism preceded predicated predictive premiere premised preserved
3|pressured prestigious presume prevailing prevention primed printed privilege proactive
3|probability processe processing proclamation professed professionalism profiled profiling
3|profitable profiting prohibited prohibiting proliferated prolific promotional prophet
3|proportionality protectionism protestant provisional provoke provoked prudent psychiatrist
3|psychology psychopath punche purple purported pursuant quartet quash quest ra rabbi rabbis
3|racking radically rafael raft rage rainy ralph ralston rambling ramp rancor ranged raped ratify
3|raw raza reap reasoning reassess reassurance rebellious rebranding rebuff receded recess
3|reciting reconcile recourse recreation recurring redirected reformed regaining regretted
3|regulate reinstate reiterating relatable relaxed relayed reliant relocated relocating remake
3|remnant removing reneging renewal renounce reopen reorganization repay reprising requesting
3|reside resistant resisting resonance resonating restroom restructuring retire retreat revealing
3|reveler reveling revenge revered reviled reviving revoke rewritten reynold rhetorically rican
3|richardson ridge ridicule rio ripe risking ritz roanoke roar roberta robin rocked rockefeller
3|roiled roiling rollback rollout romantic rosenberg rounded roundtable rout rubber ruined ruler
3|rung russ russell sabato sacramento safeguard sagging saint salem salma sane sanford santa
3|satellite saturation saul savage scala scam scapegoat schadenfreude scientific scorched scorned
3|scratch screened screenwriter scrutinize scuffle seating seeker seismic selfy semblance
3|sentencing sentinel sergei seriousness settling sewed sexting sexton shade shaheen shanghai
3|shapiro sharon sharpen sharper shatter sheer shelley shenanigan sherrod shine shinzo shootout
3|shove shoving shower showman showtime shrewd siding sidney sigh silencing silly silverman sima
3|simmering sin singh sixty sketched skewed slaying sleeper sleeve slid slide slowdown slower
3|slowing smiled smoke smuggling snag snap snyder soared sobering socialism softer solidifying
3|solo somalia souter southeast sovereign sow spain span spanking spark spearheaded spectacular
3|spectacularly speculative spell spill sponsorship spoon sporting spray springfield sprint
3|spurred squabble squeeze sr sri srinivasan stabilize stadium staffing stagnation standoff
3|standpoint stanley stanton stare stared starkly startled stat statesman stationed steadfast
3|steagall stephanie sterling steward stockpile stoke stoked stoking stonewall storage stored
3|straighten strained stressing stretche stretched strewn strickland stricter structural
3|stubbornly studying stumped stunned submarine subprime subsidized subway succeeding sucking
3|sudan sufficiently suitable summed supervisor supplemented suppressing surefire surgery
3|surpassed surrender surrendering surveying surveymonkey swarmed sweat sweep sweet swift swiss
3|switched switzerland syed syke symbolic sympathizer systematic systematically tabloid tacit
3|tacked taft taj tall tamping taping teachout tedcruz teeth tel telecom telegram tempered temple
3|tempting tenn tenor terribly terrified terrorized testament tester testimonial thailand
3|thankful thanking theblaze theoretical theorist thesis thirteen thug tightened till tilting
3|timed timely tina tinkering token tolerant toothless tortured toss tossing trace tracked
3|tracker trait transferring transit translating transpired travail tribal trickier troy trudeau
3|trumped trumper trumpeting truthful tucson tumultuous tuned tunnel u.s.a ugliness uh ultra
3|unaccompanied unaligned unanswered unapologetic unbelievable unchanged unconscionable
3|undercover underestimating undergraduate underneath undersecretary understandably underwater
3|undivided undoubtedly undue unearthed unease unification uninsured unjust unlawful unnamed
3|unorthodox unpaid unpledged unpredictability unprepared unravel unraveled unrelenting
3|unreported unsafe unseemly unsubscribe untenable unthinkable unveil unwanted unwavering
3|unwilling unyielding upgraded uplifting uproar upswing usher utter vaccine vagary valeant
3|validity varga vary vedra veer veered venetian verge verify versaille vetoed viciously
3|vietnamese viewership vigorous viktor villain vivid vogue volunteering vouched vox vulture
3|walkout wariness warmly warsaw wasteful watche watergate watershed weakened weakening weakest
3|weather weber weed weighing welch westchester whack wheelhouse wherea whichever whirl whit
3|whitman wholesale widened wield windfall wine winnow wire wired wishful witch withdrawing
3|withhold withstand witnessing wonk woodrow worn worrisome worship worthwhile wrest wright
3|wrinkle wrongly wsj wwii xavier xl yanukovych yelling zachary zephyr zeynep zimmerman zionist
3|zoe zoning zoo zuckerberg
"""
