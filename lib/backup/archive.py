"""The file of a backup: a tar with a manifest, the dump and the uploads."""

import hashlib
import json
import tarfile
from pathlib import Path

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
    """Write the folder's manifest, dump and uploads into a tar at ``path``."""
    with tarfile.open(path, "w") as tar:
        for name in (MANIFEST, DUMP, UPLOADS):
            if (Path(folder) / name).exists():
                tar.add(Path(folder) / name, arcname=name)


def unpack(path, folder):
    """Unpack a backup into a folder and return its manifest. Raises BackupError if the file is not a backup or is damaged."""
    folder = Path(folder)
    try:
        with tarfile.open(path) as tar:
            # The data filter refuses absolute paths, links out of the folder and devices.
            tar.extractall(folder, filter="data")
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
