"""The words of mail programs around quoted and passed-on messages, in Romanian and thirteen other languages and more.

They follow Gmail, Outlook, Apple Mail and Thunderbird as people here and around meet them: English, German, French,
Italian, Spanish, Portuguese, Dutch, Polish, Czech, Hungarian, Bulgarian, Russian, Turkish; besides Ukrainian, Greek and
the Scandinavian languages, Slovak, Croatian and Finnish as far as their words are here.
"""

WROTE = (
    r"a scris|ați scris|wrote|a écrit|ha scritto|escribió|escreveu|napisał(\(a\)|a)?|pisze|napsal(\(a\)|a)?"
    r"|napísal(\(a\)|a)?|(ezt )?írta|(je )?napisa(o|la)|kirjoitti|yazdı|έγραψε|написа(л|ла|в|\(а\))?|пише(т)?|写道"
)
"""The verb that ends „… Ana Pop <ana@x.ro> a scris:”."""

WROTE_WITHIN = r"schrieb|schreef|skrev|írta|escreveu"
"""Verbs after which the name or the day still follows."""

STARTS = (
    r"on|în|in|pe|la|am|le|il|el|em|dnia|w dniu|dne|dňa|op|den|на|στις"
    r"|joi|luni|marți|miercuri|vineri|sâmbătă|duminică|lun\.|mar\.|mie\.|vin\.|sâm\.|dum\.|lu|ma|mi|jo|vi|sb|du"
)
"""How such a line begins when it names no address."""

FIELDS = (
    r"from|sent|date|to|cc|subject|de la|trimis|data|către|catre|subiect|expeditor|destinatar"
    r"|von|gesendet|datum|an|betreff|de|envoyé|à|objet|da|inviato|a|oggetto|enviado( el)?|enviada( em)?|fecha|para"
    r"|asunto|assunto|van|verzonden|aan|onderwerp|od|wysłano|wysłane|do|temat|odesláno|komu|předmět|feladó|elküldve|dátum"
    r"|címzett|tárgy|от|изпратено|до|относно|дата|отправлено|кому|тема|від|надіслано|kimden|gönderildi|gönderilme|tarih"
    r"|kime|konu|από|στάλθηκε|ημερομηνία|προς|θέμα|från|skickat|till|ämne|fra|sendt|dato|til|emne|kopie|cópia|kopia"
)
"""The names of the header lines above a quoted message."""

FIRST_FIELDS = (
    r"from|de la|expeditor|von|de|da|van|od|feladó|от|від|kimden|από|från|fra|date|data|datum|tarih|дата|ημερομηνία"
)
"""Those that may stand first."""

SENDERS = r"from|de la|expeditor|von|de|da|van|od|feladó|от|від|kimden|από|från|fra"
"""Those that name who wrote."""

ORIGINAL = (
    r"original message|mesaj(ul)? (original|inițial|initial)|ursprüngliche nachricht|original-?nachricht"
    r"|message (d'origine|d’origine|original|initial)|messaggio originale|mensaje original|mensagem original"
    r"|oorspronkelijk bericht|(wiadomość oryginalna|oryginalna wiadomość)|původní zpráva|pôvodná správa"
    r"|eredeti üzenet|оригинално съобщение|(исходное|оригинальное) сообщение|оригінальне повідомлення|orijinal mesaj"
    r"|αρχικό μήνυμα|ursprungligt meddelande|oprindelig meddelelse|opprinnelig melding|izvorna poruka"
)
"""What stands between dashes above an answered message."""

FORWARDED = (
    r"(begin )?forwarded (message|email)|(început )?mesaj(ul)? (redirecționat|redirectionat|retransmis)"
    r"|(anfang der )?weitergeleiteten? nachricht|(début du )?message (transféré|réexpédié)"
    r"|(inizio )?messaggio inoltrato|(inicio del )?mensaje reenviado|(início da )?mensagem (encaminhada|reencaminhada)"
    r"|doorgestuurd bericht"
    r"|(przekazana|przesłana dalej) wiadomość|wiadomość przekazana dalej|(přeposlaná|předaná|předávaná) zpráva"
    r"|továbbított (üzenet|levél)|препратено съобщение|(пересылаемое|пересланное) сообщение|пересланий лист"
    r"|(yönlendirilmiş|iletilen) (ileti|mesaj)|προωθημένο μήνυμα|vidarebefordrat (meddelande|brev)"
    r"|videresendt (meddelelse|melding)|proslijeđena poruka"
)
"""What stands above a message that was passed on."""

FORWARD_MARKS = (
    "fwd",
    "fw",
    "redir",
    "tr",
    "wg",
    "i",
    "rv",
    "enc",
    "pd",
    "vb",
    "vs",
    "továbbítás",
    "ilt",
    "пр",
)
"""How the subject of such a message begins, before a colon."""

GREETINGS = (
    r"cu (stimă|stima|respect|considerație|drag|mulțumiri)|toate cele bune|numai bine|o zi (bună|frumoasă)|mulțumesc"
    r"|vă mulțumesc|(best|kind|warm)? ?regards|best wishes|sincerely|yours (sincerely|faithfully)|thanks|thank you"
    r"|(mit )?(freundlichen|besten|herzlichen|viele|beste) grüßen?|mfg|cordialement|bien cordialement|cordiali saluti"
    r"|distinti saluti|(un )?saludos?( cordiales)?|atentamente|atenciosamente|cumprimentos|met vriendelijke groet(en)?"
    r"|z poważaniem|pozdrawiam|s pozdravem|üdvözlettel|поздрави|с уважение|с уважением|з повагою|saygılarımla"
)
"""How letters end, before the name."""

MOBILE = (
    r"(trimis|expediat) (de pe|din) .{1,40}|sent (from|with) .{1,40}|get outlook for .{1,20}|obțineți outlook .{1,30}"
    r"|(von meinem .{1,20} gesendet)|envoyé (de|depuis) .{1,30}|inviato da .{1,30}|enviado (desde|do meu) .{1,30}"
    r"|verzonden vanaf .{1,30}|wysłane z .{1,30}|odesláno z .{1,30}|отправлено с .{1,30}"
)
"""What telephones put below a message by themselves."""

AUTOMATIC = (
    r"automatic reply|auto(matic)?[- ]?(response|reply)|răspuns automat|raspuns automat|automatische antwort"
    r"|réponse automatique|risposta automatica|respuesta automática|resposta automática|automatisch antwoord"
    r"|autoodpowiedź|odpowiedź automatyczna|automatická odpověď|automatikus válasz|автоматичен отговор"
    r"|автоматический ответ|автовідповідь|otomatik yanıt|αυτόματη απάντηση|autosvar|automatisk svar"
)
"""What the subject of an answer that nobody wrote begins with, before a colon."""

AWAY = r"out of (the )?office|absent|în concediu|abwesenheit(snotiz)?|absence|assente|fuera de la oficina|afwezig"
"""The same of somebody who is away; believed only of programs that also ask not to be answered by machines."""
