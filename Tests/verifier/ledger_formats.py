"""The forms that Toride's ledger is made of: canonical JSON, signed notes, the Merkle tree."""

import base64
import hashlib
import re

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

LARGEST = 2**53 - 1


def sha256(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


# RFC 8785, for text, whole numbers, null and structures

SHORT = {8: "\\b", 9: "\\t", 10: "\\n", 12: "\\f", 13: "\\r", 34: '\\"', 92: "\\\\"}


def quoted(text):
    out = []
    for character in text:
        code = ord(character)
        out.append(SHORT.get(code) or (f"\\u{code:04x}" if code < 32 else character))
    return '"' + "".join(out) + '"'


def canonical(value):
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        if abs(value) > LARGEST:
            raise ValueError("a number at 2^53 or above")
        return str(value)
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, list):
        return "[" + ",".join(canonical(each) for each in value) + "]"
    if isinstance(value, dict):
        names = sorted(value, key=lambda name: name.encode("utf-16-be", "surrogatepass"))
        return "{" + ",".join(quoted(name) + ":" + canonical(value[name]) for name in names) + "}"
    raise ValueError(f"not a value of the ledger: {type(value).__name__}")


# C2SP notes


class Key:
    def __init__(self, vkey):
        name, key_id, encoded = vkey.split("+", 2)
        data = base64.b64decode(encoded, validate=True)
        if len(data) != 33 or data[0] != 1:
            raise ValueError("not an Ed25519 key")
        if sha256(name.encode(), b"\n", data)[:4].hex() != key_id:
            raise ValueError("the hash is of another key")
        self.name, self.key_id, self.vkey = name, key_id, vkey
        self.public = Ed25519PublicKey.from_public_bytes(data[1:])

    def signed(self, note):
        """Whether this key signed the note; a wrong signature of this key counts as none."""
        text, signatures = split_note(note)
        for name, key_id, signature in signatures:
            if name == self.name and key_id == self.key_id:
                try:
                    self.public.verify(signature, text.encode())
                except InvalidSignature:
                    return False
                return True
        return False


def split_note(note):
    if re.search(r"[\x00-\x09\x0b-\x1f]", note) or not note.endswith("\n"):
        raise ValueError("not a note")
    cut = note.rindex("\n\n")
    text, rest = note[: cut + 1], note[cut + 2 :]
    signatures = []
    for line in rest.split("\n")[:-1]:
        dash, name, encoded = line.split(" ")
        data = base64.b64decode(encoded, validate=True)
        if dash != "\u2014" or not name or "+" in name or len(data) < 5:
            raise ValueError("not a signature line")
        if base64.b64encode(data).decode() != encoded:
            raise ValueError("not the one base64 of its bytes")
        signatures.append((name, data[:4].hex(), data[4:]))
    if not signatures:
        raise ValueError("no signature")
    return text, signatures


def read_checkpoint(note):
    lines = split_note(note)[0].split("\n")[:-1]
    origin, size, root = lines[:3]
    if not origin or not re.fullmatch(r"0|[1-9][0-9]*", size) or any(not line for line in lines):
        raise ValueError("not a checkpoint")
    digest = base64.b64decode(root, validate=True)
    if len(digest) != 32 or base64.b64encode(digest).decode() != root:
        raise ValueError("not a root hash")
    return origin, int(size), digest


# RFC 9162


class Tree:
    """All subtrees in memory, level by level: plain, and enough for a second opinion."""

    def __init__(self, leaves):
        self.levels = [leaves]
        while len(self.levels[-1]) > 1:
            below = self.levels[-1]
            self.levels.append([sha256(b"\x01", below[i], below[i + 1]) for i in range(0, len(below) - 1, 2)])

    def root(self, size):
        if size == 0:
            return sha256()
        parts, start = [], 0
        for level in reversed(range(size.bit_length())):
            if size >> level & 1:
                parts.append(self.levels[level][start >> level])
                start += 1 << level
        root = parts.pop()
        while parts:
            root = sha256(b"\x01", parts.pop(), root)
        return root
