"""The addresses of the room."""

from django.urls import path

from filon.calendar.views import calendar, debriefing, feeds, invitations, meetings, moving

app_name = "calendar"
urlpatterns = [
    path("calendar/", calendar.calendar, name="calendar"),
    path("calendar/events/", calendar.feed_of_events, name="events"),
    path("calendar/free-busy/", calendar.free_busy, name="free-busy"),
    path("calendar/people/options/", moving.people_options, name="people-options"),
    path("calendar/meetings/new/", meetings.new, name="meeting-new"),
    path("calendar/meetings/<int:pk>/", meetings.meeting, name="meeting"),
    path("calendar/meetings/<int:pk>/move/", moving.move, name="meeting-move"),
    path("calendar/meetings/<int:pk>/cancel/", meetings.cancel, name="meeting-cancel"),
    path("calendar/meetings/<int:pk>/restore/", meetings.restore, name="meeting-restore"),
    path("calendar/meetings/<int:pk>/answer/", meetings.answer, name="meeting-answer"),
    path("calendar/meetings/<int:pk>/debrief/", debriefing.debriefed, name="meeting-debrief"),
    path("calendar/feed/", feeds.feed_page, name="feed-page"),
    path("calendar/feed/revoke/", feeds.revoke, name="feed-revoke"),
    path("calendar/feed/<str:secret>.ics", feeds.feed, name="feed"),
    path("invitations/<str:signed>/", invitations.invitation, name="invitation"),
]
