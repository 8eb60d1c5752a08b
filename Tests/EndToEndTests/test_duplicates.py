"""Records that may be one thing, on the command line."""

import json

from organization import make_organization


def test_duplicates_are_told_with_the_reason(tmp_path):
    made = make_organization(tmp_path)
    made.put("contractors", {"name": "株式会社みどり"}, {"name": "（株）ミドリ"}, {"name": "あおば電機"}, {"name": "別の会社"})
    made.put("contractors", {"name": "あおば電気"})
    told = made.run("register", "duplicates", "contractors", "--json")
    assert told.returncode == 0, told.stderr
    pairs = json.loads(told.stdout)
    # Records that were made together stand in no order that a person could know.
    assert [({each["first"]["name"], each["second"]["name"]}, each["reasons"]) for each in pairs] == [
        ({"株式会社みどり", "（株）ミドリ"}, [{"reason": "same-name", "column": "name"}]),
        ({"あおば電機", "あおば電気"}, [{"reason": "near-name", "column": "name"}]),
    ]
    lines = made.run("register", "duplicates", "contractors").stdout.splitlines()
    assert len(lines) == 2 and lines[0].endswith("名称が同じ")
    assert "重なっていそうな記録はありません" in made.run("register", "duplicates", "sites").stdout
    english = made.run("register", "duplicates", "sites", "--language", "en").stdout
    assert "No records seem to be one thing" in english
    unknown = made.run("register", "duplicates", "nothing")
    assert unknown.returncode == 1 and "register.unknown" in unknown.stderr
