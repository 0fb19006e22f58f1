"""Meetings with those who are invited, their days, and the private calendar feed."""

from collections.abc import Sequence
from typing import Any, Literal

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Router, Schema

from filon.accounts.models import User
from filon.api.authentication import user_of
from filon.api.idempotency import answered_once, json_answer
from filon.api.listing import Filter, Listing, Rows
from filon.api.problems import Json, Problem, fault
from filon.api.references import resolved
from filon.api.relations import Relation, many_to_many_ids
from filon.api.resource import Incoming, Resource, mount
from filon.api.v1.messages import mount_messages
from filon.api.v1.schemas import Moment, Name, Related, RelatedMany, Short
from filon.calendar.choices import Answer, Channel, Privacy, Scope, ShowAs
from filon.calendar.models import CalendarFeed, Meeting
from filon.calendar.services import attending, planning, series
from filon.calendar.services.feeding import make_feed, revoke_feed
from filon.calendar.services.recurring import read_rule
from filon.contacts.models import Contact
from filon.core.exceptions import DomainError
from filon.history.services.reading import etag
from filon.organisation.models import Tag
from filon.search.services.querying import matching

PLAIN = (
    "subject", "starts_at", "ends_at", "zone", "is_all_day", "location", "video_url", "description", "privacy",
    "show_as", "rule", "count", "until", "uid", "sequence", "created_at",
)  # fmt: skip
AnswerName = Literal["needs-action", "accepted", "tentative", "declined"]


class AttendeeOut(Schema):
    """Somebody who is invited: a user, a contact or a bare address."""

    user: int | None
    contact: int | None
    name: str
    email: str
    answer: AnswerName


class AttendeeIn(Incoming):
    """Whom to invite: exactly one of the three."""

    user: int | None = None
    contact: int | None = None
    email: Short = ""


class ReminderSchema(Incoming):
    """How, and how many minutes before, those who come are reminded."""

    channel: Literal["app", "mail"]
    minutes_before: int


class MeetingOut(Schema):
    """A meeting, or a series with a `rule` (RRULE); its times are those of the first day. `about` is a record's id,
    `activity` that of the next step there for which the meeting stands.
    """

    id: int
    subject: str
    about: int | None
    activity: int | None
    organiser: Related
    starts_at: Moment
    ends_at: Moment
    zone: str
    is_all_day: bool
    location: str
    video_url: str
    description: str
    privacy: Literal["public", "private"]
    show_as: Literal["busy", "available"]
    tags: RelatedMany
    rule: str
    count: int | None
    until: Any
    uid: str
    sequence: int
    attendees: list[AttendeeOut]
    reminders: list[ReminderSchema]
    created_at: Moment
    active: bool


class MeetingIn(Incoming):
    """What may be said about a meeting. A change of a series is for the `day` named by its original start, as `scope`
    says; `rule` is an RRULE without COUNT and UNTIL.
    """

    subject: Name
    about: int | None = None
    starts_at: Moment
    ends_at: Moment
    zone: Short = ""
    is_all_day: bool = False
    location: Name = ""
    video_url: str = ""
    description: str = ""
    privacy: Literal["public", "private"] = "public"
    show_as: Literal["busy", "available"] = "busy"
    tags: list[int] = []
    rule: Short = ""
    count: int | None = None
    until: Moment | None = None
    attendees: list[AttendeeIn] = []
    reminders: list[ReminderSchema] = []
    day: Moment | None = None
    scope: Literal["one", "following", "all"] = "all"


class OccurrenceOut(Schema):
    """One day of a meeting; `day` names it for ever."""

    day: Moment
    starts_at: Moment
    ends_at: Moment


class AnswerIn(Incoming):
    """What the token's user says to his invitation."""

    answer: AnswerName


def rows(user: User) -> Rows:
    """The meetings that a user may read."""
    return Meeting.objects.visible_to(user)


def serialised(meetings: Sequence[Meeting]) -> list[Json]:
    """Meetings as JSON objects, in three more queries."""
    keys = [meeting.pk for meeting in meetings]
    tags = many_to_many_ids(Meeting.tags.through, "meeting_id", "tag_id", keys)
    full = Meeting.objects.filter(pk__in=keys).prefetch_related("attendees__user", "attendees__contact", "reminders")
    related = {meeting.pk: meeting for meeting in full}
    return [
        {
            "id": meeting.pk,
            **{name: getattr(meeting, name) for name in PLAIN},
            "about": meeting.about_id,
            "activity": meeting.activity_id,
            "organiser": meeting.organiser_id,
            "tags": tags[meeting.pk],
            "attendees": [_attendee(row) for row in related[meeting.pk].attendees.all()],
            "reminders": [
                {"channel": row.channel, "minutes_before": row.minutes_before}
                for row in related[meeting.pk].reminders.all()
            ],
            "active": meeting.is_active,
        }
        for meeting in meetings
    ]


def _attendee(row: Any) -> Json:
    return {
        "user": row.user_id,
        "contact": row.contact_id,
        "name": str(row),
        "email": row.email,
        "answer": row.answer,
    }


