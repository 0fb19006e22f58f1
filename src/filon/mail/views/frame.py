"""Mail's own HTML in a frame that can run nothing, with its own policy."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from filon.accounts.requests import signed_in
from filon.core.files import file_store
from filon.mail.models import InboundMessage
from filon.mail.parsing import ParsedMessage, parse
from filon.mail.policies import may_see_inbound
from filon.mail.sanitising import has_blocked_pictures, sanitised
from filon.mail.views.downloads import PICTURES, download

# The frame has our origin, so that the page around it can see how tall it is; without allow-scripts nothing in it runs.
_SANDBOX = "sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox"
_POLICY = (
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; "
    "style-src 'self' 'unsafe-inline'; img-src 'self'{remote}; " + _SANDBOX
)


@require_safe
def frame(request: HttpRequest, pk: int) -> HttpResponse:
    """The HTML of a received message. Pictures from elsewhere come with `?pictures=1`, once somebody asks for them."""
    parsed = _parsed_or_404(request, pk)
    if not parsed.html:
        raise Http404
    shows_remote = request.GET.get("pictures") == "1"
    urls = {
        file.content_id: reverse("mail:picture", args=[pk, number])
        for number, file in enumerate(parsed.attachments)
        if file.content_id and file.media_type in PICTURES
    }
    html = sanitised(parsed.html, urls, shows_remote=shows_remote)
    context = {"html": html, "is_blocked": has_blocked_pictures(html), "subject": parsed.subject}
    response = render(request, "mail/frame_document.html", context)
    response["Content-Security-Policy"] = _POLICY.format(remote=" https: http:" if shows_remote else "")
    response["Referrer-Policy"] = "no-referrer"
    return response


@require_safe
def picture(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """A picture that the HTML of a received message shows."""
    files = _parsed_or_404(request, pk).attachments
    if number >= len(files) or files[number].media_type not in PICTURES:
        raise Http404
    return download(files[number].content, files[number].name, files[number].media_type, is_inline=True)


def _parsed_or_404(request: HttpRequest, pk: int) -> ParsedMessage:
    message = get_object_or_404(InboundMessage, pk=pk)
    if not may_see_inbound(signed_in(request), message):
        raise Http404
    try:
        return parse(file_store().get(message.digest))
    except OSError as error:
        raise Http404 from error
