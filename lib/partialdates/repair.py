"""Repairing dates from before the constraint on their format, for migrations."""

from lib.partialdates.core import PartialDateError, parse


def repair(app, model, field, note):
    """A function for ``RunPython`` that repairs dates without bounds.

    Digits of other scripts become 0–9. A text that is not a date is moved into the text field
    ``note``, with the name of the field, and the migration prints it.
    """

    def write(apps, schema_editor):
        table = schema_editor.quote_name(apps.get_model(app, model)._meta.db_table)
        column, text = schema_editor.quote_name(field), schema_editor.quote_name(note)
        with schema_editor.connection.cursor() as cursor:
            cursor.execute(f"SELECT id, {column} FROM {table} WHERE {column} IS NOT NULL ORDER BY id")
            for pk, written in cursor.fetchall():
                try:
                    date = parse(written)
                except PartialDateError:
                    kept = f"{field.capitalize()} as it was entered: {written}"
                    cursor.execute(
                        f"UPDATE {table} SET {column} = NULL, {text} = concat_ws(E'\\n\\n', nullif({text}, ''), %s::text)"
                        " WHERE id = %s",
                        [kept, pk],
                    )
                    print(f"\n    {model} {pk}: the {field} “{written}” cannot be read; it is now in “{note}”.")
                    continue
                if str(date) != written:
                    cursor.execute(f"UPDATE {table} SET {column} = %s WHERE id = %s", [str(date) if date else None, pk])
                    print(f"\n    {model} {pk}: the {field} “{written}” is written {date} now.")
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # deferred checks would prevent altering the table

    return write
