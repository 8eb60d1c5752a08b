#!/usr/bin/env python3
"""A second verifier of Toride's ledger that shares no code with the first.

    verify_ledger.py DATABASE [--checkpoint FILE]... [--key VKEY]...

Opens the SQLite file read-only, recomputes every leaf, subtree and root from rows and entries, verifies
every signature, and prints what is wrong, one finding a line: code, entries, words. Exit status: 0 when
nothing is wrong, 1 when something is, 2 when the file cannot be read or the command is wrong.

Standard library, and `cryptography` for Ed25519. Specifications: RFC 9162 section 2.1, RFC 8785, C2SP
signed-note and tlog-checkpoint.
"""

import argparse
import base64
import json
import re
import sqlite3
import sys

from ledger_formats import Key, Tree, canonical, read_checkpoint, sha256, split_note

UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
CODE = re.compile(r"[a-z0-9]+([.-][a-z0-9]+)*")
REGISTER = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
HEADER_KEYS = ["act", "actor", "at", "kind", "prev", "record", "register", "seq", "shape"]


class Verifier:
    def __init__(self, database, outside, trusted):
        self.database, self.outside, self.trusted = database, outside, trusted
        self.findings = []
        self.bad = set()  # entries whose place or number is unknown
        self.keys = []  # (key, from_seq)
        self.vouched = None

    def add(self, code, entries, words):
        self.findings.append((code, entries, words))

    def all(self, query, *values):
        return self.database.execute(query, values).fetchall()

    def run(self):
        self.entries = self.all(
            "SELECT seq, header, salt, body, leaf, disposed_by FROM ledger_entries ORDER BY seq"
        )
        self.count = self.entries[-1][0] + 1 if self.entries else 0
        self.read_rows()
        self.read_keys()
        self.check_entries()
        self.check_chains()
        self.check_disposals()
        self.check_tree()
        return self.findings

    def read_rows(self):
        """Version rows by (register, from_seq), each with its canonical body where its shape is known."""
        shapes = {
            (text(register), shape): json.loads(text(columns))
            for register, shape, columns in self.all("SELECT register, shape, columns FROM ledger_shapes")
        }
        self.rows = {}
        for register in sorted({register for register, _ in shapes}):
            table = "r_" + register.replace("-", "_")
            if not REGISTER.fullmatch(register) or not self.all(
                "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", table
            ):
                continue
            cursor = self.database.execute(f'SELECT * FROM "{table}" ORDER BY from_seq')
            names = [column[0] for column in cursor.description]
            for values in cursor:
                row = dict(zip(names, values))
                row["body"] = self.row_body(row, shapes.get((register, row["shape"])))
                self.rows[register, row["from_seq"]] = row

    @staticmethod
    def row_body(row, columns):
        try:
            # [name, kind], or [name, kind, stored] where the column has been renamed since.
            fields = {column[0]: text(row[column[-1] if len(column) == 3 else column[0]]) for column in columns}
            for name, kind, *_ in columns:
                expected = int if kind == "integer" else str
                if fields[name] is not None and type(fields[name]) is not expected:
                    return None
            return canonical({"id": text(row["id"]), "fields": fields}).encode("utf-8", "surrogateescape")
        except (KeyError, TypeError, ValueError):
            return None

    def read_keys(self):
        self.announced = {}
        for vkey, from_seq in self.all("SELECT vkey, from_seq FROM ledger_keys ORDER BY from_seq"):
            self.announced[from_seq] = text(vkey)
        if self.announced:
            first = min(self.announced)
            try:
                self.keys.append((Key(self.announced.pop(first)), first))
            except ValueError as error:
                self.add("key-unfounded", [first], f"the first key cannot be read: {error}")
            if first != 0:
                self.add("key-unfounded", [first], "the first key does not begin with entry 0")

    def check_entries(self):
        self.headers, self.disposing, self.leaves = {}, {}, {}
        expected = 0
        for seq, raw, salt, body, leaf, disposed_by in self.entries:
            if seq != expected:
                self.add("gap", range(expected, seq), "entries are gone")
                self.bad.update(range(expected, min(seq, expected + 100_000)))
            expected = seq + 1
            self.leaves[seq] = leaf
            self.check_entry(seq, as_bytes(raw), salt, as_bytes(body), leaf, disposed_by)

    def check_entry(self, seq, raw, salt, body, leaf, disposed_by):
        header = self.read_header(raw)
        row = self.rows.get((header["register"], seq)) if header else None
        digest = None
        if disposed_by is not None:
            digest = salt if salt is not None and len(salt) == 32 else None
        else:
            if row and body is None:
                body = row["body"]
                salt = row["salt"] if salt is None else salt
            if body is None or salt is None:
                missing = header and (header["shape"] == 0 or (header["register"], seq) not in self.rows)
                self.add(
                    "content-missing" if missing else "content-changed", [seq], "salt or body cannot be read"
                )
            else:
                digest = sha256(salt, body)
        if digest is not None and sha256(b"\x00", raw, digest) != leaf:
            self.add("content-changed", [seq], "header, salt or body do not make the leaf")
            self.bad.update([] if header and header["seq"] == seq else [seq])
        elif header is None:
            self.add("header-unreadable", [seq], "the header is not in its form")
            self.bad.add(seq)
        elif header["seq"] != seq:
            self.add("reordered", [seq], f"written as entry {header['seq']}")
            self.bad.add(seq)
        if header is None or header["seq"] != seq:
            return
        self.headers[seq] = header
        self.check_row(seq, header, row, disposed_by)
        if disposed_by is None and header["kind"] == "ledger.rotate-key":
            self.rotate(seq, body)
        if disposed_by is None and header["kind"] == "ledger.dispose":
            self.disposing[seq] = self.read_disposal(body)

    @staticmethod
    def read_header(raw):
        try:
            header = json.loads(raw)
            numbers = all(type(header[name]) is int for name in ["at", "prev", "seq", "shape"])
            if list(header) != HEADER_KEYS or canonical(header).encode() != raw or not numbers:
                return None
            fits = UUID.fullmatch(header["act"]) and CODE.fullmatch(header["kind"])
            for name, form in [("actor", UUID), ("record", UUID), ("register", REGISTER)]:
                fits = fits and (header[name] == "" or form.fullmatch(header[name]))
            return header if fits and -1 <= header["prev"] < header["seq"] else None
        except (ValueError, KeyError, TypeError):
            return None

    def check_row(self, seq, header, row, disposed_by):
        if header["shape"] == 0 or header["kind"].endswith(".close"):
            return
        if row is None:
            if disposed_by is None and not any(
                f[0] == "content-missing" and f[1] == [seq] for f in self.findings
            ):
                self.add("content-missing", [seq], "the version has no row")
            return
        row["claimed"] = True
        if text(row["id"]) != header["record"]:
            self.add("header-mismatch", [seq], "record")
        if row["shape"] != header["shape"]:
            self.add("header-mismatch", [seq], "shape")

    @staticmethod
    def read_disposal(body):
        try:
            listed = json.loads(body)["disposed"]
            right = canonical({"disposed": sorted(set(listed))}).encode() == body
            return set(listed) if right else set()
        except (ValueError, KeyError, TypeError):
            return set()

    def rotate(self, seq, body):
        stored = self.announced.pop(seq, None)
        try:
            note = json.loads(body)["rotation"]
            old, new = self.keys[-1][0], Key(split_note(note)[0].split("\n")[-2])
            lines = ["toride key rotation", old.name, str(seq), old.vkey, new.vkey, ""]
            right = split_note(note)[0] == "\n".join(lines) and old.name == new.name and old.vkey != new.vkey
            if not (right and old.signed(note) and new.signed(note)):
                raise ValueError("not signed by both keys")
            self.keys.append((new, seq))
            if stored != new.vkey:
                self.add("key-unfounded", [seq], "the stored key is not the one that the entry introduces")
        except (ValueError, KeyError, TypeError, IndexError) as error:
            self.add("key-unfounded", [seq], f"the key change does not hold: {error}")

    def check_chains(self):
        current = {}
        for seq, header in sorted(self.headers.items()):
            closes = header["kind"].endswith(".close")
            if header["shape"] == 0 and not closes:
                continue
            subject = (header["register"], header["record"])
            before = current.get(subject, -1)
            if header["prev"] != before and not {before, header["prev"]} & self.bad:
                self.add(
                    "version-chain", [seq], f"names {header['prev']} as its forerunner, which is {before}"
                )
            row = self.rows.get((header["register"], before))
            if row and row["to_seq"] != seq and row["to_seq"] not in self.bad:
                self.add("version-chain", [before], f"names {row['to_seq']} as its successor, which is {seq}")
            current[subject] = -1 if closes else seq
        for (register, _), seq in current.items():
            row = self.rows.get((register, seq))
            if row and row["to_seq"] is not None and row["to_seq"] not in self.bad:
                self.add("version-chain", [seq], f"names {row['to_seq']} as its successor, which never came")
        for (register, from_seq), row in self.rows.items():
            if "claimed" not in row and from_seq not in self.bad:
                self.add("row-surplus", [from_seq], f"a row of {register} that no entry wrote")

    def check_disposals(self):
        for seq, _, _, _, _, under in self.entries:
            if under is not None and (under <= seq or seq not in self.disposing.get(under, ())):
                self.add("disposal-unfounded", [seq], f"entry {under} does not say that it was disposed of")

    def check_tree(self):
        whole = (
            len(self.leaves) == self.count
            and not self.bad
            and all(isinstance(leaf, bytes) and len(leaf) == 32 for leaf in self.leaves.values())
        )
        tree = Tree([self.leaves[seq] for seq in range(self.count)]) if whole else None
        if tree:
            self.check_nodes(tree)
        for from_seq in self.announced:
            self.add("key-unfounded", [from_seq], "no entry introduces this key")
        if self.trusted and not any(key.vkey in self.trusted for key, _ in self.keys):
            self.add("key-unfounded", [0], "none of the keys is one that was given")
        inside = self.all("SELECT size, note FROM ledger_checkpoints ORDER BY size")
        origins = {key.name for key, _ in self.keys}
        for size, note in inside:
            self.check_checkpoint(f"inside, {size} entries", text(note), tree, origins, size)
        for name, note in self.outside:
            size = self.check_checkpoint(f"outside, {name}", note, tree, origins, None)
            if size is not None and (self.vouched is None or size > self.vouched[0]):
                self.vouched = (size, name)

    def check_nodes(self, tree):
        stored = {
            (level, index): hash
            for level, index, hash in self.all("SELECT level, idx, hash FROM ledger_nodes")
        }
        for level, hashes in enumerate(tree.levels[1:], 1):
            for index, expected in enumerate(hashes):
                entries = range(index << level, (index + 1) << level)
                hash = stored.pop((level, index), None)
                if hash is None:
                    self.add("node-missing", entries, f"level {level}, index {index}")
                elif hash != expected:
                    self.add("node-changed", entries, f"level {level}, index {index}")
        for level, index in sorted(stored):
            self.add("node-surplus", [], f"level {level}, index {index}")

    def check_checkpoint(self, place, note, tree, origins, stored_size):
        """The size when the checkpoint is signed and fits."""
        try:
            origin, size, root = read_checkpoint(note)
        except ValueError:
            return self.add("checkpoint-unreadable", [], place)
        if origin not in origins or stored_size not in (None, size):
            return self.add("checkpoint-unreadable", [], f"{place}: of another ledger or another size")
        if not any(key.signed(note) for key in self.signers(size)):
            return self.add("checkpoint-signature", [], place)
        if size > self.count:
            words = (
                f"{place}: {size} entries with root {base64.b64encode(root).decode()}, here are {self.count}"
            )
            return self.add("truncated", range(self.count, size), words)
        if tree is None:
            return None
        if tree.root(size) != root:
            code = "fork" if stored_size is None else "checkpoint-root"
            return self.add(code, range(0, size), f"{place}: the entries have another root")
        return size

    def signers(self, size):
        places = [place for place, (_, from_seq) in enumerate(self.keys) if from_seq < size]
        if not places:
            return [key for key, _ in self.keys[:1]]
        last = places[-1]
        first = last - 1 if last > 0 and self.keys[last][1] + 1 == size else last
        return [key for key, _ in self.keys[first : last + 1]]


