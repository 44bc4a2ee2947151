"""Runs the worker's queue in the process of the test."""

import json

from django.db import connection
from procrastinate.contrib.django import app


def do():
    """Run all queued tasks, including those that they queue; returns the names. Failed tasks remain queued."""
    done = []
    app.perform_import_paths()
    while True:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT id, task_name, args::text FROM procrastinate_jobs WHERE status = 'todo' ORDER BY id LIMIT 1"
            )
            row = cursor.fetchone()
            if row is None:
                return done
            app.tasks[row[1]].func(**json.loads(row[2]))
            cursor.execute("DELETE FROM procrastinate_jobs WHERE id = %s", [row[0]])
        done.append(row[1])
