"""The text, the HTML and the files of a message, out of its parts."""

import re
from dataclasses import dataclass, field

from django.utils.translation import gettext_noop

from filon.mail.parsing.charsets import text_from
from filon.mail.parsing.message import ParsedAttachment
from filon.mail.parsing.parts import Part, safe_name
from filon.mail.parsing.plain import text_of

MAX_BODY = 2 * 1024 * 1024
_XML_CHARSET = re.compile(r"<\?xml[^>]*\?>")
_ENDINGS = {"message/rfc822": "message.eml", "text/calendar": "invitation.ics", "message/delivery-status": "status.txt"}


@dataclass
class Bodies:
    """What the parts amount to."""

    text: str = ""
    html: str = ""
    attachments: list[ParsedAttachment] = field(default_factory=list)
    defects: list[str] = field(default_factory=list)


def collect(parts: list[Part]) -> Bodies:
    """The bodies of a message: texts one after the other, HTML likewise, and everything else as files."""
    bodies = Bodies()
    texts: list[str] = []
    htmls: list[str] = []
    for part in parts:
        if _is_file(part):
            _add_file(bodies, part)
        elif part.media_type == "text/html":
            htmls.append(_text(bodies, part))
            if not part.in_alternative:
                texts.append(text_of(htmls[-1]))
        else:
            texts.append(_text(bodies, part))
    bodies.html = "\n".join(html for html in htmls if html.strip())
    bodies.text = "\n\n".join(text.strip("\n") for text in texts if text.strip()) or text_of(bodies.html)
    return bodies


def _is_file(part: Part) -> bool:
    if part.disposition == "attachment" or part.name:
        return True
    return part.media_type not in ("text/plain", "text/html", "text/enriched", "text/rfc822-headers")


def _text(bodies: Bodies, part: Part) -> str:
    content = part.content
    if len(content) > MAX_BODY:
        bodies.defects.append(gettext_noop("The text is longer than 2 MiB; the rest was left out."))
        content = content[:MAX_BODY]
    text = text_from(content, part.charset).replace("\r\n", "\n").replace("\r", "\n")
    return _XML_CHARSET.sub("", text, count=1) if part.media_type == "text/html" else text


def _add_file(bodies: Bodies, part: Part) -> None:
    if not part.content.strip():
        return
    name = part.name or _name_from_subject(part) or _ENDINGS.get(part.media_type, "attachment")
    # What a browser would run as a page of ours is kept as plain text.
    media_type = "text/plain" if part.media_type.endswith(("/xml", "+xml", "/html")) else part.media_type
    bodies.attachments.append(ParsedAttachment(name, media_type, part.content, part.content_id))


def _name_from_subject(part: Part) -> str:
    """An attached message is named by its subject."""
    if part.media_type != "message/rfc822":
        return ""
    found = re.search(rb"^subject:[ \t]*([^\r\n]{1,150})", part.content[:20_000], re.IGNORECASE | re.MULTILINE)
    name = safe_name(text_from(found[1])) if found else ""
    return f"{name}.eml" if name and "=?" not in name else ""
