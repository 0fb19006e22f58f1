"""Mentions: `@Ana Dobre` in a message or a note tells Ana, whether she follows the record or not.

The words decide, however they came there. A mention opens nothing: who may not see the record is not told.
"""

from filon.accounts.models import User
from filon.chatter.choices import Reason
from filon.chatter.models import Message
from filon.chatter.services.notifying import tell
from filon.chatter.services.records import visible_record
from filon.core.normalising import folded

OFFERED = 8


def mentioned(text: str) -> list[User]:
    """The active colleagues whose name stands in `text` behind an @; of „@Ana Dobre” it is Ana Dobre, not Ana."""
    if "@" not in text:
        return []
    said = folded(text)
    found = []
    for user in sorted(User.objects.active(), key=lambda each: -len(each.name)):
        mark = f"@{folded(user.name)}"
        if user.name and _stands(mark, said):
            found.append(user)
            said = said.replace(mark, " ")
    return found


def candidates(*, record_id: int, typed: str, besides: User) -> list[tuple[User, bool]]:
    """Colleagues whose names have a word that begins as `typed`, each with whether he may see the record."""
    wanted = folded(typed).strip()
    alike = [
        user
        for user in User.objects.active().exclude(pk=besides.pk).order_by("name", "pk")
        if f" {wanted}" in f" {folded(user.name)}"
    ][:OFFERED]
    found = [(user, visible_record(user, record_id) is not None) for user in alike]
    return sorted(found, key=lambda pair: not pair[1])


def tell_mentioned(message: Message) -> list[User]:
    """Tell those whom `message` mentions; returns them, so that they are not told a second time as followers."""
    people = [
        user
        for user in mentioned(message.body_text)
        if user != message.author_user and visible_record(user, message.record_id) is not None
    ]
    tell(people, message=message, reason=Reason.MENTION)
    return people


def out_of_reach(text: str, record_id: int) -> list[User]:
    """Those whom `text` mentions and who may not see the record, so that whoever writes hears of it."""
    return [user for user in mentioned(text) if visible_record(user, record_id) is None]


def _stands(mark: str, said: str) -> bool:
    place = said.find(mark)
    after = said[place + len(mark) : place + len(mark) + 1]
    return place >= 0 and not after.isalnum()
