"""What a disk holds after a power cut, played back from the records of record_writes.c.

Only what was fsynced is sure. Of everything else any part may be there: of each write any of its 512-byte sectors, each
truncation or not, each change of a folder or not. What was written later over the same place is never undone by what
was written before it.
"""

import struct
from pathlib import Path

SECTOR = 512
HEADER = struct.Struct("<4sB3xQqIIII")


class Record:
    def __init__(self, kind, inode, number, path, second, data):
        self.kind, self.inode, self.number = kind, inode, number
        self.path, self.second, self.data = path, second, data


def records(bytes_):
    """(position after the record, record) in order; one that is half written at the end is none."""
    place = 0
    while place + HEADER.size <= len(bytes_):
        mark, kind, inode, number, *lengths, _ = HEADER.unpack_from(bytes_, place)
        assert mark == b"TREC", f"no record at {place}"
        parts, start = [], place + HEADER.size
        for length in lengths:
            parts.append(bytes_[start : start + length])
            start += length
        if start > len(bytes_):
            return
        place = start
        yield place, Record(chr(kind), inode, number, parts[0].decode(), parts[1].decode(), parts[2])


class File:
    def __init__(self):
        self.sure = bytearray()
        self.unsure = []

    def synchronize(self):
        self.sure = self.after_a_cut(lambda: True)
        self.unsure = []

    def after_a_cut(self, happens):
        content = self.sure if not self.unsure else bytearray(self.sure)
        for kind, number, data in self.unsure:
            if kind == "t":
                if happens():
                    del content[number:]
                    content.extend(bytes(number - len(content)))
                continue
            place = 0
            while place < len(data):
                step = min(SECTOR - (number + place) % SECTOR, len(data) - place)
                if happens():
                    end = number + place + step
                    content.extend(bytes(max(0, end - len(content))))
                    content[number + place : end] = data[place : place + step]
                place += step
        return content


class Folder:
    def __init__(self):
        self.now, self.sure, self.unsure = {}, {}, []

    def change(self, *entries):
        for name, node in entries:
            self._set(self.now, name, node)
        self.unsure.append(entries)

    def synchronize(self):
        self.sure, self.unsure = dict(self.now), []

    def after_a_cut(self, happens):
        entries = dict(self.sure)
        for change in self.unsure:
            if happens():
                for name, node in change:
                    self._set(entries, name, node)
        return entries

    @staticmethod
    def _set(entries, name, node):
        if node is None:
            entries.pop(name, None)
        else:
            entries[name] = node


class Disk:
    """Takes records one after the other; can tell at any time what a power cut would leave."""

    def __init__(self, root_inode, is_deaf=lambda path, node: False):
        """`is_deaf` says which fsyncs this disk does not hear: a disk that lies, to see that the test has teeth."""
        self.root = Folder()
        self.nodes = {root_inode: self.root}
        self.paths = {root_inode: ""}
        self.is_deaf = is_deaf

    def _parent(self, path):
        folder, _, name = path.rpartition("/")
        node = self.root
        for part in folder.split("/") if folder else []:
            node = node.now[part]
        return node, name

    def take(self, record):
        kind = record.kind
        assert kind != "x", f"the recorder cannot see {record.path}"
        if kind in "cm":
            node = self.nodes[record.inode] = File() if kind == "c" else Folder()
            self.paths[record.inode] = record.path
            parent, name = self._parent(record.path)
            parent.change((name, node))
        elif kind in "wt":
            self.nodes[record.inode].unsure.append((kind, record.number, record.data))
        elif kind == "f":
            node = self.nodes[record.inode]
            if not self.is_deaf(self.paths[record.inode], node):
                node.synchronize()
        elif kind == "u":
            parent, name = self._parent(record.path)
            parent.change((name, None))
        else:
            (source, old), (target, new) = self._parent(record.path), self._parent(record.second)
            node = source.now[old]
            if kind == "l":
                target.change((new, node))
            elif source is target:
                source.change((old, None), (new, node))
            else:
                target.change((new, node))
                source.change((old, None))

    def after_a_cut(self, folder, chance):
        """Writes what may be left into a new folder."""
        drawn = {}

        def content(node):
            if id(node) not in drawn:
                share = chance.choice([0, 0, 0.1, 0.5, 0.9, 1])
                drawn[id(node)] = node.after_a_cut(lambda: chance.random() < share)
            return drawn[id(node)]

        def write(node, path):
            path.mkdir(mode=0o700)
            for name, child in content(node).items():
                if isinstance(child, Folder):
                    write(child, path / name)
                elif not name.endswith("-shm"):
                    (path / name).write_bytes(content(child))
                    (path / name).chmod(0o600)

        write(self.root, Path(folder))

    def contents(self):
        """Every file as the program left it, without a cut."""
        found = {}

        def walk(node, path):
            for name, child in node.now.items():
                if isinstance(child, Folder):
                    walk(child, path + name + "/")
                elif not name.endswith("-shm"):
                    found[path + name] = bytes(child.after_a_cut(lambda: True))

        walk(self.root, "")
        return found
