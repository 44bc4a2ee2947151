"""The file of a backup: a tar with a manifest, the dump and the uploads."""

import hashlib
import json
import shutil
import tarfile
from pathlib import Path, PurePosixPath

FORMAT = "parley backup 1"
MANIFEST, DUMP, UPLOADS = "manifest.json", "database.dump", "uploads"
# What a manifest says that restoring reads.
SAID = {"created": str, "files": dict, "tables": dict}
ADVICE = "Name a file that manage.py backup has written."


class BackupError(Exception):
    """A backup cannot be created or used; the message says why and what to do."""


def digest(path):
    """The SHA-256 of a file, in hexadecimal."""
    sum_ = hashlib.sha256()
    with open(path, "rb") as file:
        while part := file.read(1 << 20):
            sum_.update(part)
    return sum_.hexdigest()


def files_below(folder):
    """The regular files below a folder, as {path relative to it: SHA-256}."""
    folder = Path(folder)
    if not folder.is_dir():
        return {}
    return {
        str(path.relative_to(folder)): digest(path)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.is_symlink()
    }


def pack(path, folder):
    """Write the folder's manifest, dump and uploads into a tar at ``path``; links and the like are left out."""
    with tarfile.open(path, "w") as tar:
        for name in (MANIFEST, DUMP, UPLOADS):
            if (Path(folder) / name).exists():
                tar.add(Path(folder) / name, arcname=name, filter=lambda member: member if _plain(member) else None)


def _plain(member):
    """Whether a member of a tar is a file or folder below where it is unpacked."""
    place = PurePosixPath(member.name)
    return (member.isfile() or member.isdir()) and not place.is_absolute() and ".." not in place.parts


def _extract(tar, folder):
    """Write what is in a tar below a folder, for its owner alone. Raises tarfile.TarError on all but files and folders.

    The filters of tarfile would do, but Python 3.11 has them from 3.11.4 on, and Debian 12 has 3.11.2.
    """
    for member in tar:
        if not _plain(member):
            raise tarfile.TarError(f"{member.name} is no file in it")
        target = folder / member.name
        if member.isdir():
            target.mkdir(parents=True, exist_ok=True)
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        with tar.extractfile(member) as source, open(target, "wb") as copy:
            shutil.copyfileobj(source, copy)
        target.chmod(0o600)


def unpack(path, folder):
    """Unpack a backup into a folder and return its manifest. Raises BackupError if the file is not a backup or is damaged."""
    folder = Path(folder)
    try:
        with tarfile.open(path) as tar:
            _extract(tar, folder)
        manifest = json.loads((folder / MANIFEST).read_text())
    except FileNotFoundError as error:
        if not Path(path).exists():
            raise BackupError(f"There is no file {path}.") from error
        raise BackupError(f"{path} is not a backup of Parley: it has no manifest. {ADVICE}") from error
    except IsADirectoryError as error:
        raise BackupError(f"{path} is a folder. {ADVICE}") from error
    except OSError as error:
        raise BackupError(f"{path} cannot be unpacked: {error.strerror or error}.") from error
    except (tarfile.TarError, ValueError, EOFError) as error:
        words = str(error).splitlines()[0].rstrip(":")
        raise BackupError(f"{path} is not a backup of Parley, or it is damaged ({words}). {ADVICE}") from error
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise BackupError(f"{path} is not a backup that this version of Parley can read (it needs “{FORMAT}”).")
    if not all(isinstance(manifest.get(key), sort) for key, sort in SAID.items()) or DUMP not in manifest["files"]:
        raise BackupError(f"The manifest of {path} is not complete. {ADVICE}")
    for name, expected in manifest["files"].items():
        file = folder / name
        if not file.is_file() or digest(file) != expected:
            raise BackupError(f"{path} is damaged: {name} is not as it was packed. Nothing was restored.")
    return manifest
