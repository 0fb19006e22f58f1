"""Addresses of this room."""

from django.urls import path

from filon.mail.views import door, frame, inbound, mailboxes, outbound

app_name = "mail"
urlpatterns = [
    path("mail/inbound/", inbound.inbound_list, name="inbound-list"),
    path("mail/inbound/<int:pk>/", inbound.inbound, name="inbound"),
    path("mail/inbound/<int:pk>/raw/", inbound.raw, name="inbound-raw"),
    path("mail/inbound/<int:pk>/files/<int:number>/", inbound.attachment, name="inbound-file"),
    path("mail/inbound/<int:pk>/retry/", inbound.retry, name="inbound-retry"),
    path("mail/inbound/<int:pk>/accept/", inbound.accept, name="inbound-accept"),
    path("mail/door/<str:token>/", door.door, name="door"),
    path("mail/settings/", mailboxes.mail_settings, name="settings"),
    path("mail/mailboxes/new/", mailboxes.mailbox_new, name="mailbox-new"),
    path("mail/mailboxes/probe/", mailboxes.probe, name="mailbox-probe"),
    path("mail/mailboxes/<int:pk>/", mailboxes.mailbox, name="mailbox"),
    path("mail/mailboxes/<int:pk>/fetch/", mailboxes.fetch, name="mailbox-fetch"),
    path("mail/mailboxes/<int:pk>/renew/", mailboxes.renew, name="mailbox-renew"),
    path("mail/mailboxes/<int:pk>/delete/", mailboxes.delete, name="mailbox-delete"),
    path("mail/frame/<int:pk>/", frame.frame, name="frame"),
    path("mail/frame/<int:pk>/pictures/<int:number>/", frame.picture, name="picture"),
    path("mail/outbound/", outbound.outbound_list, name="outbound-list"),
    path("mail/outbound/<int:pk>/", outbound.outbound, name="outbound"),
    path("mail/outbound/<int:pk>/raw/", outbound.raw, name="outbound-raw"),
    path("mail/outbound/<int:pk>/stop/", outbound.stop, name="outbound-stop"),
    path("mail/outbound/<int:pk>/retry/", outbound.retry, name="outbound-retry"),
]
