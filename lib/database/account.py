"""Which operating-system account runs the server, and how it is started as that account.

PostgreSQL refuses to run as root. Root therefore runs it as an unprivileged user that exists
already; no user is created. An ordinary user runs it as themselves.
"""

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass

from lib.database.errors import Unavailable

# Allows the server to traverse and read private folders (such as /root) without writing there.
# An ambient capability survives the change of user and every exec.
CAPABILITY = "dac_read_search"


@dataclass(frozen=True)
class Account:
    """The user that runs the server. `elevated` says that it needs CAPABILITY to reach its files."""

    name: str
    uid: int
    gid: int
    elevated: bool = False

    def run(self, command, **options):
        """Run `command` as this account, in the root folder, with captured text output.

        Returns the CompletedProcess; a program that fails is not an error here. Raises
        OSError when the program cannot be started.
        """
        command, setting = self._prepare(command)
        return subprocess.run(command, capture_output=True, text=True, **setting, **options)

    def start(self, command, output):
        """Start `command` as this account in a session of its own, writing to the file `output`.

        Returns the Popen. Raises OSError when the program cannot be started.
        """
        command, setting = self._prepare(command)
        return subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, start_new_session=True, **setting
        )

    def _prepare(self, command):
        command = [str(part) for part in command]
        environment = {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "HOME": "/", "TZ": "UTC"}
        setting = {"cwd": "/", "env": environment}
        if os.getuid() == 0 and self.elevated:
            return self._with_capability(command), setting
        if os.getuid() == 0:
            setting |= {"user": self.uid, "group": self.gid, "extra_groups": []}
        return command, setting

    def _with_capability(self, command):
        caps = f"-all,+{CAPABILITY}"
        return [
            shutil.which("setpriv") or "/usr/bin/setpriv",
            f"--reuid={self.uid}",
            f"--regid={self.gid}",
            "--clear-groups",
            f"--inh-caps={caps}",
            f"--ambient-caps={caps}",
            f"--bounding-set={caps}",
            # Otherwise the kernel forgets the capability in access(), by which initdb looks for postgres.
            "--securebits=+no_setuid_fixup",
            "--no-new-privs",
            "--",
            *command,
        ]

    def reaches(self, program, folder):
        """Say whether this account can run `program` and enter `folder`."""
        script = '"$1" --version >/dev/null && cd "$2"'
        try:
            return self.run(["/bin/sh", "-c", script, "sh", program, folder]).returncode == 0
        except OSError:
            return False  # no setpriv on this machine


def choose(owner_uid=None):
    """Return the Account that runs the server.

    `owner_uid` is the owner of an existing cluster: root keeps to it. Otherwise root takes
    `postgres` or `nobody`. Raises Unavailable when root finds neither.
    """
    if os.getuid() != 0:
        entry = _entry(os.getuid())
        return Account(entry.pw_name if entry else str(os.getuid()), os.getuid(), os.getgid())
    candidates = [_entry(owner_uid)] if owner_uid else []
    for name in ("postgres", "nobody"):
        try:
            candidates.append(pwd.getpwnam(name))
        except KeyError:
            continue
    for entry in candidates:
        if entry and entry.pw_uid != 0:
            return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)
    raise Unavailable(
        "PostgreSQL does not run as root, and this machine has neither a user postgres nor a user nobody "
        "to run it as. Start Parley as an ordinary user, or set DATABASE_URL."
    )


def _entry(uid):
    try:
        return pwd.getpwuid(uid)
    except KeyError:
        return None
