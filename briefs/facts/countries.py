"""Countries as newspapers name them: `name | other names | demonyms | capitals`.

Made by tools/make_countries.py from countryinfo (MIT) and the forms that file adds.
A capital stands for its country where it acts ("Moscow signed"); capitals that are
better known as other places, or that seat international bodies, are left out.
"""

# ruff: noqa: E501

from __future__ import annotations

COUNTRIES = """
Afghanistan||Afghan|Kabul
Albania||Albanian|Tirana
Algeria||Algerian|Algiers
Andorra||Andorran|Andorra la Vella
Angola||Angolan|Luanda
Antigua and Barbuda||Antiguan;Barbudan|
Argentina||Argentinean;Argentine;Argentines;Argentinian|Buenos Aires
Armenia||Armenian|Yerevan
Australia||Australian;Aussie|Canberra
Austria||Austrian|Vienna
Azerbaijan||Azerbaijani|Baku
Bahamas|The Bahamas|Bahamian|
Bahrain||Bahraini|Manama
Bangladesh||Bangladeshi|Dhaka
Barbados||Barbadian|
Belarus||Belarusian|Minsk
Belgium||Belgian|
Belize||Belizean|Belmopan
Benin||Beninese|Porto-Novo
Bhutan||Bhutanese|Thimphu
Bolivia||Bolivian|Sucre
Bosnia and Herzegovina|Bosnia;Bosnia-Herzegovina|Bosnian;Herzegovinian|Sarajevo
Botswana||Motswana;Botswanan|Gaborone
Brazil||Brazilian|Brasília;Brasilia
Brunei||Bruneian|Bandar Seri Begawan
Bulgaria||Bulgarian|Sofia
Burkina Faso||Burkinabe|Ouagadougou
Burundi||Burundian|Bujumbura
Cambodia||Cambodian|Phnom Penh
Cameroon||Cameroonian|Yaoundé;Yaounde
Canada||Canadian|Ottawa
Cape Verde|Cabo Verde|Cape Verdian|Praia
Cayman Islands||Caymanian|
Central African Republic||Central African|Bangui
Chad||Chadian|N'Djamena;Ndjamena
Chechnya||Chechen;Chechens|Grozny
Chile||Chilean|
China|People's Republic of China;PRC;mainland China|Chinese|Beijing
Colombia||Colombian|Bogotá;Bogota
Comoros||Comoran|Moroni
Costa Rica||Costa Rican|
Crimea||Crimean|
Croatia||Croatian;Croat;Croats|Zagreb
Cuba||Cuban|Havana
Cyprus||Cypriot|Nicosia
Czech Republic|Czechia|Czech|Prague
Democratic Republic of the Congo|Democratic Republic of Congo;DR Congo;DRC;Congo|Congolese|Kinshasa
Denmark||Danish;Dane;Danes|Copenhagen
Djibouti||Djibouti|
Dominican Republic||Dominican|Santo Domingo
East Timor|Timor-Leste|East Timorese|Dili
Ecuador||Ecuadorean;Ecuadorian|Quito
Egypt||Egyptian|Cairo
El Salvador||Salvadoran;Salvadorean|San Salvador
Equatorial Guinea||Equatorial Guinean|Malabo
Eritrea||Eritrean|Asmara
Estonia||Estonian|Tallinn
Eswatini|Swaziland|Swazi|Lobamba
Ethiopia||Ethiopian|Addis Ababa
Faroe Islands||Faroese|Tórshavn
Fiji||Fijian|Suva
Finland||Finnish;Finn;Finns|Helsinki
France||French;Frenchman;Frenchmen|Paris
Gabon||Gabonese|Libreville
Gambia|The Gambia|Gambian|Banjul
Georgia||Georgian|Tbilisi
Germany|Federal Republic of Germany|German|Berlin
Ghana||Ghanaian|Accra
Greece||Greek|Athens
Greenland||Greenlandic|Nuuk
Grenada||Grenadian|St. George's
Guatemala||Guatemalan|
Guinea||Guinean|Conakry
Guinea-Bissau||Guinea-Bissauan|Bissau
Guyana||Guyanese|
Haiti||Haitian|Port-au-Prince
Honduras||Honduran|Tegucigalpa
Hong Kong||Chinese;Hong Konger;Hong Kongers|
Hungary||Hungarian|Budapest
Iceland||Icelander;Icelandic|Reykjavik
India||Indian|New Delhi;Delhi
Indonesia||Indonesian|Jakarta
Iran|Islamic Republic of Iran;Islamic Republic|Iranian|Tehran
Iraq||Iraqi|Baghdad
Ireland|Republic of Ireland|Irish;Irishman|Dublin
Israel||Israeli|Jerusalem;Tel Aviv
Italy||Italian|Rome
Ivory Coast|Cote d'Ivoire;Côte d'Ivoire|Ivorian|Yamoussoukro;Abidjan
Jamaica||Jamaican|
Japan||Japanese|Tokyo
Jordan||Jordanian|Amman
Kazakhstan||Kazakhstani;Kazakh;Kazakhs|Nur-Sultan;Astana
Kenya||Kenyan|Nairobi
Kiribati||I-Kiribati|
Kosovo||Kosovar;Kosovo|Pristina
Kuwait||Kuwaiti|
Kyrgyzstan||Kirghiz;Kyrgyz|Bishkek
Laos||Laotian|Vientiane
Latvia||Latvian|Riga
Lebanon||Lebanese|Beirut
Lesotho||Mosotho|Maseru
Liberia||Liberian|Monrovia
Libya||Libyan|Tripoli
Liechtenstein||Liechtensteiner|Vaduz
Lithuania||Lithuanian|Vilnius
Luxembourg||Luxembourger|
Madagascar||Malagasy|Antananarivo
Malawi||Malawian|Lilongwe
Malaysia||Malaysian|Kuala Lumpur
Maldives||Maldivan|Malé
Mali||Malian|Bamako
Malta||Maltese|Valletta
Marshall Islands||Marshallese|Majuro
Mauritania||Mauritanian|Nouakchott
Mauritius||Mauritian|Port Louis
Mexico||Mexican|
Micronesia|Federated States of Micronesia|Micronesian|Palikir
Moldova||Moldovan|Chișinău;Chisinau
Monaco||Monegasque|
Mongolia||Mongolian|Ulaanbaatar
Montenegro||Montenegrin|Podgorica
Morocco||Moroccan|Rabat
Mozambique||Mozambican|Maputo
Myanmar|Burma|Burmese;Myanmar|Naypyidaw;Rangoon;Yangon
Namibia||Namibian|Windhoek
Nauru||Nauruan|Yaren
Nepal||Nepalese;Nepali|Kathmandu
Netherlands|Holland|Dutch;Dutchman|Amsterdam
New Zealand||New Zealander;New Zealand|
Nicaragua||Nicaraguan|Managua
Niger||Nigerien|Niamey
Nigeria||Nigerian|Abuja
North Korea|Democratic People's Republic of Korea;DPRK;D.P.R.K.;the North|North Korean;North Koreans|Pyongyang
North Macedonia|Republic of Macedonia|Macedonian|Skopje
Norway||Norwegian|Oslo
Oman||Omani|Muscat
Pakistan||Pakistani|Islamabad
Palau||Palauan|Ngerulmud
Palestine|Palestinian Authority;Palestinian territories|Palestinian|Ramallah
Panama||Panamanian|
Papua New Guinea||Papua New Guinean|Port Moresby
Paraguay||Paraguayan|Asunción
Peru||Peruvian|Lima
Philippines||Filipino;Philippine;Filipinos|Manila
Poland||Polish;Pole;Poles|Warsaw
Portugal||Portuguese|Lisbon
Puerto Rico||Puerto Rican|
Qatar||Qatari|Doha
Republic of the Congo|Congo-Brazzaville;Republic of Congo|Congolese|Brazzaville
Romania||Romanian|Bucharest
Russia|Russian Federation|Russian|Moscow
Rwanda||Rwandan|Kigali
Saint Kitts and Nevis||Kittian and Nevisian|Basseterre
Saint Lucia||Saint Lucian|
Saint Vincent and the Grenadines||Saint Vincentian|Kingstown
Samoa||Samoan|Apia
San Marino||Sammarinese|
Saudi Arabia|Kingdom of Saudi Arabia|Saudi Arabian;Saudi;Saudis|Riyadh
Scotland||Scottish|
Senegal||Senegalese|Dakar
Serbia||Serbian;Serb;Serbs|Belgrade
Seychelles||Seychellois|
Sierra Leone||Sierra Leonean|
Singapore||Singaporean|
Slovakia||Slovak;Slovakian|Bratislava
Slovenia||Slovene;Slovenian|Ljubljana
Solomon Islands||Solomon Islander|Honiara
Somalia||Somali|Mogadishu
South Africa||South African|Pretoria
South Korea|Republic of Korea;ROK;the South|South Korean;South Koreans|Seoul
South Sudan||South Sudanese|Juba
Soviet Union|USSR;U.S.S.R.|Soviet;Soviets|
Spain||Spanish;Spaniard;Spaniards|Madrid
Sri Lanka||Sri Lankan|Colombo
Sudan||Sudanese|Khartoum
Suriname||Surinamer|Paramaribo
Sweden||Swedish;Swede;Swedes|Stockholm
Switzerland||Swiss|Bern;Berne
Syria|Syrian Arab Republic|Syrian|Damascus
São Tomé and Príncipe||Sao Tomean|São Tomé
Taiwan|Republic of China|Taiwanese|Taipei
Tajikistan||Tadzhik;Tajik;Tajiks|Dushanbe
Tanzania||Tanzanian|Dodoma;Dar es Salaam
Thailand||Thai|Bangkok
Togo||Togolese|Lomé;Lome
Tonga||Tongan|Nuku'alofa
Trinidad and Tobago||Trinidadian|Port of Spain
Tunisia||Tunisian|Tunis
Turkey|Türkiye;Turkiye|Turkish;Turk;Turks|Ankara
Turkmenistan||Turkmen|Ashgabat
Tuvalu||Tuvaluan|Funafuti
Uganda||Ugandan|Kampala
Ukraine||Ukrainian|Kyiv;Kiev
United Arab Emirates|UAE;U.A.E.;Emirates|Emirati|Abu Dhabi
United Kingdom|U.K.;UK;Britain;Great Britain|British;Briton;Britons;U.K.;UK|London
United States|United States of America;U.S.;US;U.S;USA;U.S.A.;America;the States|American;Americans;U.S.;US|Washington D.C.;Washington;Washington, D.C.;Washington DC
Uruguay||Uruguayan|Montevideo
Uzbekistan||Uzbekistani;Uzbek;Uzbeks|Tashkent
Vanuatu||Ni-Vanuatu|Port Vila
Vatican|Holy See;Vatican City;Vatican City State|Vaticanian|
Venezuela||Venezuelan|Caracas
Vietnam|Viet Nam|Vietnamese|Hanoi
Wales||Welsh|
Western Sahara||Sahrawi|El Aaiún
Yemen||Yemeni|Sana'a;Sanaa
Zambia||Zambian|Lusaka
Zimbabwe||Zimbabwean|Harare
"""
