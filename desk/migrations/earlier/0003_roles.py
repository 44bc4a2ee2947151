from django.conf import settings
from django.db import migrations

# The desk asks on every visit what is not published yet; next to all records are.
WAITING = [
    "sources_source", "sources_place", "topics_topic", "experts_expert", "experts_organisation",
    "experts_appointment", "summits_event", "summits_panel", "summits_participation", "summits_position",
    "summits_outcome", "summits_eventlink",
]  # fmt: skip


class Migration(migrations.Migration):
    """Indexes of what waits for publication. (The groups of the roles are written once, by 0007.)"""

    dependencies = [
        ("desk", "0002_reviews"),
        # Of all apps with something to give permissions for.
        ("auth", "0012_alter_user_first_name_max_length"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("contenttypes", "0002_remove_content_type_name"),
        ("sources", "0001_initial"),
        ("topics", "0001_initial"),
        ("experts", "0002_former_ids"),
        ("summits", "0002_former_ids"),
        ("intake", "0002_bulk"),
    ]

    operations = [
        *(
            migrations.RunSQL(
                f"CREATE INDEX desk_waiting_{table} ON {table} (publication, id) WHERE publication <> 'published'",
                f"DROP INDEX desk_waiting_{table}",
            )
            for table in WAITING
        ),
    ]
