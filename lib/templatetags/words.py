"""Words and numbers in the language of the page, available in every template (a builtin of the engine)."""

from django import template
from django.template import Node
from django.templatetags.i18n import TranslateNode, do_translate
from django.utils.safestring import mark_safe

from lib import languages

register = template.Library()


@register.filter
def translated(words):
    """A label in the language of the page."""
    return languages.translated(words)


@register.filter
def term(value):
    """The value of an enumeration in the language of the page: ``press_conference`` → ``press conference``."""
    return languages.translated(str(value or "").replace("_", " "))


@register.filter
def counted(number):
    """A number with thousands separators."""
    return languages.counted(number)


@register.filter
def noun(number, name):
    """The noun for a number: ``{{ 2|noun:"event" }}`` → ``events``."""
    return languages.noun(number, name)


@register.filter
def several(number, name):
    """A number with its noun: ``{{ 2|several:"event" }}`` → ``2 events``."""
    return languages.several(number, name)


class Sentence(TranslateNode):
    """Django's ``{% translate "…" %}``, without its cost on English pages, of which each has hundreds."""

    def __init__(self, node):
        super().__init__(node.filter_expression, node.noop, node.asvar, node.message_context)
        plain = not self.asvar and not self.filter_expression.filters
        literal = getattr(self.filter_expression.var, "literal", None)
        self.english = mark_safe(literal.replace("%%", "%")) if plain and isinstance(literal, str) else None  # noqa: S308 (of a template)

    def render(self, context):
        if self.english is None or languages.is_foreign():
            return super().render(context)
        return self.english


@register.tag
def translate(parser, token):
    """See Sentence."""
    return Sentence(do_translate(parser, token))


class Content(Node):
    """See content()."""

    def render(self, context):
        return ENGLISH if languages.is_foreign() else ""


# For English texts of records on a page in another language.
ENGLISH = mark_safe(' lang="en"')


@register.tag
def content(parser, token):
    """`` lang="en"`` for an element with words of a record, where the page is in another language."""
    return Content()
