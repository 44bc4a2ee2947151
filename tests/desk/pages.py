"""Reads and submits pages of the admin like a browser."""

import json
import re
from html.parser import HTMLParser

from django.contrib.auth import get_user_model
from django.urls import reverse


def researcher(**fields):
    """A superuser."""
    return get_user_model().objects.create_superuser(**{"username": "researcher", "password": "x" * 12, **fields})


def address(record_or_model, what="change"):
    """The admin's address of a record, or of a kind's list or new form."""
    opts = record_or_model._meta
    args = [record_or_model.pk] if what in ("change", "delete") else []
    return reverse(f"admin:{opts.app_label}_{opts.model_name}_{what}", args=args)


def listed(answer):
    """How many rows the list of a gap has."""
    context = answer.context
    if "cl" in context:
        return context["cl"].result_count
    return len(next(context[name] for name in ("pairs", "lines", "waiting", "changed", "page") if name in context))


class _Controls(HTMLParser):
    def __init__(self):
        super().__init__()
        self.values, self.select, self.text = {}, None, None

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        name = attrs.get("name")
        if tag == "input" and name and attrs.get("type") not in ("submit", "button", "file"):
            if attrs.get("type") not in ("checkbox", "radio") or "checked" in attrs:
                self.values.setdefault(name, []).append(attrs.get("value") or "")
        elif tag == "select" and name:
            self.select = (name, "multiple" in attrs, [], [])
        elif tag == "option" and self.select:
            value = attrs.get("value", "")
            self.select[2].append(value)
            if "selected" in attrs:
                self.select[3].append(value)
        elif tag == "textarea" and name:
            self.text = name
            self.values[name] = [""]

    def handle_data(self, data):
        if self.text:
            self.values[self.text][0] += data

    def handle_endtag(self, tag):
        if tag == "textarea" and self.text:
            self.values[self.text][0] = self.values[self.text][0].removeprefix("\n")
            self.text = None
        elif tag == "select" and self.select:
            name, multiple, options, chosen = self.select
            if not chosen and not multiple:
                chosen = options[:1]
            self.values[name] = chosen
            self.select = None


def _is_owner(box, group):
    return box == {"links_out": "from_event", "appointments": "expert"}.get(group, "event")


class FormPage:
    """An opened form; ``values`` is the data that it would send, for the test to change.

    ``opened``: whether its closed rows are opened, as by the script (desk/rows.js).
    """

    def __init__(self, client, url, response=None, opened=True):
        self.client, self.url = client, url
        self.response = response or client.get(url)
        assert response or self.response.status_code == 200, self.response.status_code
        self.read(opened)

    def read(self, opened=True):
        """Take the values of the form in ``response``."""
        html = self.response.content.decode()
        controls = _Controls()
        controls.feed(html)
        self.values = {k: v for k, v in controls.values.items() if "__prefix__" not in k and k not in ("q", "action")}
        self.empty = {k: v for k, v in controls.values.items() if "__prefix__" in k}
        self.lines = re.findall(r'class="inline-related has_original line" id="(\w+)-(\d+)" data-row="(\d+)"', html)
        self.rows = {
            name: json.loads(text)
            for name, text in re.findall(r'<script id="(\w+)-rows" type="application/json">(.*?)</script>', html)
        }
        for line in self.lines if opened else ():
            self.open(*line)
        return self

    def open(self, group, number, pk):
        """Open a closed row: the boxes of the empty form, filled with the values in the page."""
        table = self.rows[group]
        said = {"id": pk, **dict(zip(table["boxes"], table["rows"][str(pk)], strict=True))}
        prefix = f"{group}-__prefix__-"
        for name, empty in self.empty.items():
            if name.startswith(prefix):
                box = name.removeprefix(prefix)
                # The foreign key to the record is kept.
                value = said.get(box, 0) or (empty if _is_owner(box, group) else [""] if empty else [])
                self.values[f"{group}-{number}-{box}"] = [
                    str(v) for v in (value if isinstance(value, list) else [value])
                ]
        return self

    def set(self, **fields):
        """Fill boxes of the record itself."""
        return self._fill("", fields)

    def row(self, group, index, **fields):
        """Fill boxes of an existing row."""
        return self._fill(f"{group}-{index}-", fields)

    def add(self, group, **fields):
        """Add a row as the script does, and fill it."""
        total = f"{group}-TOTAL_FORMS"
        index = int(self.values[total][0])
        self.values[total] = [str(index + 1)]
        for name, value in self.empty.items():
            if name.startswith(f"{group}-__prefix__-"):
                self.values[name.replace("__prefix__", str(index))] = list(value)
        return self._fill(f"{group}-{index}-", fields)

    def _fill(self, prefix, fields):
        for name, value in fields.items():
            self.values[f"{prefix}{name}"] = [str(v) for v in value] if isinstance(value, list) else [str(value)]
        return self

    def send(self, button="_continue"):
        """Send the form; returns the response, also as ``response``."""
        self.response = self.client.post(self.url, {**self.values, button: "1"})
        return self.response

    def save(self):
        """Send the form, which must be accepted; returns the messages as texts."""
        answer = self.send()
        assert answer.status_code == 302, self.errors()
        return [str(m) for m in self.client.get(answer.url).context["messages"]]

    def errors(self):
        """The errors: {box name: [messages]}; "" and "group-n-" stand for a whole form."""
        context = self.response.context
        found = {}
        rows = [form for group in context["inline_admin_formsets"] for form in group.formset.forms]
        for form in [context["adminform"].form, *rows]:
            for name, messages in form.errors.items():
                key = form.add_prefix("" if name == "__all__" else name)
                found[key] = [str(m) for m in messages]
        for formset in context["inline_admin_formsets"]:
            if formset.formset.non_form_errors():
                found[formset.formset.prefix] = [str(m) for m in formset.formset.non_form_errors()]
        return found
