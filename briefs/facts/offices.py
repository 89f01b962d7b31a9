"""Who held which office, dated: `country or body | office | name | m or f | from | to`.

Months are YYYY-MM; an empty `to` means in office when the row was written (2025-06). A line
that begins with `#` is the source of the rows below it. The table only ever helps: it
completes names that the article itself uses ("Putin", "the Russian leader") and is never
the ground for a fact, so a row out of date costs a resolution, not a truth; a briefing
prints the article's own form of a name. The rows were written down from memory under the
page that lists them; nobody has compared them with it one by one.
"""

from __future__ import annotations

OFFICES = """
# https://en.wikipedia.org/wiki/List_of_presidents_of_the_United_States
United States|president|Bill Clinton|m|1993-01|2001-01
United States|president|George W. Bush|m|2001-01|2009-01
United States|president|Barack Obama|m|2009-01|2017-01
United States|president|Donald Trump|m|2017-01|2021-01
United States|president|Joe Biden|m|2021-01|2025-01
United States|president|Donald Trump|m|2025-01|
# https://en.wikipedia.org/wiki/List_of_vice_presidents_of_the_United_States
United States|vice president|Dick Cheney|m|2001-01|2009-01
United States|vice president|Joe Biden|m|2009-01|2017-01
United States|vice president|Mike Pence|m|2017-01|2021-01
United States|vice president|Kamala Harris|f|2021-01|2025-01
United States|vice president|JD Vance|m|2025-01|
# https://en.wikipedia.org/wiki/List_of_secretaries_of_state_of_the_United_States
United States|secretary of state|Condoleezza Rice|f|2005-01|2009-01
United States|secretary of state|Hillary Clinton|f|2009-01|2013-02
United States|secretary of state|John Kerry|m|2013-02|2017-01
United States|secretary of state|Rex Tillerson|m|2017-02|2018-03
United States|secretary of state|Mike Pompeo|m|2018-04|2021-01
United States|secretary of state|Antony Blinken|m|2021-01|2025-01
United States|secretary of state|Marco Rubio|m|2025-01|
# https://en.wikipedia.org/wiki/United_States_Secretary_of_Defense
United States|defense secretary|Leon Panetta|m|2011-07|2013-02
United States|defense secretary|Chuck Hagel|m|2013-02|2015-02
United States|defense secretary|Ash Carter|m|2015-02|2017-01
United States|defense secretary|James Mattis|m|2017-01|2019-01
United States|defense secretary|Mark Esper|m|2019-07|2020-11
United States|defense secretary|Lloyd Austin|m|2021-01|2025-01
United States|defense secretary|Pete Hegseth|m|2025-01|
# https://en.wikipedia.org/wiki/President_of_Russia
Russia|president|Dmitry Medvedev|m|2008-05|2012-05
Russia|president|Vladimir Putin|m|2012-05|
# https://en.wikipedia.org/wiki/List_of_heads_of_government_of_Russia
Russia|prime minister|Dmitry Medvedev|m|2012-05|2020-01
Russia|prime minister|Mikhail Mishustin|m|2020-01|
# https://en.wikipedia.org/wiki/Ministry_of_Foreign_Affairs_(Russia)
Russia|foreign minister|Sergei Lavrov|m|2004-03|
# https://en.wikipedia.org/wiki/List_of_leaders_of_North_Korea
North Korea|leader|Kim Jong Il|m|1994-07|2011-12
North Korea|leader|Kim Jong Un|m|2011-12|
# https://en.wikipedia.org/wiki/List_of_presidents_of_South_Korea
South Korea|president|Lee Myung-bak|m|2008-02|2013-02
South Korea|president|Park Geun-hye|f|2013-02|2017-03
South Korea|president|Moon Jae-in|m|2017-05|2022-05
South Korea|president|Yoon Suk-yeol|m|2022-05|2025-04
South Korea|president|Lee Jae-myung|m|2025-06|
# https://en.wikipedia.org/wiki/List_of_presidents_of_China
China|president|Hu Jintao|m|2003-03|2013-03
China|president|Xi Jinping|m|2013-03|
# https://en.wikipedia.org/wiki/Premier_of_China
China|prime minister|Wen Jiabao|m|2003-03|2013-03
China|prime minister|Li Keqiang|m|2013-03|2023-03
China|prime minister|Li Qiang|m|2023-03|
# https://en.wikipedia.org/wiki/Ministry_of_Foreign_Affairs_(China)
China|foreign minister|Wang Yi|m|2013-03|2022-12
China|foreign minister|Qin Gang|m|2022-12|2023-07
China|foreign minister|Wang Yi|m|2023-07|
# https://en.wikipedia.org/wiki/List_of_presidents_of_Taiwan
Taiwan|president|Ma Ying-jeou|m|2008-05|2016-05
Taiwan|president|Tsai Ing-wen|f|2016-05|2024-05
Taiwan|president|Lai Ching-te|m|2024-05|
# https://en.wikipedia.org/wiki/List_of_prime_ministers_of_Japan
Japan|prime minister|Yoshihiko Noda|m|2011-09|2012-12
Japan|prime minister|Shinzo Abe|m|2012-12|2020-09
Japan|prime minister|Yoshihide Suga|m|2020-09|2021-10
Japan|prime minister|Fumio Kishida|m|2021-10|2024-10
Japan|prime minister|Shigeru Ishiba|m|2024-10|
# https://en.wikipedia.org/wiki/List_of_prime_ministers_of_the_United_Kingdom
United Kingdom|prime minister|Tony Blair|m|1997-05|2007-06
United Kingdom|prime minister|Gordon Brown|m|2007-06|2010-05
United Kingdom|prime minister|David Cameron|m|2010-05|2016-07
United Kingdom|prime minister|Theresa May|f|2016-07|2019-07
United Kingdom|prime minister|Boris Johnson|m|2019-07|2022-09
United Kingdom|prime minister|Liz Truss|f|2022-09|2022-10
United Kingdom|prime minister|Rishi Sunak|m|2022-10|2024-07
United Kingdom|prime minister|Keir Starmer|m|2024-07|
# https://en.wikipedia.org/wiki/List_of_British_monarchs
United Kingdom|queen|Queen Elizabeth II|f|1952-02|2022-09
United Kingdom|king|King Charles III|m|2022-09|
# https://en.wikipedia.org/wiki/List_of_presidents_of_France
France|president|Nicolas Sarkozy|m|2007-05|2012-05
France|president|Francois Hollande|m|2012-05|2017-05
France|president|Emmanuel Macron|m|2017-05|
# https://en.wikipedia.org/wiki/List_of_chancellors_of_Germany
Germany|chancellor|Angela Merkel|f|2005-11|2021-12
Germany|chancellor|Olaf Scholz|m|2021-12|2025-05
Germany|chancellor|Friedrich Merz|m|2025-05|
# https://en.wikipedia.org/wiki/List_of_prime_ministers_of_Italy
Italy|prime minister|Silvio Berlusconi|m|2008-05|2011-11
Italy|prime minister|Mario Monti|m|2011-11|2013-04
Italy|prime minister|Matteo Renzi|m|2014-02|2016-12
Italy|prime minister|Paolo Gentiloni|m|2016-12|2018-06
Italy|prime minister|Giuseppe Conte|m|2018-06|2021-02
Italy|prime minister|Mario Draghi|m|2021-02|2022-10
Italy|prime minister|Giorgia Meloni|f|2022-10|
# https://en.wikipedia.org/wiki/List_of_prime_ministers_of_Spain
Spain|prime minister|Mariano Rajoy|m|2011-12|2018-06
Spain|prime minister|Pedro Sanchez|m|2018-06|
# https://en.wikipedia.org/wiki/List_of_prime_ministers_of_Greece
Greece|prime minister|Alexis Tsipras|m|2015-01|2019-07
Greece|prime minister|Kyriakos Mitsotakis|m|2019-07|
# https://en.wikipedia.org/wiki/List_of_prime_ministers_of_Hungary
Hungary|prime minister|Viktor Orban|m|2010-05|
# https://en.wikipedia.org/wiki/List_of_presidents_of_Poland
Poland|president|Andrzej Duda|m|2015-08|
# https://en.wikipedia.org/wiki/Prime_Minister_of_Poland
Poland|prime minister|Donald Tusk|m|2023-12|
# https://en.wikipedia.org/wiki/Prime_Minister_of_the_Netherlands
Netherlands|prime minister|Mark Rutte|m|2010-10|2024-07
# https://en.wikipedia.org/wiki/Taoiseach
Ireland|prime minister|Enda Kenny|m|2011-03|2017-06
Ireland|prime minister|Leo Varadkar|m|2017-06|2020-06
Ireland|prime minister|Micheal Martin|m|2025-01|
# https://en.wikipedia.org/wiki/President_of_Ukraine
Ukraine|president|Viktor Yanukovych|m|2010-02|2014-02
Ukraine|president|Petro Poroshenko|m|2014-06|2019-05
Ukraine|president|Volodymyr Zelensky|m|2019-05|
# https://en.wikipedia.org/wiki/President_of_Belarus
Belarus|president|Alexander Lukashenko|m|1994-07|
# https://en.wikipedia.org/wiki/List_of_presidents_of_Turkey
Turkey|president|Abdullah Gul|m|2007-08|2014-08
Turkey|president|Recep Tayyip Erdogan|m|2014-08|
# https://en.wikipedia.org/wiki/List_of_prime_ministers_of_Israel
Israel|prime minister|Benjamin Netanyahu|m|2009-03|2021-06
Israel|prime minister|Naftali Bennett|m|2021-06|2022-07
Israel|prime minister|Yair Lapid|m|2022-07|2022-12
Israel|prime minister|Benjamin Netanyahu|m|2022-12|
# https://en.wikipedia.org/wiki/President_of_the_Palestinian_National_Authority
Palestine|president|Mahmoud Abbas|m|2005-01|
# https://en.wikipedia.org/wiki/President_of_Iran
Iran|president|Mahmoud Ahmadinejad|m|2005-08|2013-08
Iran|president|Hassan Rouhani|m|2013-08|2021-08
Iran|president|Ebrahim Raisi|m|2021-08|2024-05
Iran|president|Masoud Pezeshkian|m|2024-07|
# https://en.wikipedia.org/wiki/Supreme_Leader_of_Iran
Iran|supreme leader|Ali Khamenei|m|1989-06|
# https://en.wikipedia.org/wiki/Minister_of_Foreign_Affairs_(Iran)
Iran|foreign minister|Mohammad Javad Zarif|m|2013-08|2021-08
Iran|foreign minister|Abbas Araghchi|m|2024-08|
# https://en.wikipedia.org/wiki/President_of_Syria
Syria|president|Bashar al-Assad|m|2000-07|2024-12
Syria|president|Ahmed al-Sharaa|m|2025-01|
# https://en.wikipedia.org/wiki/President_of_Egypt
Egypt|president|Hosni Mubarak|m|1981-10|2011-02
Egypt|president|Mohamed Morsi|m|2012-06|2013-07
Egypt|president|Abdel Fattah el-Sisi|m|2014-06|
# https://en.wikipedia.org/wiki/King_of_Saudi_Arabia
Saudi Arabia|king|King Abdullah|m|2005-08|2015-01
Saudi Arabia|king|King Salman|m|2015-01|
# https://en.wikipedia.org/wiki/Crown_Prince_of_Saudi_Arabia
Saudi Arabia|crown prince|Mohammed bin Salman|m|2017-06|
# https://en.wikipedia.org/wiki/President_of_the_United_Arab_Emirates
United Arab Emirates|president|Mohammed bin Zayed|m|2022-05|
# https://en.wikipedia.org/wiki/King_of_Jordan
Jordan|king|King Abdullah II|m|1999-02|
# https://en.wikipedia.org/wiki/Prime_Minister_of_Iraq
Iraq|prime minister|Nouri al-Maliki|m|2006-05|2014-09
Iraq|prime minister|Haider al-Abadi|m|2014-09|2018-10
# https://en.wikipedia.org/wiki/President_of_Afghanistan
Afghanistan|president|Hamid Karzai|m|2001-12|2014-09
Afghanistan|president|Ashraf Ghani|m|2014-09|2021-08
# https://en.wikipedia.org/wiki/List_of_prime_ministers_of_Pakistan
Pakistan|prime minister|Nawaz Sharif|m|2013-06|2017-07
Pakistan|prime minister|Imran Khan|m|2018-08|2022-04
Pakistan|prime minister|Shehbaz Sharif|m|2024-03|
# https://en.wikipedia.org/wiki/List_of_prime_ministers_of_India
India|prime minister|Manmohan Singh|m|2004-05|2014-05
India|prime minister|Narendra Modi|m|2014-05|
# https://en.wikipedia.org/wiki/List_of_prime_ministers_of_Thailand
Thailand|prime minister|Yingluck Shinawatra|f|2011-08|2014-05
Thailand|prime minister|Prayuth Chan-ocha|m|2014-08|2023-08
# https://en.wikipedia.org/wiki/President_of_the_Philippines
Philippines|president|Benigno Aquino|m|2010-06|2016-06
Philippines|president|Rodrigo Duterte|m|2016-06|2022-06
Philippines|president|Ferdinand Marcos Jr.|m|2022-06|
# https://en.wikipedia.org/wiki/President_of_Indonesia
Indonesia|president|Joko Widodo|m|2014-10|2024-10
Indonesia|president|Prabowo Subianto|m|2024-10|
# https://en.wikipedia.org/wiki/List_of_prime_ministers_of_Australia
Australia|prime minister|Julia Gillard|f|2010-06|2013-06
Australia|prime minister|Tony Abbott|m|2013-09|2015-09
Australia|prime minister|Malcolm Turnbull|m|2015-09|2018-08
Australia|prime minister|Scott Morrison|m|2018-08|2022-05
Australia|prime minister|Anthony Albanese|m|2022-05|
# https://en.wikipedia.org/wiki/List_of_prime_ministers_of_New_Zealand
New Zealand|prime minister|John Key|m|2008-11|2016-12
New Zealand|prime minister|Bill English|m|2016-12|2017-10
New Zealand|prime minister|Jacinda Ardern|f|2017-10|2023-01
New Zealand|prime minister|Christopher Luxon|m|2023-11|
# https://en.wikipedia.org/wiki/List_of_prime_ministers_of_Canada
Canada|prime minister|Stephen Harper|m|2006-02|2015-11
Canada|prime minister|Justin Trudeau|m|2015-11|2025-03
Canada|prime minister|Mark Carney|m|2025-03|
# https://en.wikipedia.org/wiki/List_of_heads_of_state_of_Mexico
Mexico|president|Enrique Pena Nieto|m|2012-12|2018-12
Mexico|president|Andres Manuel Lopez Obrador|m|2018-12|2024-10
Mexico|president|Claudia Sheinbaum|f|2024-10|
# https://en.wikipedia.org/wiki/List_of_presidents_of_Brazil
Brazil|president|Dilma Rousseff|f|2011-01|2016-08
Brazil|president|Michel Temer|m|2016-08|2018-12
Brazil|president|Jair Bolsonaro|m|2019-01|2022-12
Brazil|president|Luiz Inacio Lula da Silva|m|2023-01|
# https://en.wikipedia.org/wiki/List_of_heads_of_state_of_Argentina
Argentina|president|Cristina Fernandez de Kirchner|f|2007-12|2015-12
Argentina|president|Mauricio Macri|m|2015-12|2019-12
Argentina|president|Javier Milei|m|2023-12|
# https://en.wikipedia.org/wiki/President_of_Venezuela
Venezuela|president|Hugo Chavez|m|1999-02|2013-03
Venezuela|president|Nicolas Maduro|m|2013-03|
# https://en.wikipedia.org/wiki/President_of_Colombia
Colombia|president|Juan Manuel Santos|m|2010-08|2018-08
Colombia|president|Ivan Duque|m|2018-08|2022-08
Colombia|president|Gustavo Petro|m|2022-08|
# https://en.wikipedia.org/wiki/President_of_Cuba
Cuba|president|Raul Castro|m|2008-02|2018-04
Cuba|president|Miguel Diaz-Canel|m|2018-04|
# https://en.wikipedia.org/wiki/List_of_heads_of_state_of_Nigeria
Nigeria|president|Goodluck Jonathan|m|2010-05|2015-05
Nigeria|president|Muhammadu Buhari|m|2015-05|2023-05
Nigeria|president|Bola Tinubu|m|2023-05|
# https://en.wikipedia.org/wiki/List_of_heads_of_state_of_Kenya
Kenya|president|Uhuru Kenyatta|m|2013-04|2022-09
Kenya|president|William Ruto|m|2022-09|
# https://en.wikipedia.org/wiki/President_of_South_Africa
South Africa|president|Jacob Zuma|m|2009-05|2018-02
South Africa|president|Cyril Ramaphosa|m|2018-02|
# https://en.wikipedia.org/wiki/President_of_Zimbabwe
Zimbabwe|president|Robert Mugabe|m|1987-12|2017-11
Zimbabwe|president|Emmerson Mnangagwa|m|2017-11|
# https://en.wikipedia.org/wiki/List_of_presidents_of_Rwanda
Rwanda|president|Paul Kagame|m|2000-04|
# https://en.wikipedia.org/wiki/President_of_Uganda
Uganda|president|Yoweri Museveni|m|1986-01|
# https://en.wikipedia.org/wiki/President_of_South_Sudan
South Sudan|president|Salva Kiir|m|2011-07|
# https://en.wikipedia.org/wiki/List_of_heads_of_state_of_Sudan
Sudan|president|Omar al-Bashir|m|1989-06|2019-04
# https://en.wikipedia.org/wiki/Prime_Minister_of_Ethiopia
Ethiopia|prime minister|Abiy Ahmed|m|2018-04|
# https://en.wikipedia.org/wiki/Secretary-General_of_the_United_Nations
United Nations|secretary general|Kofi Annan|m|1997-01|2006-12
United Nations|secretary general|Ban Ki-moon|m|2007-01|2016-12
United Nations|secretary general|Antonio Guterres|m|2017-01|
# https://en.wikipedia.org/wiki/Secretary_General_of_NATO
NATO|secretary general|Anders Fogh Rasmussen|m|2009-08|2014-10
NATO|secretary general|Jens Stoltenberg|m|2014-10|2024-10
NATO|secretary general|Mark Rutte|m|2024-10|
# https://en.wikipedia.org/wiki/President_of_the_European_Commission
European Union|president|Jose Manuel Barroso|m|2004-11|2014-11
European Union|president|Jean-Claude Juncker|m|2014-11|2019-11
European Union|president|Ursula von der Leyen|f|2019-12|
# https://en.wikipedia.org/wiki/High_Representative_of_the_Union_for_Foreign_Affairs
European Union|foreign policy chief|Catherine Ashton|f|2009-12|2014-11
European Union|foreign policy chief|Federica Mogherini|f|2014-11|2019-11
European Union|foreign policy chief|Josep Borrell|m|2019-12|2024-11
European Union|foreign policy chief|Kaja Kallas|f|2024-12|
# https://en.wikipedia.org/wiki/List_of_popes
Vatican|pope|Pope Benedict XVI|m|2005-04|2013-02
Vatican|pope|Pope Francis|m|2013-03|2025-04
Vatican|pope|Pope Leo XIV|m|2025-05|
"""
