import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import filon.core.clock


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Job",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200, verbose_name="Task")),
                ("args", models.JSONField(default=list)),
                ("kwargs", models.JSONField(default=dict)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("running", "Running"),
                            ("done", "Done"),
                            ("dead", "Given up"),
                            ("discarded", "Discarded"),
                        ],
                        default="waiting",
                        max_length=16,
                        verbose_name="Job state",
                    ),
                ),
                ("priority", models.SmallIntegerField(default=0)),
                ("run_at", models.DateTimeField(default=filon.core.clock.now, verbose_name="Due at")),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="Attempts")),
                ("lease_until", models.DateTimeField(null=True)),
                ("unique_key", models.CharField(max_length=64, null=True, unique=True)),
                ("error", models.TextField(blank=True, verbose_name="Error")),
                ("traceback", models.TextField(blank=True)),
                ("created_at", models.DateTimeField(default=filon.core.clock.now)),
                ("started_at", models.DateTimeField(null=True)),
                ("finished_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ("-pk",),
                "indexes": [
                    models.Index(fields=["state", "-priority", "run_at", "id"], name="job_to_start"),
                    models.Index(fields=["state", "lease_until"], name="job_by_lease"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Tick",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=100)),
                ("due_at", models.DateTimeField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("name", "due_at"), name="one_tick_a_turn")],
            },
        ),
        migrations.CreateModel(
            name="LongRun",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("list_key", models.CharField(max_length=40)),
                ("act", models.CharField(max_length=40)),
                ("posted", models.TextField(blank=True)),
                ("ids", models.JSONField(default=list)),
                ("total", models.PositiveIntegerField()),
                ("done", models.PositiveIntegerField(default=0)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("running", "Running"),
                            ("done", "Done"),
                            ("stopped", "Stopped"),
                            ("failed", "Given up"),
                        ],
                        default="running",
                        max_length=8,
                    ),
                ),
                ("error", models.TextField(blank=True)),
                ("change_set", models.BigIntegerField(null=True)),
                ("is_told", models.BooleanField(default=False)),
                ("created_at", models.DateTimeField(default=filon.core.clock.now)),
                (
                    "actor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["actor", "is_told"], name="long_run_to_tell")],
            },
        ),
    ]
