"""Takes away what the older version needs, and is committed before the next one fails."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = (("organisation", "0003_our_company"),)
    operations = (migrations.RunSQL("DROP TABLE chatter_follower"),)
