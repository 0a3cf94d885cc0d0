"""How a recording is laid out: a line that says what it is, then chunks, each with a checksum."""

import struct
from collections.abc import Callable
from enum import Enum
from typing import BinaryIO
from zlib import crc32

ENDING = ".simul"
FORMAT = 1
"""The number of the format; a file with a higher one is somebody newer's."""
MAGIC = b"simul recording "
FIRST_LINE = b"%s%d\n" % (MAGIC, FORMAT)

EVENT = struct.Struct("<dIH")
"""A row of a trace: seconds, board << 3 | kind, line of the source."""
SIZE = CHECKSUM = struct.Struct("<I")


class Chunk(bytes, Enum):
    """The kinds of chunks; behind its kind and before its payload a chunk has its size, but an EVENT."""

    HEAD = b"H"
    SCENARIO = b"S"
    BOARD = b"B"
    MODE = b"M"
    EVENT = b"e"
    RESULT = b"R"
    END = b"Z"


_EVENT = Chunk.EVENT.value


class Damage(Exception):  # noqa: N818
    """From here on the file cannot be read; `at` is the byte, the message says why."""

    def __init__(self, at: int, what: str) -> None:
        super().__init__(what)
        self.at = at


class CutOff(Damage):
    """The file ends here, and should not."""


class ChunkWriter:
    """Writes chunks; each ends in the CRC-32 of all that went before it in the file but checksums."""

    def __init__(self, write: Callable[[bytes], object]) -> None:
        self._write = write
        self._checksum = crc32(FIRST_LINE)
        write(FIRST_LINE)

    def add(self, kind: Chunk, payload: bytes) -> None:
        """Write one chunk that is not an event."""
        chunk = kind.value + SIZE.pack(len(payload)) + payload
        self._checksum = crc32(chunk, self._checksum)
        self._write(chunk + CHECKSUM.pack(self._checksum))

    def add_events(self, payloads: list[bytes]) -> None:
        """Write an event each, in one go."""
        checksum, pack, kind = self._checksum, CHECKSUM.pack, _EVENT
        parts = []
        for payload in payloads:
            chunk = kind + payload
            checksum = crc32(chunk, checksum)
            parts.append(chunk + pack(checksum))
        self._checksum = checksum
        self._write(b"".join(parts))


class ChunkReader:
    """Reads chunks from behind the first line on; `at` is the byte at which the next one begins.

    It never asks for more memory than the file has bytes.
    """

    def __init__(self, file: BinaryIO, size: int) -> None:
        self.at = len(FIRST_LINE)
        self._file = file
        self._size = size
        self._checksum = crc32(FIRST_LINE)

    def next(self) -> tuple[bytes, bytes]:
        """Return the kind and the payload of the next chunk; raises Damage, and CutOff at the file's end."""
        kind = head = self._take(1)
        size = EVENT.size
        if kind != _EVENT:
            announced = self._take(SIZE.size)
            (size,) = SIZE.unpack(announced)
            head += announced
        end = self.at + len(head) + size + CHECKSUM.size
        if end > self._size:
            raise CutOff(self.at, "a part of it is missing")
        rest = self._take(size + CHECKSUM.size)
        payload = rest[:size]
        checksum = crc32(payload, crc32(head, self._checksum))
        if rest[size:] != CHECKSUM.pack(checksum):
            raise Damage(self.at, "the bytes there are not those that were written")
        self._checksum = checksum
        self.at = end
        return kind, payload

    def ended(self) -> bool:
        """Tell whether there is nothing more."""
        return not self._file.read(1)

    def _take(self, size: int) -> bytes:
        taken = self._file.read(size)
        if len(taken) < size:
            raise CutOff(self.at, "a part of it is missing")
        return taken
