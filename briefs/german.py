"""What a reader is told of refusals and failures, in German: English sentence -> German. Data.

`{}` stands for a value in English, `{0}`, `{1}` for the same values in German. What the
English says is decided where it is raised; tests/briefs/test_glossary.py finds it there.
"""

from __future__ import annotations

from typing import Final

GERMAN: Final = {
    # what to do
    "Something went wrong.": "Etwas ist schiefgegangen.",
    "This did not work just now.": "Das ging gerade nicht.",
    "This cannot be done.": "Das geht nicht.",
    "Try again later.": "Bitte später noch einmal versuchen.",
    "Try again later, or paste the article's text.": "Bitte später noch einmal versuchen oder "
    "den Text des Artikels einfügen.",
    "Check the address.": "Bitte die Adresse prüfen.",
    "Check the address, or paste the article's text.": "Bitte die Adresse prüfen oder den Text "
    "des Artikels einfügen.",
    "Paste its text.": "Bitte den Text einfügen.",
    "Paste the article's text.": "Bitte den Text des Artikels einfügen.",
    "Paste the part of the text that matters.": "Bitte den Teil des Textes einfügen, auf den es "
    "ankommt.",
    "If you can read it, paste its text.": "Wer ihn lesen kann, kann den Text einfügen.",
    "Open it yourself and paste the article's text.": "Bitte selbst öffnen und den Text des "
    "Artikels einfügen.",
    "Nothing read over this connection could be trusted. Open it yourself and paste the "
    "article's text.": "Was über diese Verbindung käme, wäre nicht verlässlich. Bitte selbst "
    "öffnen und den Text des Artikels einfügen.",
    "If there is a transcript, paste it.": "Wenn es eine Mitschrift gibt, bitte die einfügen.",
    "Only articles in English can be briefed.": "Nur englische Artikel können zusammengefasst "
    "werden.",
    "Only pages of the public web are read; paste the article's text.": "Nur Seiten aus dem "
    "öffentlichen Web werden gelesen; bitte den Text des Artikels einfügen.",
    "Open it yourself and paste the article's own address, or its text.": "Bitte selbst öffnen "
    "und die eigene Adresse des Artikels oder seinen Text einfügen.",
    "Paste the address of an article, or its text.": "Bitte die Adresse eines Artikels oder "
    "seinen Text einfügen.",
    "Take it out of the address.": "Bitte aus der Adresse herausnehmen.",
    # links
    "“{}” is not a link to a web page.": "„{0}“ ist kein Link zu einer Webseite.",
    "No link was given.": "Es wurde kein Link angegeben.",
    "This is not a link to a web page.": "Das ist kein Link zu einer Webseite.",
    "This is not a link to a web page: {}": "Das ist kein Link zu einer Webseite: {0}",
    "This link is longer than {} characters.": "Dieser Link ist länger als {0} Zeichen.",
    "This link holds characters that no address has.": "In diesem Link stehen Zeichen, die keine "
    "Adresse hat.",
    "Only http and https links can be read, not {}": "Nur Links mit http und https können gelesen "
    "werden, nicht {0}",
    "This address can be read in two ways.": "Diese Adresse lässt sich auf zwei Arten lesen.",
    "This address cannot be asked for.": "Diese Adresse kann nicht abgerufen werden.",
    "This address is refused: it is not a public web address.": "Diese Adresse wird nicht "
    "abgerufen: Sie liegt nicht im öffentlichen Web.",
    "This address is refused: it holds a user name.": "Diese Adresse wird nicht abgerufen: Sie "
    "enthält einen Benutzernamen.",
    "This address is refused: its number is written in a strange way.": "Diese Adresse wird nicht "
    "abgerufen: Ihre Zahl ist ungewöhnlich geschrieben.",
    "This address is refused: no public host is named {}.": "Diese Adresse wird nicht abgerufen: "
    "Kein öffentlicher Rechner heißt {0}.",
    "This address is refused: port {} is not that of the web.": "Diese Adresse wird nicht "
    "abgerufen: Port {0} ist nicht der des Webs.",
    "This address is refused: {}.": "Diese Adresse wird nicht abgerufen: {0}.",
    "it is an address of one link only": "sie gilt nur in einem lokalen Netz",
    "its host has no address that can be read": "ihr Rechner hat keine lesbare Adresse",
    "it leads into a private network, not to the public web": "sie führt in ein privates Netz, "
    "nicht ins öffentliche Web",
    # reaching a page
    "Could not reach the site.": "Die Seite ist nicht zu erreichen.",
    "Could not find {}: the name service did not answer.": "{0} ist nicht zu finden: Der "
    "Namensdienst antwortet nicht.",
    "There is no site named {}.": "Es gibt keine Seite namens {0}.",
    "There is no site named {}, or no network.": "Es gibt keine Seite namens {0}, oder kein Netz.",
    "There is no way to the site from here. Is the network up?": "Von hier führt kein Weg zur "
    "Seite. Ist das Netz da?",
    "The site refused the connection.": "Die Seite hat die Verbindung abgelehnt.",
    "The site cut the connection.": "Die Seite hat die Verbindung abgebrochen.",
    "The site cut the connection before the page was whole.": "Die Seite hat die Verbindung "
    "abgebrochen, bevor alles da war.",
    "The site does not offer a secure connection that can be used.": "Die Seite bietet keine "
    "brauchbare sichere Verbindung an.",
    "The site's certificate is not valid: {}.": "Das Zertifikat der Seite ist ungültig: {0}.",
    "The site took too long to answer.": "Die Seite hat zu lange nicht geantwortet.",
    "The site is busy or has a fault.": "Die Seite ist überlastet oder gestört.",
    "The site is busy or has a fault (HTTP {}).": "Die Seite ist überlastet oder gestört "
    "(HTTP {0}).",
    "The site asked to be left alone for a while.": "Die Seite will eine Weile in Ruhe gelassen "
    "werden.",
    "Too many pages of this site are being read.": "Gerade werden zu viele Artikel dieser Seite "
    "gelesen.",
    "There is no such page.": "Diese Seite gibt es nicht.",
    "The site does not show this page (HTTP {}).": "Die Seite zeigt das nicht (HTTP {0}).",
    "The site refused to show the page.": "Die Seite will das nicht zeigen.",
    "The site refused to show the page (HTTP {}).": "Die Seite will das nicht zeigen (HTTP {0}).",
    "The site asks visitors to prove that they are no robots.": "Die Seite verlangt von Besuchern "
    "den Nachweis, dass sie keine Roboter sind.",
    "The site answered in a way that makes no page (HTTP {}).": "Die Antwort der Seite ergibt "
    "keinen Artikel (HTTP {0}).",
    "The site's answer is not proper HTTP.": "Die Antwort der Seite ist kein gültiges HTTP.",
    "The site's answer has more headers than are read.": "Die Antwort der Seite hat zu viele "
    "Kopfzeilen.",
    "The link leads from page to page and never to an article.": "Der Link führt von Seite zu "
    "Seite und nie zu einem Artikel.",
    "The site leads on, but does not say where to.": "Die Seite leitet weiter, sagt aber nicht, "
    "wohin.",
    "The site leads to an address that is malformed.": "Die Seite leitet an eine fehlerhafte "
    "Adresse weiter.",
    # reading it
    "The page is too large to read.": "Die Seite ist zu groß zum Lesen.",
    "The page has too many tags to be read.": "Die Seite hat zu viele Tags zum Lesen.",
    "The page has too many attributes to be read.": "Die Seite hat zu viele Attribute zum Lesen.",
    "The page is built so deep that it cannot be read.": "Die Seite ist zu tief verschachtelt zum "
    "Lesen.",
    "The page is broken or built so that it cannot be read.": "Die Seite ist defekt oder so "
    "gebaut, dass sie sich nicht lesen lässt.",
    "The page is compressed in a way that is not read.": "Die Seite ist auf eine Art komprimiert, "
    "die nicht gelesen wird.",
    "The page's compression is broken.": "Die Komprimierung der Seite ist defekt.",
    "The page's characters are broken: its encoding is not what it says.": "Die Zeichen der Seite "
    "sind defekt: Ihre Kodierung ist nicht die, die sie nennt.",
    "Could not read this: no article text was found.": "Nicht lesbar: Es war kein Artikel zu "
    "finden.",
    "Could not read this: there is no text.": "Nicht lesbar: Es ist kein Text da.",
    "Could not read this: the page is empty.": "Nicht lesbar: Die Seite ist leer.",
    "Could not read this: the page is not an article.": "Nicht lesbar: Die Seite ist kein Artikel.",
    "Could not read this: paywalled.": "Nicht lesbar: hinter einer Bezahlschranke.",
    "Could not read this: paywalled, or closed to bots.": "Nicht lesbar: hinter einer "
    "Bezahlschranke oder für Bots gesperrt.",
    "Could not read this: the site asks for a login.": "Nicht lesbar: Die Seite verlangt eine "
    "Anmeldung.",
    "Could not read this: the site may not show it here.": "Nicht lesbar: Die Seite darf es hier "
    "nicht zeigen.",
    "Could not read this: it is not in English.": "Nicht lesbar: Der Text ist nicht auf Englisch.",
    "Could not read this: it is a PDF, not a web page.": "Nicht lesbar: Das ist ein PDF, keine "
    "Webseite.",
    "Could not read this: it is not a web page.": "Nicht lesbar: Das ist keine Webseite.",
    "Could not read this: it is not a web page but {}.": "Nicht lesbar: Das ist keine Webseite, "
    "sondern {0}.",
    "Could not read this: there is a video but no article text.": "Nicht lesbar: Da ist ein "
    "Video, aber kein Artikel.",
    "Could not read this: reading took too long or too much memory.": "Nicht lesbar: Das Lesen "
    "brauchte zu viel Zeit oder Speicher.",
    "Cancelled.": "Abgebrochen.",
    "This could not be finished: it was interrupted again and again.": "Das wurde nicht fertig: Es "
    "wurde immer wieder unterbrochen.",
    # feeds
    "Could not read this: it is not a feed.": "Nicht lesbar: Das ist kein Feed.",
    "Give the address of an RSS, Atom or JSON feed, or of a page that names one.": "Bitte die "
    "Adresse eines Feeds (RSS, Atom oder JSON) angeben, oder einer Seite, die einen nennt.",
    "No feed could be read there: {}": "Dort war kein Feed zu lesen: {0}",
    "No feed was found there.": "Dort war kein Feed zu finden.",
    "Give the address of the feed itself.": "Bitte die Adresse des Feeds selbst angeben.",
    "The feed is broken.": "Der Feed ist defekt.",
    "The feed is too large to read.": "Der Feed ist zu groß zum Lesen.",
    "The site's robots.txt asks programs not to read this feed.": "Die robots.txt der Seite "
    "bittet Programme, diesen Feed nicht zu lesen.",
    "Choose another feed of the site.": "Bitte einen anderen Feed der Seite wählen.",
    # posting
    "The platform does not take the message just now.": "Die Nachricht wird gerade nicht "
    "angenommen.",
    "The platform refused the message.": "Die Nachricht wurde abgelehnt.",
    "The bot is not connected to this platform.": "Der Bot ist hier gerade nicht verbunden.",
    "The bot is not connected to Discord.": "Der Bot ist nicht mit Discord verbunden.",
    "Discord did not answer.": "Discord hat nicht geantwortet.",
    "Discord refuses the bot's token.": "Discord lehnt das Token des Bots ab.",
    "Discord refused the message ({}, code {}).": "Discord hat die Nachricht abgelehnt ({0}, Code "
    "{1}).",
    "Slack cannot be reached.": "Slack ist nicht zu erreichen.",
    "Slack did not answer.": "Slack hat nicht geantwortet.",
    "Slack has a fault.": "Slack ist gestört.",
    "Slack refused the message ({}).": "Slack hat die Nachricht abgelehnt ({0}).",
    "Slack refuses posts there ({}).": "Slack lässt dort nichts posten ({0}).",
    "Readout is no longer installed in this workspace.": "Readout ist in diesem Workspace nicht "
    "mehr installiert.",
    "Readout is not installed in this workspace.": "Readout ist in diesem Workspace nicht "
    "installiert.",
    "Readout is not in the channel.": "Readout ist nicht in dem Kanal.",
    "Readout is not in the channel any more.": "Readout ist nicht mehr in dem Kanal.",
    "The channel is archived.": "Der Kanal ist archiviert.",
    "The channel is not there, or Readout is not in it.": "Den Kanal gibt es nicht, oder Readout "
    "ist nicht darin.",
    "The message is not there any more.": "Die Nachricht ist nicht mehr da.",
    "What only one person sees cannot be changed.": "Was nur eine Person sieht, lässt sich nicht "
    "ändern.",
    "This place can no longer be posted to.": "Hier kann nichts mehr gepostet werden.",
    "This channel is gone.": "Diesen Kanal gibt es nicht mehr.",
    "The bot cannot see this channel.": "Der Bot kann diesen Kanal nicht sehen.",
    "The bot may not write in this channel.": "Der Bot darf in diesem Kanal nicht schreiben.",
    "This thread is locked.": "Dieser Thread ist gesperrt.",
    "This person takes no messages from the bot.": "Diese Person nimmt keine Nachrichten vom Bot "
    "an.",
    "It could not be verified whether the message arrived.": "Ob die Nachricht ankam, ließ sich "
    "nicht feststellen.",
    "The bot may not read this channel's history.": "Der Bot darf den Verlauf dieses Kanals nicht "
    "lesen.",
    "What only one person sees cannot be looked up.": "Was nur eine Person sieht, lässt sich nicht "
    "nachschlagen.",
    "The command can no longer be answered.": "Auf den Befehl kann nicht mehr geantwortet werden.",
    "This message is gone.": "Diese Nachricht gibt es nicht mehr.",
    "Your link could not be answered where you asked.": "Dein Link konnte dort, wo du gefragt "
    "hast, nicht beantwortet werden.",
    "Invite Readout to the channel, or ask in a message to it.": "Lade Readout in den Kanal ein "
    "oder frage in einer Nachricht an den Bot.",
    # asking
    "That was not understood.": "Das war nicht zu verstehen.",
    "You may not do this here.": "Das darfst du hier nicht.",
    "That is enough for now; please come back later.": "Das reicht für jetzt; bitte später "
    "wiederkommen.",
    "There is room for {} again in about {} minutes.": "In etwa {1} Minuten ist wieder Platz "
    "für {0}.",
    "you": "dich",
    "this channel": "diesen Kanal",
    "There is nothing here under this address.": "Unter dieser Adresse ist hier nichts.",
    "It may have been removed, or Readout was restarted.": "Vielleicht wurde es entfernt, oder "
    "Readout wurde neu gestartet.",
    "This reply is too old: what belongs to it is no longer kept.": "Diese Antwort ist zu alt: "
    "Was zu ihr gehört, ist nicht mehr gespeichert.",
    "There is no such line.": "Diese Zeile gibt es nicht.",
    "There is no link to brief again.": "Hier ist kein Link, der neu gelesen werden könnte.",
    "Briefed here before: {}": "Hier schon zusammengefasst: {0}",
    "The briefing": "Die Zusammenfassung",
    "{} more {} of the message in the thread.": "Zu dieser Nachricht steht noch mehr im Thread "
    "({0}).",
    "Readout is switched off in this channel; ask privately, or in a message to it.": "Readout ist "
    "in diesem Kanal ausgeschaltet; frage privat oder in einer Nachricht an den Bot.",
    "Only admins may change this here.": "Das dürfen hier nur Admins ändern.",
    "Only admins and whoever created the channel may change this here.": "Das dürfen hier nur "
    "Admins ändern, und wer den Kanal angelegt hat.",
    "Only admins may decide who may change digests and modes.": "Nur Admins dürfen festlegen, wer "
    "Überblicke und Modi ändern darf.",
    "Only who asked, or an admin, may delete this.": "Löschen darf das nur, wer gefragt hat, oder "
    "ein Admin.",
    "You can have digests of your own in your messages with Readout.": "Eigene Überblicke kannst "
    "du in deinen Nachrichten mit Readout haben.",
    # digests
    "A digest needs a day.": "Ein Überblick braucht einen Tag.",
    "A digest needs a source.": "Ein Überblick braucht eine Quelle.",
    "Take the links of this channel, or a feed.": "Nimm die Links dieses Kanals oder einen Feed.",
    "A place can have {} digests.": "Ein Kanal kann {0} Überblicke haben.",
    "Remove one first.": "Bitte erst einen entfernen.",
    "There is no feed {}.": "Es gibt keinen Feed {0}.",
    "It may have been removed.": "Vielleicht wurde er entfernt.",
    "There is no digest {}.": "Es gibt keinen Überblick {0}.",
    "There is no digest {} here.": "Hier gibt es keinen Überblick {0}.",
    "List them to see their keys.": "Die Liste zeigt ihre Schlüssel.",
    "{} is not a time of day.": "{0} ist keine Uhrzeit.",
    "Write it like 08:30, 17:00 or 8:30 am.": "Schreib sie wie 08:30 oder 17:00.",
    "{} does not name days of the week.": "{0} nennt keine Wochentage.",
    "Write them like mon-fri, or mon, wed, sat, or daily.": "Schreib sie wie mon-fri oder mon, "
    "wed, sat oder daily.",
    "Write days like mon-fri or daily.": "Schreib Tage wie mon-fri oder daily.",
    "{} is not a time zone.": "{0} ist keine Zeitzone.",
    "Did you mean {}?": "Meintest du {0}?",
    "Write it like Europe/Berlin.": "Schreib sie wie Europe/Berlin.",
    "{} is not a site.": "{0} ist keine Website.",
    "That is not a site.": "Das ist keine Website.",
    "Write it like example.org.": "Schreib sie wie example.org.",
    "A digest of yours is paused: its place cannot be posted to any more.": "Einer deiner "
    "Überblicke ist angehalten: Dort kann nicht mehr gepostet werden.",
    "Resume it when the bot can post there again, or remove it.": "Lass ihn weiterlaufen, wenn der "
    "Bot dort wieder posten kann, oder entferne ihn.",
    "The channel was deleted.": "Der Kanal wurde gelöscht.",
    "on request": "auf Wunsch",
    "What was reported is in the thread.": "Was berichtet wurde, steht im Thread.",
    # the program itself
    "The store cannot be used.": "Der Speicher ist nicht benutzbar.",
    "The store cannot be used just now.": "Der Speicher ist gerade nicht benutzbar.",
    "Nothing of this was kept. Try it again when the store is mended.": "Davon wurde nichts "
    "behalten. Versuch es noch einmal, wenn der Speicher wieder läuft.",
    "Check READOUT_DATA and READOUT_DATABASE.": "Bitte READOUT_DATA und READOUT_DATABASE prüfen.",
}
