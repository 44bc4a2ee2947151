"""Stops the server together with the `make` that started it.

make passes SIGTERM on to its recipe, but not a SIGINT that was sent to make alone: it then
waits for the recipe to end by itself, which a server never does. Nor can it pass anything on
when it is killed. So the server looks at its parent now and then.
"""

import os
import re
import signal
import threading
import time
from pathlib import Path

SECONDS = 0.5


def watch(patience=None):
    """Send this process SIGINT once its parent was interrupted or has gone.

    ``patience``: the seconds after which it is killed if it is still there, for one that loses nothing by that. A
    signal can be lost: what it raises is dropped within a callback, or its handler was just being exchanged.
    """
    threading.Thread(target=_look, args=(os.getpid(), os.getppid(), patience), daemon=True).start()


def _look(own, parent, patience):
    caught_before = catches_interrupt(parent)
    while os.getppid() == parent and not (caught_before and catches_interrupt(parent) is False):
        time.sleep(SECONDS)
    os.kill(own, signal.SIGINT)
    if patience is not None:
        time.sleep(patience)
        os.kill(own, signal.SIGKILL)


def catches_interrupt(pid):
    """Say whether process `pid` catches SIGINT; None where the system does not tell.

    make stops catching it as the first step of handling it, and never catches it again.
    """
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return None
    mask = re.search(r"^SigCgt:\s*([0-9a-f]+)", status, re.MULTILINE)
    return bool(int(mask[1], 16) >> (signal.SIGINT - 1) & 1) if mask else None
