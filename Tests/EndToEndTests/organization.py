"""An organization made of sheets: what a clerk would type, imported and judged by the real program.

Days are given as ISO text. A record is a dictionary of field names; a link is written by its name.
"""

import csv
import json
import shutil

from conftest import POLICY, toride


class Judged:
    """What `assess --json` said, by the requirement's id."""

    def __init__(self, text):
        self.report = json.loads(text)
        self.requirements = {each["id"]: each for each in self.report["unwritten"]}
        for clause in self.report["clauses"]:
            self.requirements.update({each["id"]: each for each in clause["requirements"]})

    def __getitem__(self, requirement):
        return self.requirements[requirement]

    def verdict(self, requirement):
        return self[requirement]["verdict"]

    def short(self, requirement):
        """The subjects that fall short: label → reason code."""
        subjects = self[requirement]["subjects"]
        return {each["label"]: each["reasonCode"] for each in subjects if each["verdict"] != "met"}

    def states(self, requirement):
        """Every subject that is told: label → verdict."""
        return {each["label"]: each["verdict"] for each in self[requirement]["subjects"]}


class Organization:
    def __init__(self, folder):
        self.folder = folder
        self.data = folder / "data"

    def run(self, *words, **environment):
        return toride(*words, "--data", self.data, **environment)

    def put(self, register, *records, expect=0, words=()):
        """Imports the records; what is told is returned."""
        names = list(dict.fromkeys(name for record in records for name in record))
        path = self.folder / f"{register}.csv"
        with open(path, "w", newline="", encoding="utf-8") as file:
            table = csv.DictWriter(file, names)
            table.writeheader()
            table.writerows(records)
        told = self.run("register", "import", register, path, *words)
        assert told.returncode == expect, f"{register}: {told.stdout}{told.stderr}"
        return told.stdout + told.stderr

    def people(self, *records):
        """Regular staff of 総務課 since 2015 unless the record says otherwise. Each row is a new record."""
        usual = {"unit": "総務課", "employment": "regular", "starts_on": "2015-04-01"}
        return self.put("people", *({**usual, **each} for each in records), words=["--all-new"])

    def answer(self, requirement, done_on, outcome="done", evidence="名簿", **more):
        record = {"requirement": requirement, "outcome": outcome, "done_on": done_on, "evidence": evidence, **more}
        return self.put("answers", record, words=["--all-new"])

    def judge(self, on=None, known_at=None):
        words = ["assess", "--json"]
        words += ["--on", on] if on else []
        words += ["--known-at", known_at] if known_at else []
        told = self.run(*words)
        assert told.returncode == 0, told.stdout + told.stderr
        return Judged(told.stdout)

    def shown(self, register):
        return json.loads(self.run("register", "show", register, "--json").stdout)

    def copy(self, folder):
        shutil.copytree(self.data, folder / "data")
        return Organization(folder)


def make_organization(folder, policy=POLICY):
    """The smallest organization that can be judged: a policy, one unit that keeps assets, one proof."""
    made = Organization(folder)
    assert made.run("init", "--name", "試験組合").returncode == 0
    adopted = made.run(
        "policy", "adopt", policy, "--organ", "管理者", "--decided", "2026-02-01", "--in-force", "2026-04-01",
        "--published", "2026-02-10", "--published-at", "組合のホームページ",
    )
    assert adopted.returncode == 0, adopted.stdout + adopted.stderr
    made.put("organization-units", {"name": "総務課", "keeps_assets": "yes"})
    made.put("evidence", {"title": "名簿", "collected_on": "2020-04-01", "place": "書庫"})
    return made


def rolled_up(verdicts):
    """Met only if all are, not met if one is not, else undetermined."""
    if "not-met" in verdicts:
        return "not-met"
    return "met" if verdicts == {"met"} else "undetermined"
