#!/usr/bin/env python3
"""Attacks the sample ledger that the Swift engine wrote; the second verifier must find each change."""

import os
import sqlite3
import sys
import tempfile
import unittest

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
import ledger_formats  # noqa: E402
import verify_ledger  # noqa: E402

with open(os.path.join(HERE, "sample-ledger.sql"), encoding="utf-8", newline="") as file:
    SAMPLE = file.read()


class SecondVerifier(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.path = os.path.join(self.folder.name, "ledger.sqlite")
        self.database = sqlite3.connect(self.path)
        self.database.text_factory = bytes
        self.database.executescript(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;\nBEGIN;" + SAMPLE + "COMMIT;"
        )

    def tearDown(self):
        self.database.close()
        self.folder.cleanup()

    def findings(self, outside=(), trusted=()):
        return verify_ledger.verify(self.path, outside, trusted).findings

    def attacked(self, *statements):
        """The findings after some statements, which are then taken back."""
        self.database.commit()
        with open(self.path, "rb") as file:
            whole = file.read()
        for statement in statements:
            (
                self.database.execute(*statement)
                if isinstance(statement, tuple)
                else self.database.execute(statement)
            )
        self.database.commit()
        found = self.findings()
        self.database.close()
        with open(self.path, "wb") as file:
            file.write(whole)
        self.database = sqlite3.connect(self.path)
        self.database.text_factory = bytes
        return found

    def test_a_renamed_column_is_hashed_under_its_old_name(self):
        rename = "ALTER TABLE r_people RENAME COLUMN hired_on TO joined_on"
        told = """UPDATE ledger_shapes SET columns = replace(columns, '["hired_on","text"]', '["hired_on","text","joined_on"]')"""
        self.assertEqual(self.attacked(rename, told), [])
        self.assertNotEqual(self.attacked(rename), [])

    def note(self, place):
        return (
            self.database.execute("SELECT note FROM ledger_checkpoints ORDER BY size")
            .fetchall()[place][0]
            .decode()
        )

    def test_the_untouched_ledger_holds_and_is_vouched_for(self):
        verifier = verify_ledger.verify(self.path, [("copy", self.note(-1))])
        self.assertEqual(verifier.findings, [])
        self.assertEqual(verifier.vouched, (20, "copy"))
        self.assertEqual(verify_ledger.main([self.path]), 0)
        self.assertEqual(verify_ledger.main([self.path + ".absent"]), 2)

    def test_every_changed_column_is_found_at_its_entry(self):
        seqs = [
            row[0]
            for row in self.database.execute("SELECT seq FROM ledger_entries WHERE disposed_by IS NULL")
        ]
        for seq in seqs:
            for column in ["header", "salt", "body", "leaf"]:
                value = self.database.execute(
                    f"SELECT {column} FROM ledger_entries WHERE seq = ?", [seq]
                ).fetchone()[0]
                if value is None:
                    continue
                changed = bytes([value[0]]) + bytes([value[1] ^ 1]) + value[2:]
                kind = "BLOB" if column in ("salt", "leaf") else "TEXT"
                update = (
                    f"UPDATE ledger_entries SET {column} = CAST(? AS {kind}) WHERE seq = ?",
                    [changed, seq],
                )
                found = self.attacked(update)
                self.assertIn(("content-changed", [seq]), [f[:2] for f in found], (seq, column))

    def test_every_changed_row_is_found_at_its_entry(self):
        for (seq,) in self.database.execute("SELECT from_seq FROM r_people").fetchall():
            for change in [
                "name = 'x'",
                "hired_on = 'x'",
                "salt = zeroblob(32)",
                "shape = 3 - shape",
                "to_seq = 90",
                "id = 'x'",
                "name = CAST(X'ff' AS TEXT)",
            ]:
                found = self.attacked(f"UPDATE r_people SET {change} WHERE from_seq = {seq}")
                self.assertTrue(any(seq in f[1] for f in found), (seq, change))
            found = self.attacked(f"DELETE FROM r_people WHERE from_seq = {seq}")
            self.assertIn(("content-missing", [seq]), [f[:2] for f in found])

    def test_rows_entries_nodes_and_checkpoints_that_come_go_or_move(self):
        cases = [
            ("gap", ["DELETE FROM ledger_entries WHERE seq = 12"]),
            (
                "reordered",
                [
                    "UPDATE ledger_entries SET seq = 99 WHERE seq = 17",
                    "UPDATE ledger_entries SET seq = 17 WHERE seq = 18",
                    "UPDATE ledger_entries SET seq = 18 WHERE seq = 99",
                ],
            ),
            (
                "reordered",
                [
                    "INSERT INTO ledger_entries SELECT 21, header, salt, body, leaf, disposed_by"
                    " FROM ledger_entries WHERE seq = 18"
                ],
            ),
            ("node-changed", ["UPDATE ledger_nodes SET hash = zeroblob(32) WHERE level = 2 AND idx = 1"]),
            ("node-missing", ["DELETE FROM ledger_nodes WHERE level = 1 AND idx = 3"]),
            ("node-surplus", ["INSERT INTO ledger_nodes VALUES(9, 0, zeroblob(32))"]),
            (
                "checkpoint-signature",
                [
                    "UPDATE ledger_checkpoints SET note = replace(note, char(10) || '4' || char(10),"
                    " char(10) || '5' || char(10)), size = 5 WHERE size = 4"
                ],
            ),
            ("checkpoint-unreadable", ["UPDATE ledger_checkpoints SET size = 5 WHERE size = 4"]),
            ("checkpoint-unreadable", ["UPDATE ledger_checkpoints SET note = 'x' WHERE size = 4"]),
            ("truncated", ["DELETE FROM ledger_entries WHERE seq >= 19", "DELETE FROM ledger_nodes"]),
            (
                "row-surplus",
                ["INSERT INTO r_people(id, from_seq, shape, salt) VALUES('x', 500, 1, zeroblob(32))"],
            ),
            ("disposal-unfounded", ["UPDATE ledger_entries SET disposed_by = 17, salt = NULL WHERE seq = 5"]),
            ("key-unfounded", ["UPDATE ledger_keys SET vkey = 'x' WHERE from_seq > 0"]),
            ("key-unfounded", ["UPDATE ledger_keys SET from_seq = 9 WHERE from_seq > 0"]),
        ]
        for code, statements in cases:
            with self.subTest(code=code, statements=statements):
                self.assertIn(code, [f[0] for f in self.attacked(*statements)])

    def test_a_cut_ledger_is_found_against_an_outside_checkpoint(self):
        copy = [("copy", self.note(-1))]
        self.database.executescript(
            "DELETE FROM ledger_entries WHERE seq >= 18;"
            "DELETE FROM ledger_nodes WHERE (idx + 1) << level > 18;"
            "DELETE FROM ledger_checkpoints WHERE size > 18;"
        )
        found = self.findings(copy)
        self.assertEqual([(f[0], list(f[1])) for f in found], [("truncated", [18, 19])])

    def test_a_key_held_outside_must_be_among_the_ledgers(self):
        vkey = self.database.execute("SELECT vkey FROM ledger_keys WHERE from_seq = 0").fetchone()[0].decode()
        self.assertEqual(self.findings(trusted=[vkey]), [])
        self.assertEqual([f[0] for f in self.findings(trusted=["another"])], ["key-unfounded"])

    def test_canonical_json_sorts_by_utf16_and_escapes_as_rfc_8785(self):
        value = {"\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\U0001f600": 5, "\x80": 6, "\xf6": 7}
        names = ["\\r", "1", "\x80", "\xf6", "\u20ac", "\U0001f600", "\ufb33"]
        self.assertEqual(
            ledger_formats.canonical(value),
            "{" + ",".join(f'"{n}":{v}' for n, v in zip(names, [2, 4, 6, 7, 1, 5, 3])) + "}",
        )
        self.assertEqual(
            ledger_formats.canonical('\u20ac$\x0f\nA\'B"\\\\"/\x7f'),
            '"\u20ac$\\u000f\\nA\'B\\"\\\\\\\\\\"/\x7f"',
        )
        self.assertRaises(ValueError, ledger_formats.canonical, 2**53)


if __name__ == "__main__":
    result = unittest.TextTestRunner().run(unittest.defaultTestLoader.loadTestsFromTestCase(SecondVerifier))
    sys.exit(0 if result.wasSuccessful() else 1)