def text(value):
    """TEXT as str, keeping bytes that are not UTF-8 visible to the hash."""
    return value.decode("utf-8", "surrogateescape") if isinstance(value, bytes) else value


def as_bytes(value):
    return value.encode("utf-8", "surrogateescape") if isinstance(value, str) else value


def named(entries):
    entries = list(entries) if not isinstance(entries, range) else entries
    if len(entries) == 0:
        return "-"
    return str(entries[0]) if len(entries) == 1 else f"{entries[0]}-{entries[-1]}"


def verify(path, outside=(), trusted=()):
    """The verifier after its run over the file at a path."""
    database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        # Text that was damaged must reach the hash as it is, not stop the reading.
        database.text_factory = lambda data: data.decode("utf-8", "surrogateescape")
        verifier = Verifier(database, list(outside), list(trusted))
        verifier.run()
        return verifier
    finally:
        database.close()


def main(arguments):
    parser = argparse.ArgumentParser(description="Verify a ledger a second time, with other code.")
    parser.add_argument("database")
    parser.add_argument("--checkpoint", action="append", default=[], metavar="FILE")
    parser.add_argument("--key", action="append", default=[], metavar="VKEY")
    options = parser.parse_args(arguments)
    try:
        outside = []
        for name in options.checkpoint:
            with open(name, encoding="utf-8", newline="") as file:
                outside.append((name, file.read()))
        verifier = verify(options.database, outside, options.key)
    except (OSError, UnicodeDecodeError, sqlite3.Error) as error:
        print(f"cannot read: {error}", file=sys.stderr)
        return 2
    for code, entries, words in verifier.findings:
        print(f"{code}\t{named(entries)}\t{words}")
    vouched = "no outside checkpoint fits" if outside else "no outside checkpoint"
    if verifier.vouched:
        vouched = f"vouched for up to {verifier.vouched[0]} by {verifier.vouched[1]}"
    print(f"{verifier.count} entries, {len(verifier.findings)} findings, {vouched}")
    return 1 if verifier.findings else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
