"""What reading a ZIP raises that somebody sent."""

import zipfile
import zlib

# While a part is read: it is damaged.
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError)
# While the archive or a part is opened: it is damaged, encrypted, or packed in a way that Python does not know.
UNREADABLE = (*DAMAGED, NotImplementedError, RuntimeError, ValueError)
