import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import filon.core.clock
import filon.core.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("contacts", "0002_text_index"),
        ("core", "0001_initial"),
        ("mail", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="MessageTemplate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", filon.core.fields.TranslatedTextField(default=dict, verbose_name="Name")),
                ("record_kinds", models.JSONField(default=list, verbose_name="Offered for")),
                ("subject", filon.core.fields.TranslatedTextField(blank=True, default=dict, verbose_name="Subject")),
                ("body", filon.core.fields.TranslatedTextField(default=dict, verbose_name="Text")),
                ("sequence", models.PositiveIntegerField(default=10)),
                ("is_active", models.BooleanField(default=True)),
                ("sort_key", models.CharField(default="", editable=False, max_length=64)),
            ],
            options={
                "verbose_name": "Message template",
                "ordering": ("sequence", "pk"),
            },
        ),
        migrations.CreateModel(
            name="NotificationChoice",
            fields=[
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="notification_choice",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[("bell", "In Filon, by the bell"), ("mail", "By e-mail, and by the bell")],
                        default="bell",
                        max_length=8,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Message",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("message", "Message"), ("note", "Note"), ("inbound", "Received message")],
                        max_length=8,
                    ),
                ),
                ("author_address", models.CharField(blank=True, max_length=320)),
                ("subject", models.CharField(blank=True, max_length=500)),
                ("body_text", models.TextField(blank=True)),
                ("full_text", models.TextField(blank=True)),
                ("has_html", models.BooleanField(default=False)),
                ("received", models.JSONField(blank=True, default=dict)),
                ("created_at", models.DateTimeField(default=filon.core.clock.now)),
                ("edited_at", models.DateTimeField(null=True)),
                ("message_id", models.CharField(blank=True, max_length=500)),
                ("is_automatic", models.BooleanField(default=False)),
                ("seen_at", models.DateTimeField(editable=False, null=True)),
                ("pinned_at", models.DateTimeField(null=True)),
                ("search_text", models.TextField(default="", editable=False)),
                (
                    "author_contact",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="contacts.contact"
                    ),
                ),
                (
                    "author_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "inbound",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="thread_messages",
                        to="mail.inboundmessage",
                    ),
                ),
                (
                    "outbound",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="thread_message",
                        to="mail.outboundmessage",
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="messages", to="core.record"
                    ),
                ),
            ],
            options={
                "ordering": ("-pk",),
            },
        ),
        migrations.CreateModel(
            name="Attachment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=255)),
                ("media_type", models.CharField(max_length=127)),
                ("size", models.PositiveBigIntegerField()),
                ("digest", models.CharField(max_length=64)),
                ("content_id", models.CharField(blank=True, max_length=255)),
                ("created_at", models.DateTimeField(default=filon.core.clock.now)),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="attachments", to="core.record"
                    ),
                ),
                (
                    "message",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attachments",
                        to="chatter.message",
                    ),
                ),
            ],
            options={
                "ordering": ("pk",),
            },
        ),
        migrations.CreateModel(
            name="Notification",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("message", "wrote a message"),
                            ("note", "wrote a note"),
                            ("inbound", "sent an e-mail"),
                            ("mention", "mentioned you"),
                            ("bounced", "got a message back"),
                            ("stage", "moved it to another stage"),
                            ("won", "won it"),
                            ("lost", "lost it"),
                            ("assigned", "gave it to you"),
                            ("activity", "has planned an activity for you"),
                            ("activity-done", "has done an activity"),
                            ("reminder", "reminds you of an activity"),
                            ("meeting", "reminds you of a meeting"),
                        ],
                        max_length=16,
                    ),
                ),
                ("created_at", models.DateTimeField(default=filon.core.clock.now)),
                ("read_at", models.DateTimeField(null=True)),
                (
                    "actor",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "message",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notifications",
                        to="chatter.message",
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="core.record"),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notifications",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("-pk",),
            },
        ),
        migrations.CreateModel(
            name="TemplateFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=255)),
                ("media_type", models.CharField(max_length=127)),
                ("size", models.PositiveBigIntegerField()),
                ("digest", models.CharField(max_length=64)),
                (
                    "template",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="files", to="chatter.messagetemplate"
                    ),
                ),
            ],
            options={
                "ordering": ("pk",),
            },
        ),
        migrations.CreateModel(
            name="Follower",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("address", models.CharField(blank=True, max_length=320)),
                ("hears", models.JSONField(blank=True, null=True)),
                (
                    "contact",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="follows",
                        to="contacts.contact",
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="followers", to="core.record"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="follows",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("address", ""), ("contact__isnull", True), ("user__isnull", False)),
                            models.Q(("address", ""), ("contact__isnull", False), ("user__isnull", True)),
                            models.Q(
                                ("contact__isnull", True),
                                ("user__isnull", True),
                                models.Q(("address", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="follower_is_one_of_three",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("user__isnull", False)), fields=("record", "user"), name="user_follows_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("contact__isnull", False)),
                        fields=("record", "contact"),
                        name="contact_follows_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("address", ""), _negated=True),
                        fields=("record", "address"),
                        name="address_follows_once",
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(fields=["record", "-id"], name="message_by_record"),
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(fields=["message_id"], name="message_by_message_id"),
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(
                condition=models.Q(("is_automatic", False), ("kind", "inbound"), ("seen_at__isnull", True)),
                fields=["record"],
                name="message_unseen",
            ),
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(
                condition=models.Q(("pinned_at__isnull", False)), fields=["record"], name="message_pinned"
            ),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("author_address", ""), ("author_contact__isnull", True), ("author_user__isnull", False)),
                    models.Q(("author_address", ""), ("author_contact__isnull", False), ("author_user__isnull", True)),
                    models.Q(
                        ("author_contact__isnull", True),
                        ("author_user__isnull", True),
                        models.Q(("author_address", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="message_has_one_author",
            ),
        ),
        migrations.AddIndex(
            model_name="notification",
            index=models.Index(
                condition=models.Q(("read_at__isnull", True)), fields=["user", "-id"], name="unread_notification"
            ),
        ),
    ]
