"""Words and numbers in the reader's language, for every template (a builtin of the engine)."""

from django import template
from django.template import Node
from django.templatetags.i18n import TranslateNode, do_translate
from django.utils.safestring import mark_safe

from lib import languages

register = template.Library()


@register.filter
def translated(words):
    """A label in the reader's language."""
    return languages.translated(words)


@register.filter
def term(value):
    """The value of an enumeration for a reader: ``press_conference`` → ``press conference``, in their language."""
    return languages.translated(str(value or "").replace("_", " "))


@register.filter
def counted(number):
    """A number with separators between its thousands."""
    return languages.counted(number)


@register.filter
def noun(number, name):
    """The word behind a number: ``{{ 2|noun:"event" }}`` → ``events``."""
    return languages.noun(number, name)


@register.filter
def several(number, name):
    """A number with its word: ``{{ 2|several:"event" }}`` → ``2 events``."""
    return languages.several(number, name)


class Sentence(TranslateNode):
    """Django's ``{% translate "…" %}``, and free where the page is English: a page has hundreds."""

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


# For what is in the language of the records on a page in another one.
ENGLISH = mark_safe(' lang="en"')


@register.tag
def content(parser, token):
    """`` lang="en"`` for an element with words of a record, where the page is in another language."""
    return Content()
