import django.db.models.deletion
from django.db import migrations, models

import filon.core.clock


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Context",
            fields=[
                ("id", models.SmallIntegerField(primary_key=True, serialize=False)),
                ("change_set_id", models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="RecordedTable",
            fields=[
                ("id", models.SmallIntegerField(primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=63, unique=True)),
                ("digest", models.CharField(max_length=64)),
                ("fingerprint", models.CharField(max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name="ChangeSet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(db_index=True, default=filon.core.clock.now)),
                ("actor", models.BigIntegerField(null=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("web", "Page"),
                            ("api", "API"),
                            ("mail", "Message received"),
                            ("job", "Background work"),
                            ("command", "Command"),
                            ("import", "Import"),
                            ("undo", "Undo"),
                            ("erase", "Erasure"),
                            ("outside", "Outside the application"),
                        ],
                        max_length=16,
                    ),
                ),
                ("label", models.CharField(max_length=200)),
                ("arguments", models.JSONField(default=dict)),
                (
                    "undoes",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="undone_by",
                        to="history.changeset",
                    ),
                ),
            ],
            options={
                "ordering": ("-pk",),
            },
        ),
        migrations.CreateModel(
            name="Change",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("row", models.BigIntegerField()),
                ("root", models.BigIntegerField(null=True)),
                ("op", models.CharField(choices=[("I", "Created"), ("U", "Changed"), ("D", "Deleted")], max_length=1)),
                ("before", models.TextField(null=True)),
                ("after", models.TextField(null=True)),
                ("txid", models.BigIntegerField(null=True)),
                (
                    "change_set",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="changes",
                        to="history.changeset",
                    ),
                ),
                (
                    "table",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="history.recordedtable",
                    ),
                ),
            ],
            options={
                "ordering": ("-pk",),
            },
        ),
        migrations.AddIndex(
            model_name="changeset",
            index=models.Index(fields=["actor", "-id"], name="change_set_by_actor"),
        ),
        migrations.AddIndex(
            model_name="change",
            index=models.Index(fields=["table", "row", "id"], name="change_by_row"),
        ),
        migrations.AddIndex(
            model_name="change",
            index=models.Index(
                condition=models.Q(("root__isnull", False)), fields=["root", "id"], name="change_by_root"
            ),
        ),
        migrations.AddIndex(
            model_name="change",
            index=models.Index(condition=models.Q(("op", "D")), fields=["table", "-id"], name="change_of_deletion"),
        ),
        migrations.AddIndex(
            model_name="change",
            index=models.Index(
                condition=models.Q(("txid__isnull", False)), fields=["txid", "id"], name="change_by_txid"
            ),
        ),
    ]
