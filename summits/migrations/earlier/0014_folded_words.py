"""Full text without accents, apostrophes and hyphens, by Russian stems as well; titles in the order of their letters."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import migrations, models

from lib.fulltext import WordsOf
from lib.names import Folded


def made_anew(model, **fields):
    """The operations that make the stored words of ``fields`` (weight and configuration of each) anew."""
    first, second = (SearchVector(WordsOf(name), weight=w, config=config) for name, (w, config) in fields.items())
    stored = models.GeneratedField(expression=first + second, output_field=SearchVectorField(), db_persist=True)
    index = f"{model}_search"
    return [
        migrations.RemoveIndex(model, index),
        migrations.RemoveField(model, "search"),
        migrations.AddField(model, "search", stored),
        migrations.AddIndex(model, GinIndex(fields=["search"], name=index)),
    ]


def in_order():
    """A stored column for the order of titles."""
    return models.GeneratedField(expression=Folded("title"), output_field=models.TextField(), db_persist=True)


class Migration(migrations.Migration):
    dependencies = [("lib", "0004_words"), ("summits", "0013_former_ids_found")]
    operations = [
        *made_anew("event", name=("A", "simple"), summary=("B", "russian")),
        *made_anew("position", summary=("A", "russian"), quotation=("B", "russian")),
        migrations.AddField("outcome", "title_order", in_order()),
        migrations.AddField("panel", "title_order", in_order()),
    ]
