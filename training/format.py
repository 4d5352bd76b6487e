"""The container of FORMAT.md, section 1: written here, mapped by the module Language."""

import pathlib
import struct

import numpy as np

MAGIC, VERSION, ENTRY, ALIGNMENT = b"GGMODEL\n", 1, 128, 64
CODES = {np.dtype(np.float32): 1, np.dtype(np.int8): 2, np.dtype(np.uint8): 3, np.dtype(np.int32): 4}


def checksum(body: bytes) -> int:
    h = 0xCBF29CE484222325
    for word in np.frombuffer(body, "<u8").tolist():
        h = ((h ^ word) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    return h


def text(lines: list[str] | str) -> np.ndarray:
    """A list tensor."""
    joined = lines if isinstance(lines, str) else "\n".join(lines)
    return np.frombuffer(joined.encode(), np.uint8)


def write(path: pathlib.Path, tensors: dict[str, np.ndarray]) -> None:
    """Writes aside and renames."""
    table, body = bytearray(), bytearray()
    offset = aligned(64 + ENTRY * len(tensors))
    body += bytes(offset - 64 - ENTRY * len(tensors))
    for name in sorted(tensors):
        array = np.ascontiguousarray(tensors[name])
        shape = list(array.shape) + [1] * (4 - array.ndim)
        data = array.tobytes()
        entry = name.encode().ljust(64, b"\0") + struct.pack("<II4IQQ", CODES[array.dtype], array.ndim, *shape, offset, len(data))
        table += entry.ljust(ENTRY, b"\0")
        data += bytes(aligned(len(data)) - len(data))
        body += data
        offset += len(data)
    content = bytes(table + body)
    header = MAGIC + struct.pack("<IIQQ", VERSION, len(tensors), 64 + len(content), checksum(content))
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(path.name + ".partial")
    aside.write_bytes(header.ljust(64, b"\0") + content)
    aside.replace(path)


def aligned(size: int) -> int:
    return -(-size // ALIGNMENT) * ALIGNMENT


def read(path: pathlib.Path) -> dict[str, np.ndarray]:
    """All tensors of a file whose magic, version, length and checksum are right."""
    data = path.read_bytes()
    version, count, size, check = struct.unpack_from("<IIQQ", data, 8)
    if data[:8] != MAGIC or version != VERSION or size != len(data) or checksum(data[64:]) != check:
        raise ValueError(f"{path}: not a whole weights file of version {VERSION}")
    types, tensors = {code: dtype for dtype, code in CODES.items()}, {}
    for k in range(count):
        at = 64 + ENTRY * k
        name = data[at : at + 64].rstrip(b"\0").decode()
        code, rank, *rest = struct.unpack_from("<II4IQQ", data, at + 64)
        shape, offset, length = rest[:rank], rest[4], rest[5]
        tensors[name] = np.frombuffer(data[offset : offset + length], types[code]).reshape(shape)
    return tensors
