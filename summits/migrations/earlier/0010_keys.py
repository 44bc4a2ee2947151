from django.db import migrations

from lib.keys import write_again


class Migration(migrations.Migration):
    dependencies = [("summits", "0009_identifiers"), ("lib", "0002_folding")]
    operations = [
        migrations.RunPython(write_again("summits", Event="name", EventName="text"), migrations.RunPython.noop)
    ]
