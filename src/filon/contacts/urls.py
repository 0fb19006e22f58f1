"""Addresses of this room."""

from django.urls import path

from filon.contacts.views import cards, contacts, duplicates, listing, merging, objecting, options

app_name = "contacts"
urlpatterns = [
    path("objection/<str:token>/", objecting.objection, name="objection"),
    path("contacts/", listing.contact_list, name="contacts"),
    path("contacts/new/", contacts.contact_new, name="contact-new"),
    path("contacts/options/", options.contact_options, name="options"),
    path("contacts/companies/options/", options.company_options, name="company-options"),
    path("contacts/similar/", options.similar_contacts, name="similar"),
    path("contacts/merge/", merging.contact_merge, name="contact-merge"),
    path("contacts/duplicates/", duplicates.duplicates, name="all-duplicates"),
    path("contacts/duplicates/of/<slug:kind>/", duplicates.duplicates, name="duplicates"),
    path("contacts/duplicates/of/<slug:kind>/scan/", duplicates.rescan, name="duplicates-rescan"),
    path("contacts/duplicates/<int:pk>/verdict/", duplicates.verdict, name="duplicate-verdict"),
    path("contacts/counties/", options.counties, name="counties"),
    path("contacts/cards/", cards.contact_cards, name="contact-cards"),
    path("contacts/<int:pk>/card/", cards.contact_card, name="contact-card"),
    path("contacts/<int:pk>/", contacts.contact, name="contact"),
    path("contacts/<int:pk>/picture/", contacts.picture, name="contact-picture"),
    path("contacts/<int:pk>/similar/", contacts.similar_to, name="contact-similar"),
    path("contacts/<int:pk>/apart/", duplicates.apart, name="contact-apart"),
    path("contacts/<int:pk>/archive/", contacts.archive, name="contact-archive"),
    path("contacts/<int:pk>/restore/", contacts.restore, name="contact-restore"),
    path("contacts/<int:pk>/delete/", contacts.delete, name="contact-delete"),
]
