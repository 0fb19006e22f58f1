import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SavedSearch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("list_key", models.CharField(max_length=40)),
                ("name", models.CharField(max_length=60, verbose_name="Name")),
                ("query", models.CharField(max_length=2000)),
                ("is_shared", models.BooleanField(default=False, verbose_name="Shared with everybody")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="saved_searches",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("name", "pk"),
            },
        ),
        migrations.CreateModel(
            name="ListPreference",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("list_key", models.CharField(max_length=40)),
                ("columns", models.JSONField(null=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="list_preferences",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "opens_with",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="ui.savedsearch"
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="savedsearch",
            index=models.Index(fields=["list_key", "user"], name="saved_search_of_list"),
        ),
        migrations.AddConstraint(
            model_name="listpreference",
            constraint=models.UniqueConstraint(fields=("user", "list_key"), name="preference_once_per_user_and_list"),
        ),
    ]
