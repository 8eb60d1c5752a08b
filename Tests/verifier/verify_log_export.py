"""Verifies what `toride logs export` wrote, from docs/log-archive.md alone: shares no code with Toride.

usage: verify_log_export.py FOLDER
"""

import base64
import hashlib
import json
import struct
import sys
from pathlib import Path

from ledger_formats import Key, read_checkpoint


def leaf(data):
    return hashlib.sha256(b"\x00" + data).digest()


def node(left, right):
    return hashlib.sha256(b"\x01" + left + right).digest()


def root(leaves):
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    half = 1 << (len(leaves) - 1).bit_length() - 1
    return node(root(leaves[:half]), root(leaves[half:]))


def blocks(data, segment):
    """The blocks of blocks.bin with their payloads; the headline first."""
    source, day, rest = segment.split("/")
    hour, serial = rest.split("-")
    headline = f"toride-log-segment 1 {source} {day}T{hour} {serial}\n".encode()
    assert data.startswith(headline), "another headline"
    place, found = len(headline), [(headline, b"")]
    while place < len(data):
        assert data[place:place + 4] == b"TRB1", f"no block at {place}"
        payload, _, trailer = struct.unpack_from("<III", data, place + 4)
        end = place + 40 + payload + trailer
        assert end <= len(data), "cut short"
        found.append((data[place:end], data[place + 40:place + 40 + payload]))
        place = end
    return found


def included(leaf_hash, index, size, path, wanted):
    """RFC 9162, 2.1.3.2."""
    position, last, current = index, size - 1, leaf_hash
    for sibling in path:
        if last == 0:
            return False
        if position & 1 or position == last:
            current = node(sibling, current)
            while position and not position & 1:
                position, last = position >> 1, last >> 1
        else:
            current = node(current, sibling)
        position, last = position >> 1, last >> 1
    return last == 0 and current == wanted


def verify(folder):
    """Raises AssertionError with what does not hold; returns the lines."""
    folder = Path(folder)
    proof = json.loads((folder / "proof.json").read_text())
    found = blocks((folder / "blocks.bin").read_bytes(), proof["segment"])
    lines = b"".join(payload for _, payload in found)
    assert lines == (folder / "lines.log").read_bytes(), "other lines"
    body = json.loads(proof["body"])["fields"]
    assert body["root"] == root([leaf(block) for block, _ in found]).hex(), "another root"
    assert body["segment"] == proof["segment"], "another segment"
    digest = hashlib.sha256(base64.b64decode(proof["salt"]) + proof["body"].encode()).digest()
    entry = leaf(proof["header"].encode() + digest)
    assert base64.b64decode(proof["leaf"]) == entry, "another leaf"
    assert any(Key(key).signed(proof["checkpoint"]) for key in proof["keys"]), "not signed"
    _, size, tree_root = read_checkpoint(proof["checkpoint"])
    assert size == proof["treeSize"], "another tree"
    path = [base64.b64decode(each) for each in proof["path"]]
    assert included(entry, proof["index"], size, path, tree_root), "not in the ledger"
    return lines


if __name__ == "__main__":
    print(f"{len(verify(sys.argv[1]).splitlines())} lines hold")
