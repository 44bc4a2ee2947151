"""How gunicorn serves Parley, by `make run` and by `gunicorn config.wsgi` (through gunicorn.conf.py) alike.

The names are gunicorn's own settings. What may be chosen is read from the environment (config/settings.py lists it).
"""

import gc
import os
import shutil
import socket
import sys
import tempfile

from django.conf import settings
from django.urls import get_resolver

from config.environment import address, endpoint, flag, number, processes

# gunicorn loads the class of its worker, which reads the settings, before the application.
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

HOST = address("BIND", "127.0.0.1")
PORT = number("PORT", 8000, 1, 65535)
FAMILY = socket.AF_INET6 if HOST.version == 6 else socket.AF_INET
# Whether `make run` starts a worker beside the server (config/worker.py); else one runs as a service of its own.
WITH_WORKER = flag("PARLEY_SERVE_WORKER", default=True)
METRICS = endpoint("PARLEY_METRICS")
# Where the processes count for Prometheus; set before they import prometheus_client.
METRICS_FOLDER = "PROMETHEUS_MULTIPROC_DIR"
NETLOC = f"[{HOST}]:{PORT}" if HOST.version == 6 else f"{HOST}:{PORT}"

bind = NETLOC
worker_class = "config.connections.BufferingWorker"
workers = processes()
threads = number("PARLEY_THREADS", 4, 1, 64)  # each keeps its own connection to the database
graceful_timeout = 10
loglevel = "warning"
control_socket_disable = True


def limit_statements():
    """Let no statement of this process, which answers requests, run for longer than the setting says."""
    if not settings.PARLEY_POOLER:
        for one in settings.DATABASES.values():
            one["OPTIONS"]["options"] += f" -c statement_timeout={settings.STATEMENT_SECONDS}s"


def post_worker_init(worker):
    """Bound the statements of a process that answers requests, and load all that its pages need (gunicorn calls this)."""
    limit_statements()
    # It lasts as long as the process, and the collector of garbage need not go through it again and again while
    # somebody waits.
    get_resolver().url_patterns  # noqa: B018 - reading it loads the views
    gc.collect()
    gc.freeze()


def on_starting(arbiter):
    """Answer Prometheus, where that is wanted, before the first process is there that counts (gunicorn calls this)."""
    if not METRICS:
        return
    os.environ[METRICS_FOLDER] = tempfile.mkdtemp(prefix="parley-metrics-")
    from config.metrics import listen  # prometheus_client looks for the folder when it is imported

    host, port = METRICS
    try:
        listen(host, port)
    except OSError as error:
        on_exit(arbiter)
        sys.exit(f"PARLEY_METRICS: port {port} on {host} cannot be used: {error.strerror}.")


def child_exit(arbiter, worker):
    """Take a process that has ended out of what is counted at the moment; its sums stay (gunicorn calls this)."""
    if METRICS:
        # It looks for the folder when it is imported, and is not needed without metrics.
        from prometheus_client.multiprocess import mark_process_dead

        mark_process_dead(worker.pid)


def on_exit(arbiter):
    """Remove what was counted (gunicorn calls this at its end)."""
    if METRICS:
        shutil.rmtree(os.environ[METRICS_FOLDER], ignore_errors=True)
