"""Addresses of this room."""

from django.urls import path

from filon.chatter.lists import TEMPLATES
from filon.chatter.views import attachments, followers, messages, notifications, records, templates, threads
from filon.ui.lists import list_view

app_name = "chatter"
urlpatterns = [
    path("r/<int:record_id>/", records.open_record, name="record"),
    path("r/<int:record_id>/thread/", threads.thread, name="thread"),
    path("r/<int:record_id>/thread/older/", threads.older, name="thread-older"),
    path("r/<int:record_id>/thread/post/", threads.post, name="thread-post"),
    path("r/<int:record_id>/thread/templates/<int:pk>/", threads.template, name="thread-template"),
    path("r/<int:record_id>/thread/search/", threads.search, name="thread-search"),
    path("r/<int:record_id>/thread/seen/", threads.seen, name="thread-seen"),
    path("r/<int:record_id>/mentionable/", threads.mentionable, name="mentionable"),
    path("r/<int:record_id>/follow/", followers.follow, name="follow"),
    path("r/<int:record_id>/followers/", followers.followers, name="followers"),
    path("r/<int:record_id>/followers/topics/", followers.topics, name="follower-topics"),
    path("r/<int:record_id>/followers/add/", followers.add, name="follower-add"),
    path("r/<int:record_id>/followers/<int:pk>/remove/", followers.remove, name="follower-remove"),
    path("messages/<int:pk>/", messages.message, name="message"),
    path("messages/<int:pk>/edit/", messages.edit, name="message-edit"),
    path("messages/<int:pk>/delete/", messages.delete, name="message-delete"),
    path("messages/<int:pk>/pin/", messages.pin_message, name="message-pin"),
    path("messages/<int:pk>/stop/", messages.stop, name="message-stop"),
    path("messages/<int:pk>/schedule/", messages.schedule, name="message-schedule"),
    path("messages/<int:pk>/retry/", messages.retry, name="message-retry"),
    path("messages/<int:pk>/cc/", messages.cc, name="message-cc"),
    path("messages/<int:pk>/first-writer/", messages.first_writer, name="message-first-writer"),
    path("attachments/<int:pk>/<str:name>", attachments.download, name="attachment"),
    path("attachments/<int:pk>/picture/", attachments.picture, name="attachment-picture"),
    path("message-templates/", list_view(TEMPLATES), name="templates"),
    path("message-templates/new/", templates.template_new, name="template-new"),
    path("message-templates/<int:pk>/", templates.template, name="template"),
    path("message-templates/<int:pk>/preview/", templates.preview, name="template-preview"),
    path("message-templates/<int:pk>/archive/", templates.archive, name="template-archive"),
    path("message-templates/<int:pk>/restore/", templates.restore, name="template-restore"),
    path("message-templates/<int:pk>/delete/", templates.delete, name="template-delete"),
    path("notifications/", notifications.notifications, name="notifications"),
    path("notifications/channel/", notifications.channel, name="notifications-channel"),
    path("notifications/<int:pk>/open/", notifications.open_notice, name="notification-open"),
    path("notifications/read/", notifications.read_all, name="notifications-read"),
]