def create(user: User, values: Json) -> Meeting:
    """Plan a meeting."""
    for name in ("day", "scope"):
        values.pop(name, None)
    return planning.create_meeting(actor=user, **_understood(user, values, None))


def change(meeting: Meeting, user: User, values: Json) -> Meeting:
    """Change a meeting, of a series as much as `scope` says."""
    day, scope = values.pop("day", None), Scope(values.pop("scope", Scope.ALL))
    understood = _understood(user, values, meeting)
    if day is None:
        return planning.update_meeting(actor=user, meeting=meeting, **understood)
    return series.change(actor=user, meeting=meeting, original_start=day, scope=scope, **understood)


def _understood(user: User, values: Json, meeting: Meeting | None) -> Any:
    values = resolved(values, {"tags": Tag.objects.all()})
    if "about" in values:
        values["about_id"] = values.pop("about")
    for name, kind in (("privacy", Privacy), ("show_as", ShowAs)):
        if name in values:
            values[name] = kind(values[name])
    if "reminders" in values:
        values["reminders"] = [(Channel(one["channel"]), one["minutes_before"]) for one in values["reminders"]]
    if "attendees" in values:
        values["attendees"] = [_person(user, one) for one in values["attendees"]]
    if {"rule", "count", "until"} & set(values):
        values["repetition"] = _repetition(values, meeting)
    return values


def _repetition(values: Json, meeting: Meeting | None) -> Any:
    rule = values.pop("rule", meeting.rule if meeting else "")
    count = values.pop("count", meeting.count if meeting else None)
    until = values.pop("until", meeting.until if meeting else None)
    if not rule:
        return None
    found = read_rule(rule, count=count, until=getattr(until, "date", lambda: until)())
    if found is None:
        raise Problem(422, [fault("rule", "FREQ, INTERVAL, BYDAY, BYMONTHDAY")])
    return found


def _person(user: User, one: Json) -> User | Contact | str:
    found: User | Contact | str | None = one.get("email") or None
    if one.get("user"):
        found = User.objects.active().filter(pk=one["user"]).first()
    elif one.get("contact"):
        found = Contact.objects.visible_to(user).filter(pk=one["contact"]).first()
    if found is None:
        raise DomainError("user, contact, email", field="attendees")
    return found


RESOURCE = Resource(
    name="meetings",
    rows=rows,
    serialised=serialised,
    outgoing=MeetingOut,
    incoming=MeetingIn,
    listing=Listing(
        filters={
            "about": Filter("about", "integer"),
            "activity": Filter("activity", "integer"),
            "organiser": Filter("organiser", "integer"),
            "starts_at": Filter("starts_at", "moment"),
            "uid": Filter("uid"),
        },
        order={"id": "pk", "starts_at": "starts_at"},
        archive="is_active",
        search=matching,
    ),
    relations={"organiser": Relation(User), "tags": Relation(Tag)},
    create=create,
    change=change,
    remove=lambda meeting, user: planning.cancel_meeting(actor=user, meeting=meeting),
    etag=lambda meeting: etag(meeting.pk),
)


def routes() -> Router:
    """The routes of meetings and of the feed."""
    router = Router(tags=["meetings"])
    mount_messages(router, RESOURCE)
    mount(router, RESOURCE)
    router.get("/meetings/{int:key}/occurrences", response=list[OccurrenceOut])(occurrences)
    router.post("/meetings/{int:key}/answer", response=MeetingOut)(answer)
    router.post("/calendar-feed")(new_feed)
    router.get("/calendar-feed")(feed)
    router.delete("/calendar-feed")(no_feed)
    return router


def occurrences(request: HttpRequest, key: int) -> HttpResponse:
    """The days of a meeting."""
    meeting = RESOURCE.one(request, key)
    days = meeting.occurrences.values_list("original_start", "starts_at", "ends_at")
    return json_answer([{"day": day, "starts_at": start, "ends_at": end} for day, start, end in days])


def answer(request: HttpRequest, key: int, payload: AnswerIn) -> HttpResponse:
    """Say whether the token's user comes; 404 when he is not invited."""
    meeting = RESOURCE.one(request, key)
    mine = meeting.attendees.filter(user=user_of(request)).select_related("meeting__organiser", "user", "contact")
    row = mine.first()
    if row is None:
        raise Http404

    def act() -> Json:
        attending.answer(attendee=row, answer=Answer(payload.answer), actor=user_of(request))
        return RESOURCE.shown(request, meeting)

    return answered_once(request, 200, act)


def new_feed(request: HttpRequest) -> HttpResponse:
    """A new private address; it is told only once, and an old one stops working."""
    return json_answer({"address": make_feed(actor=user_of(request))}, 201)


def feed(request: HttpRequest) -> HttpResponse:
    """Whether there is a feed, and when it was last read."""
    found = CalendarFeed.objects.filter(user=user_of(request)).first()
    if found is None:
        raise Http404
    return json_answer({"created_at": found.created_at, "last_used_at": found.last_used_at})


def no_feed(request: HttpRequest) -> HttpResponse:
    """Shut out the programs that read the feed."""
    revoke_feed(actor=user_of(request))
    return HttpResponse(status=204)
