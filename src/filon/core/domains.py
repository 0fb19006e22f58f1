"""Domains of addresses: whose they are tells companies together, unless a provider gives them to everybody."""

import re
from urllib.parse import urlsplit

_PUBLIC = """
gmail.com googlemail.com yahoo.com yahoo.ro yahoo.co.uk yahoo.fr yahoo.de yahoo.it yahoo.es yahoo.ca yahoo.com.br
yahoo.co.in yahoo.co.jp yahoo.com.au yahoo.gr yahoo.pl ymail.com rocketmail.com aol.com aim.com outlook.com
outlook.fr outlook.de outlook.es outlook.it hotmail.com hotmail.co.uk hotmail.fr hotmail.de hotmail.it hotmail.es
live.com live.co.uk live.fr live.de live.it live.nl msn.com passport.com icloud.com me.com mac.com proton.me
protonmail.com protonmail.ch pm.me tutanota.com tutanota.de tuta.io tuta.com gmx.com gmx.de gmx.net gmx.at gmx.ch
gmx.fr web.de freenet.de t-online.de arcor.de online.de mail.com email.com usa.com consultant.com mail.ru bk.ru
inbox.ru list.ru internet.ru yandex.ru yandex.com ya.ru rambler.ru ukr.net i.ua meta.ua zoho.com zohomail.eu
fastmail.com fastmail.fm hushmail.com mailbox.org posteo.de posteo.net runbox.com disroot.org riseup.net qq.com
foxmail.com 163.com 126.com yeah.net sina.com sina.cn sohu.com naver.com daum.net hanmail.net orange.fr wanadoo.fr
free.fr laposte.net sfr.fr neuf.fr bbox.fr libero.it virgilio.it tiscali.it alice.it tin.it tim.it email.it
inwind.it telefonica.net terra.es ya.com sapo.pt mail.pt clix.pt telenet.be skynet.be proximus.be ziggo.nl
kpnmail.nl planet.nl home.nl hetnet.nl xs4all.nl bluewin.ch hispeed.ch sunrise.ch chello.at aon.at a1.net wp.pl
o2.pl onet.pl onet.eu interia.pl op.pl gazeta.pl poczta.fm seznam.cz centrum.cz email.cz post.cz volny.cz azet.sk
centrum.sk zoznam.sk freemail.hu citromail.hu indamail.hu abv.bg mail.bg dir.bg gbg.bg net.hr inet.hr siol.net
otenet.gr btinternet.com talktalk.net sky.com virginmedia.com ntlworld.com blueyonder.co.uk eircom.net comcast.net
verizon.net att.net sbcglobal.net bellsouth.net cox.net charter.net earthlink.net juno.com shaw.ca rogers.com
sympatico.ca videotron.ca bigpond.com optusnet.com.au walla.com walla.co.il rediffmail.com uol.com.br bol.com.br
terra.com.br ig.com.br mynet.com telia.com comhem.se online.no start.no tdcadsl.dk mail.dk jubii.dk rdslink.ro
rdsnet.ro clicknet.ro home.ro email.ro mail.ro from.ro k.ro personal.ro zappmobile.ro upcmail.ro romtelecom.ro
astral.ro xnet.ro digicomm.ro artelecom.net example.com example.org example.net facebook.com m.facebook.com fb.com
instagram.com linkedin.com ro.linkedin.com twitter.com x.com youtube.com tiktok.com sites.google.com linktr.ee olx.ro
"""
PUBLIC = frozenset(_PUBLIC.split())
"""Domains under which anybody may have an address or a page."""
_LABEL = re.compile(r"[^\s@/:,;<>]+\.[^\s@/:,;<>]+")


def ascii_domain(domain: str) -> str:
    """A domain as the name service writes it: „școala.ro” becomes `xn--coala-xwe.ro`. What is none stays as it is."""
    lowered = domain.strip().rstrip(".").lower()
    if lowered.isascii():
        return lowered
    try:
        return lowered.encode("idna").decode("ascii")
    except UnicodeError:
        return lowered


def web_address(text: str) -> str:
    """A website with the scheme that people leave out; today that is `https`."""
    written = text.strip()
    return f"https://{written}" if written and "://" not in written else written


def own_domain(text: str) -> str:
    """The domain that an address, a website or a bare domain shows its owner by; "" for those of public providers."""
    written = text.strip().lower()
    if "@" in written:
        host = written.rpartition("@")[2]
    else:
        host = (urlsplit(written if "://" in written else f"//{written}").hostname or "") if written else ""
    domain = ascii_domain(host).removeprefix("www.")
    return domain if _LABEL.fullmatch(domain) and domain not in PUBLIC else ""
