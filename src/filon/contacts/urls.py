"""Addresses of this room."""

from django.urls import path

from filon.contacts.views import contacts, listing, options

app_name = "contacts"
urlpatterns = [
    path("contacts/", listing.contact_list, name="contacts"),
    path("contacts/new/", contacts.contact_new, name="contact-new"),
    path("contacts/options/", options.contact_options, name="options"),
    path("contacts/companies/options/", options.company_options, name="company-options"),
    path("contacts/similar/", options.similar_contacts, name="similar"),
    path("contacts/counties/", options.counties, name="counties"),
    path("contacts/<int:pk>/", contacts.contact, name="contact"),
    path("contacts/<int:pk>/archive/", contacts.archive, name="contact-archive"),
    path("contacts/<int:pk>/restore/", contacts.restore, name="contact-restore"),
    path("contacts/<int:pk>/delete/", contacts.delete, name="contact-delete"),
]
