import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import filon.core.clock


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("core", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Alias",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("local_part", models.CharField(max_length=64, unique=True, verbose_name="E-mail alias")),
                (
                    "policy",
                    models.CharField(
                        choices=[
                            ("everyone", "Everyone"),
                            ("partners", "Authenticated partners"),
                            ("followers", "Followers only"),
                        ],
                        default="everyone",
                        max_length=16,
                        verbose_name="Accept e-mails from",
                    ),
                ),
                ("refusal_text", models.TextField(blank=True, verbose_name="Answer to those who may not write")),
                (
                    "owner",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="alias", to="core.record"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "aliases",
            },
        ),
        migrations.CreateModel(
            name="InboundMessage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("received_at", models.DateTimeField(default=filon.core.clock.now)),
                ("transport", models.CharField(max_length=8)),
                ("peer", models.CharField(blank=True, max_length=64)),
                ("envelope_sender", models.CharField(blank=True, max_length=320)),
                ("envelope_recipients", models.JSONField(default=list)),
                ("digest", models.CharField(max_length=64)),
                ("size", models.PositiveBigIntegerField(default=0)),
                ("message_id", models.CharField(blank=True, max_length=500)),
                ("sender", models.CharField(blank=True, max_length=500)),
                ("sender_address", models.CharField(blank=True, max_length=320)),
                ("subject", models.CharField(blank=True, max_length=500)),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("received", "Received"),
                            ("created", "Record created"),
                            ("threaded", "Added to a thread"),
                            ("refused", "Refused"),
                            ("bounce", "Bounce"),
                            ("auto_reply", "Automatic reply"),
                            ("calendar", "Calendar answer"),
                            ("duplicate", "Duplicate"),
                            ("failed", "Failed"),
                        ],
                        default="received",
                        max_length=16,
                        verbose_name="Outcome",
                    ),
                ),
                ("reason", models.TextField(blank=True)),
                ("is_answered", models.BooleanField(default=False)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("settled_at", models.DateTimeField(null=True)),
                ("search_text", models.TextField(default="", editable=False)),
                (
                    "record",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="inbound_messages",
                        to="core.record",
                    ),
                ),
            ],
            options={
                "ordering": ("-pk",),
            },
        ),
        migrations.CreateModel(
            name="InboundRoute",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("address", models.CharField(blank=True, max_length=320)),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("received", "Received"),
                            ("created", "Record created"),
                            ("threaded", "Added to a thread"),
                            ("refused", "Refused"),
                            ("bounce", "Bounce"),
                            ("auto_reply", "Automatic reply"),
                            ("calendar", "Calendar answer"),
                            ("duplicate", "Duplicate"),
                            ("failed", "Failed"),
                        ],
                        max_length=16,
                    ),
                ),
                ("reason", models.TextField(blank=True)),
                (
                    "alias",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="routes", to="mail.alias"
                    ),
                ),
                (
                    "inbound",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="routes", to="mail.inboundmessage"
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="inbound_routes",
                        to="core.record",
                    ),
                ),
            ],
            options={
                "ordering": ("pk",),
            },
        ),
        migrations.CreateModel(
            name="Mailbox",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=100, verbose_name="Name")),
                (
                    "kind",
                    models.CharField(
                        choices=[("imap", "IMAP"), ("pop", "POP3"), ("http", "Web address for a mail provider")],
                        default="imap",
                        max_length=8,
                        verbose_name="Kind",
                    ),
                ),
                ("host", models.CharField(blank=True, max_length=253, verbose_name="Server")),
                ("port", models.PositiveIntegerField(blank=True, null=True, verbose_name="Port")),
                (
                    "security",
                    models.CharField(
                        choices=[("tls", "TLS"), ("starttls", "STARTTLS"), ("none", "None, only on this machine")],
                        default="tls",
                        max_length=8,
                        verbose_name="Security",
                    ),
                ),
                ("user", models.CharField(blank=True, max_length=320, verbose_name="User")),
                ("secret", models.TextField(blank=True)),
                ("folder", models.CharField(default="INBOX", max_length=200, verbose_name="Folder")),
                (
                    "takes_older",
                    models.BooleanField(default=False, verbose_name="Also take the messages that are there already"),
                ),
                (
                    "deletes",
                    models.BooleanField(default=False, verbose_name="Delete from the mailbox what has been taken"),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="In use")),
                ("position", models.CharField(blank=True, max_length=64)),
                ("seen", models.JSONField(default=list)),
                ("taken", models.PositiveBigIntegerField(default=0)),
                ("visited_at", models.DateTimeField(null=True)),
                ("error", models.TextField(blank=True)),
                ("created_at", models.DateTimeField(default=filon.core.clock.now)),
                (
                    "alias",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="mailboxes",
                        to="mail.alias",
                        verbose_name="For the team",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "mailboxes",
                "ordering": ("pk",),
            },
        ),
        migrations.AddField(
            model_name="inboundmessage",
            name="mailbox",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="messages",
                to="mail.mailbox",
            ),
        ),
        migrations.CreateModel(
            name="MailSettings",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "requires_dmarc",
                    models.BooleanField(default=False, verbose_name="Authenticated partners must pass DMARC"),
                ),
                (
                    "authentication_server",
                    models.CharField(blank=True, max_length=253, verbose_name="Name of our mail server"),
                ),
                ("retention_days", models.PositiveIntegerField(blank=True, null=True, verbose_name="Keep for days")),
                ("trusted_senders", models.JSONField(blank=True, default=list)),
                (
                    "sends_as_author",
                    models.BooleanField(default=True, verbose_name="Send from each user's own address"),
                ),
                ("sender_domains", models.JSONField(blank=True, default=list)),
            ],
            options={
                "constraints": [models.CheckConstraint(condition=models.Q(("pk", 1)), name="one_row_of_mail_settings")],
            },
        ),
        migrations.CreateModel(
            name="OutboundMessage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sender", models.CharField(max_length=320)),
                ("envelope_sender", models.CharField(blank=True, max_length=320)),
                ("to", models.JSONField(default=list)),
                ("cc", models.JSONField(default=list)),
                ("subject", models.CharField(max_length=500)),
                ("message_id", models.CharField(max_length=500, unique=True)),
                ("digest", models.CharField(max_length=64)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("sent", "Sent"),
                            ("failed", "Failed"),
                            ("bounced", "Bounced"),
                            ("cancelled", "Stopped"),
                        ],
                        default="waiting",
                        max_length=16,
                    ),
                ),
                ("reasons", models.JSONField(default=list)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("created_at", models.DateTimeField(default=filon.core.clock.now)),
                ("send_after", models.DateTimeField(default=filon.core.clock.now)),
                ("is_scheduled", models.BooleanField(default=False)),
                ("claimed_at", models.DateTimeField(null=True)),
                ("sent_at", models.DateTimeField(null=True)),
                ("search_text", models.TextField(default="", editable=False)),
                (
                    "author",
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
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="outbound_messages",
                        to="core.record",
                    ),
                ),
            ],
            options={
                "ordering": ("-pk",),
            },
        ),
        migrations.AddIndex(
            model_name="inboundmessage",
            index=models.Index(fields=["message_id"], name="inbound_by_message_id"),
        ),
        migrations.AddIndex(
            model_name="inboundmessage",
            index=models.Index(fields=["outcome", "-id"], name="inbound_by_outcome"),
        ),
        migrations.AddIndex(
            model_name="inboundmessage",
            index=models.Index(fields=["digest"], name="inbound_by_digest"),
        ),
        migrations.AddIndex(
            model_name="inboundmessage",
            index=models.Index(fields=["sender_address", "received_at"], name="inbound_by_sender"),
        ),
        migrations.AddIndex(
            model_name="inboundmessage",
            index=models.Index(fields=["received_at", "id"], name="inbound_by_time"),
        ),
        migrations.AddIndex(
            model_name="inboundmessage",
            index=models.Index(condition=models.Q(("settled_at__isnull", True)), fields=["id"], name="inbound_waiting"),
        ),
        migrations.AddIndex(
            model_name="inboundmessage",
            index=models.Index(
                condition=models.Q(("is_answered", True)), fields=["received_at"], name="inbound_answered"
            ),
        ),
        migrations.AddIndex(
            model_name="outboundmessage",
            index=models.Index(fields=["state", "send_after"], name="outbound_to_send"),
        ),
        migrations.AddIndex(
            model_name="outboundmessage",
            index=models.Index(fields=["created_at", "id"], name="outbound_by_time"),
        ),
    ]
