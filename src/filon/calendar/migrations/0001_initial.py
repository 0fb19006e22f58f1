import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import filon.core.clock


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("activities", "0002_default_types"),
        ("contacts", "0002_text_index"),
        ("core", "0001_initial"),
        ("organisation", "0003_our_company"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CalendarFeed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("created_at", models.DateTimeField(default=filon.core.clock.now)),
                ("last_used_at", models.DateTimeField(null=True)),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="calendar_feed",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("pk",),
            },
        ),
        migrations.CreateModel(
            name="Meeting",
            fields=[
                (
                    "record",
                    models.OneToOneField(
                        db_column="id",
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="%(class)s",
                        serialize=False,
                        to="core.record",
                    ),
                ),
                ("subject", models.CharField(max_length=200, verbose_name="Subject")),
                ("starts_at", models.DateTimeField(verbose_name="Start")),
                ("ends_at", models.DateTimeField(verbose_name="End")),
                ("zone", models.CharField(max_length=64, verbose_name="Time zone")),
                ("is_all_day", models.BooleanField(default=False, verbose_name="All day")),
                ("location", models.CharField(blank=True, max_length=300, verbose_name="Location")),
                ("video_url", models.CharField(blank=True, max_length=500, verbose_name="Video link")),
                ("description", models.TextField(blank=True, verbose_name="Description")),
                (
                    "privacy",
                    models.CharField(
                        choices=[("public", "Public"), ("private", "Private")],
                        default="public",
                        max_length=8,
                        verbose_name="Privacy",
                    ),
                ),
                (
                    "show_as",
                    models.CharField(
                        choices=[("busy", "Busy"), ("available", "Available")],
                        default="busy",
                        max_length=10,
                        verbose_name="Show as",
                    ),
                ),
                ("rule", models.CharField(blank=True, max_length=200, verbose_name="Repeats")),
                ("count", models.PositiveIntegerField(blank=True, null=True, verbose_name="Number of meetings")),
                ("until", models.DateField(blank=True, null=True, verbose_name="Last day")),
                ("uid", models.CharField(editable=False, max_length=255, unique=True)),
                ("sequence", models.PositiveIntegerField(default=0, editable=False)),
                ("is_active", models.BooleanField(default=True)),
                ("debriefed_at", models.DateTimeField(editable=False, null=True)),
                ("created_at", models.DateTimeField(default=filon.core.clock.now, editable=False)),
                ("sort_key", models.CharField(default="", editable=False, max_length=64)),
                ("search_text", models.TextField(default="", editable=False)),
                (
                    "about",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="meetings",
                        to="core.record",
                        verbose_name="About",
                    ),
                ),
                (
                    "activity",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="meeting",
                        to="activities.activity",
                        verbose_name="Activity",
                    ),
                ),
                (
                    "organiser",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="organised_meetings",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Organiser",
                    ),
                ),
                (
                    "tags",
                    models.ManyToManyField(
                        blank=True, related_name="meetings", to="organisation.tag", verbose_name="Tags"
                    ),
                ),
            ],
            options={
                "ordering": ("starts_at", "pk"),
            },
        ),
        migrations.CreateModel(
            name="Attendee",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("address", models.CharField(blank=True, max_length=254)),
                ("email", models.CharField(blank=True, max_length=254)),
                (
                    "answer",
                    models.CharField(
                        choices=[
                            ("needs-action", "No answer"),
                            ("accepted", "Accepted"),
                            ("tentative", "Maybe"),
                            ("declined", "Declined"),
                        ],
                        default="needs-action",
                        max_length=16,
                    ),
                ),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "contact",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attendances",
                        to="contacts.contact",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attendances",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="attendees", to="calendar.meeting"
                    ),
                ),
            ],
            options={
                "ordering": ("pk",),
            },
        ),
        migrations.CreateModel(
            name="MeetingException",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("original_start", models.DateTimeField()),
                ("is_cancelled", models.BooleanField(default=False, verbose_name="Called off")),
                ("starts_at", models.DateTimeField(verbose_name="Start")),
                ("ends_at", models.DateTimeField(verbose_name="End")),
                ("subject", models.CharField(max_length=200, verbose_name="Subject")),
                ("location", models.CharField(blank=True, max_length=300, verbose_name="Location")),
                ("description", models.TextField(blank=True, verbose_name="Description")),
                ("sequence", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="exceptions", to="calendar.meeting"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Occurrence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("original_start", models.DateTimeField()),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("placed_at", models.DateTimeField(default=filon.core.clock.now)),
                (
                    "exception",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="calendar.meetingexception",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="occurrences", to="calendar.meeting"
                    ),
                ),
            ],
            options={
                "ordering": ("starts_at", "pk"),
            },
        ),
        migrations.CreateModel(
            name="DueReminder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("channel", models.CharField(choices=[("app", "In the app"), ("mail", "By e-mail")], max_length=8)),
                ("due_at", models.DateTimeField()),
                ("done_at", models.DateTimeField(null=True)),
                (
                    "occurrence",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="due_reminders",
                        to="calendar.occurrence",
                    ),
                ),
            ],
            options={
                "ordering": ("due_at", "pk"),
            },
        ),
        migrations.CreateModel(
            name="Reminder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("channel", models.CharField(choices=[("app", "In the app"), ("mail", "By e-mail")], max_length=8)),
                ("minutes_before", models.PositiveIntegerField()),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="reminders", to="calendar.meeting"
                    ),
                ),
            ],
            options={
                "ordering": ("minutes_before", "channel"),
            },
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_at__gte", models.F("starts_at"))), name="meeting_ends_after_it_starts"
            ),
        ),
        migrations.AddConstraint(
            model_name="attendee",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("address", ""), ("contact__isnull", True), ("user__isnull", False)),
                    models.Q(("address", ""), ("contact__isnull", False), ("user__isnull", True)),
                    models.Q(
                        ("contact__isnull", True), ("user__isnull", True), models.Q(("address", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="attendee_is_one_of_three",
            ),
        ),
        migrations.AddConstraint(
            model_name="attendee",
            constraint=models.UniqueConstraint(
                condition=models.Q(("email", ""), _negated=True),
                fields=("meeting", "email"),
                name="address_invited_once_to_a_meeting",
            ),
        ),
        migrations.AddConstraint(
            model_name="attendee",
            constraint=models.UniqueConstraint(fields=("meeting", "user"), name="user_invited_once_to_a_meeting"),
        ),
        migrations.AddConstraint(
            model_name="attendee",
            constraint=models.UniqueConstraint(fields=("meeting", "contact"), name="contact_invited_once_to_a_meeting"),
        ),
        migrations.AddConstraint(
            model_name="meetingexception",
            constraint=models.UniqueConstraint(fields=("meeting", "original_start"), name="one_exception_for_a_day"),
        ),
        migrations.AddConstraint(
            model_name="meetingexception",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_at__gte", models.F("starts_at"))), name="exception_ends_after_it_starts"
            ),
        ),
        migrations.AddIndex(
            model_name="occurrence",
            index=models.Index(fields=["starts_at", "ends_at", "meeting"], name="occurrence_by_start"),
        ),
        migrations.AddIndex(
            model_name="occurrence",
            index=models.Index(fields=["meeting", "starts_at"], name="occurrence_by_meeting"),
        ),
        migrations.AddConstraint(
            model_name="occurrence",
            constraint=models.UniqueConstraint(fields=("meeting", "original_start"), name="one_occurrence_for_a_day"),
        ),
        migrations.AddIndex(
            model_name="duereminder",
            index=models.Index(fields=["due_at"], name="due_reminder_by_time"),
        ),
        migrations.AddConstraint(
            model_name="duereminder",
            constraint=models.UniqueConstraint(
                fields=("occurrence", "channel", "due_at"), name="reminder_comes_due_once"
            ),
        ),
        migrations.AddIndex(
            model_name="reminder",
            index=models.Index(fields=["minutes_before", "meeting"], name="reminder_by_minutes"),
        ),
        migrations.AddConstraint(
            model_name="reminder",
            constraint=models.UniqueConstraint(
                fields=("meeting", "channel", "minutes_before"), name="reminder_once_a_meeting"
            ),
        ),
    ]
