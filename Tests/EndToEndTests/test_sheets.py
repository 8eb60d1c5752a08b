"""Real workbooks, as openpyxl and Excel write them, into the real program and out again."""

import datetime
import json
import re
import signal
import subprocess
import time
import zipfile

import openpyxl
import pytest
from openpyxl.styles import Alignment

from conftest import BINARY, ENVIRONMENT, toride

NASTY = [
    "=cmd|' /C calc'!A0", "+1+1", "-2", "@SUM(A1)", "'=1", "＝1+1", "辻\U000E0100", "👨‍👩‍👧", "_x000B_", "<b>&\"'", "0012",
    "〜と～", "a,b;c\t d", "𠮷野",
]


@pytest.fixture
def data(folder):
    data = folder / "data"
    assert toride("init", "--data", data, "--name", "試験組合").returncode == 0
    for unit in ["総務課", "税務課"]:
        book = openpyxl.Workbook()
        book.active.append(["課名", "情報資産の有無"])
        book.active.append([unit, "有"])
        book.save(folder / "unit.xlsx")
        assert toride("register", "import", "--data", data, "organization-units", folder / "unit.xlsx").returncode == 0
    return data


def imported(data, name, path, *more):
    answer = toride("register", "import", "--data", data, name, path, "--json", *more)
    assert answer.stdout, answer.stderr
    return answer.returncode, json.loads(answer.stdout)


def records(data, name="information-assets"):
    return json.loads(toride("register", "show", name, "--data", data, "--json").stdout)


def test_a_workbook_as_offices_keep_it(data, folder):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "令和8年度"
    sheet["A1"] = "情報資産管理台帳"
    sheet.merge_cells("A1:H1")
    sheet["H2"] = "令和8年4月1日現在"
    for column, (upper, lower) in enumerate(
        [
            ("番号", None), ("資産名", None), ("所管課", None), ("機密性", "区分"), (None, "理由"), ("確認日", None),
            ("数", None), ("備　考", None),
        ], 1
    ):
        sheet.cell(3, column, upper)
        sheet.cell(4, column, lower)
        if lower is None:
            sheet.merge_cells(start_row=3, end_row=4, start_column=column, end_column=column)
    sheet.merge_cells("D3:E3")
    rows = [
        (1, "職員名簿　", "総務課", "機密性２", "個人の情報", "令和8年4月1日", None, "=\"計算\"&\"式\""),
        (2, "例規集", None, 1, "公表", datetime.date(2026, 4, 2), "１２", None),
        (3, "隠れた行", "税務課", "3Ａ", None, 46115, None, "改行\nあり"),
    ]
    for index, row in enumerate(rows, 5):
        for column, value in enumerate(row, 1):
            sheet.cell(index, column, value)
    sheet.merge_cells("C5:C6")
    sheet["F6"].number_format = '[$-411]ggge"年"m"月"d"日"'
    sheet["H7"].alignment = Alignment(wrap_text=True)
    sheet.row_dimensions[7].hidden = True
    book.create_sheet("控え").sheet_state = "hidden"
    book.save(folder / "ledger.xlsx")

    status, plan = imported(data, "information-assets", folder / "ledger.xlsx", "--dry-run")
    # openpyxl stores no results: the one formula is what is refused.
    assert status == 1 and plan["new"] == 2 and plan["unknownColumns"] == ["番号", "数"]
    (refused,) = plan["refused"]
    assert (refused["row"], refused["column"]) == (5, "備　考") and "上書き保存" in refused["message"]
    assert records(data) == [], "a dry run changes nothing"

    cached(folder / "ledger.xlsx", folder / "cached.xlsx", "計算式")
    status, done = imported(data, "information-assets", folder / "cached.xlsx")
    assert status == 0 and (done["new"], done["changed"], done["imported"]) == (3, 0, True)
    found = {each["name"]: each for each in records(data)}
    assert [found[name]["classified_on"] for name in ["職員名簿", "例規集", "隠れた行"]] == [
        "2026-04-01", "2026-04-02", "2026-04-03",
    ]
    assert found["例規集"]["keeper"] == found["職員名簿"]["keeper"], "merged downwards"
    assert found["職員名簿"]["note"] == "計算式" and found["隠れた行"]["confidentiality"] == "3A"
    assert toride("register", "undo-import", "--data", data, done["entry"]).returncode == 0
    assert records(data) == [] and toride("ledger", "verify", "--data", data).returncode == 0


def cached(source, target, result):
    """A copy of a workbook as Excel would store it: with the result of its one formula."""
    with zipfile.ZipFile(source) as before, zipfile.ZipFile(target, "w") as after:
        for item in before.infolist():
            content = before.read(item)
            if item.filename == "xl/worksheets/sheet1.xml":
                text, count = re.subn(r"<f>([^<]*)</f><v ?/?>(</v>)?", rf"<f>\1</f><v>{result}</v>", content.decode())
                assert count == 1
                content = text.replace('r="H5"', 'r="H5" t="str"').encode()
            after.writestr(item, content)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16"])
def test_csv_in_every_encoding(data, folder, encoding):
    text = '名称,所管所属,備考\r\n①髙﨑㈱の名簿,総務課,"1行目\n2行目"\r\n表示能力ソ,税務課,\r\n'
    (folder / "a.csv").write_bytes(text.encode(encoding))
    status, done = imported(data, "information-assets", folder / "a.csv")
    assert status == 0 and done["new"] == 2
    assert {each["name"] for each in records(data)} == {"①髙﨑㈱の名簿", "表示能力ソ"}


def opens_clean(path):
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    assert sheet.freeze_panes == "A2" and sheet.auto_filter.ref
    assert all(cell.data_type != "f" for row in sheet for cell in row), "no cell is a formula"
    assert sheet.column_dimensions[sheet.cell(1, sheet.max_column).column_letter].hidden
    return sheet


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_nasty_texts_survive_every_way_out(data, folder, ending):
    book = openpyxl.Workbook()
    book.active.append(["名称", "保管場所", "備考", "機密性の理由"])
    for text in NASTY:
        book.active.append(["名 " + text, None, None, None])
        for column, value in enumerate([text + " の名", text, text, text], 1):
            cell = book.active.cell(book.active.max_row, column, value)
            cell.data_type = "s"
    book.save(folder / "nasty.xlsx")
    status, done = imported(data, "information-assets", folder / "nasty.xlsx")
    assert status == 0 and done["new"] == len(NASTY), done
    kept = {each["place"] for each in records(data)}
    assert len(kept) == len(NASTY)
    out = folder / f"out.{ending}"
    assert toride("register", "export", "--data", data, "information-assets", out).returncode == 0
    other = folder / "other"
    assert toride("init", "--data", other, "--name", "別の組合").returncode == 0
    if ending == "xlsx":
        opens_clean(out)
        # Another organization knows none of the identifiers: there they are new records.
        book = openpyxl.load_workbook(out)
        book.active.delete_cols(book.active.max_column - 1, 2)
        book.save(folder / "bare.xlsx")
        status, done = imported(other, "information-assets", folder / "bare.xlsx")
        assert status == 0, done
        assert {each["place"] for each in records(other)} == kept
    else:
        for line in out.read_text(encoding="utf-8-sig").splitlines():
            assert not any(cell.strip('"')[:1] in "=+@" for cell in line.split(",") if cell.strip('"'))
    status, done = imported(data, "information-assets", out)
    assert status == 0 and done["unchanged"] == len(NASTY)


def test_what_excel_changes_is_exactly_what_changes(demo, folder):
    out = folder / "assets.xlsx"
    assert toride("register", "export", "--data", demo, "information-assets", out).returncode == 0
    book = openpyxl.load_workbook(out)
    sheet = book.worksheets[0]
    heading = [cell.value for cell in sheet[1]]
    note, day = heading.index("備考") + 1, heading.index("分類を確認した日") + 1
    sheet.cell(2, note, "Excelで直した")
    sheet.cell(3, day, datetime.date(2026, 10, 1))
    sheet.cell(4, day, "令和8年10月2日")
    sheet.append(["表で足した資産"])
    book.save(folder / "edited.xlsx")
    status, plan = imported(demo, "information-assets", folder / "edited.xlsx", "--dry-run")
    assert status == 0 and (plan["new"], plan["changed"]) == (1, 3)
    status, done = imported(demo, "information-assets", folder / "edited.xlsx")
    assert status == 0
    status, again = imported(demo, "information-assets", folder / "edited.xlsx")
    assert status == 0 and (again["new"], again["changed"]) == (0, 0), again
    assert toride("register", "undo-import", "--data", demo, done["entry"]).returncode == 0
    assert toride("register", "undo-import", "--data", demo, done["entry"]).returncode == 1


def test_refused_rows_come_back_with_the_reason_and_go_in_once_corrected(data, folder):
    book = openpyxl.Workbook()
    for row in [["資産名", "所管課", "確認日"], ["良い", "総務課", "R8.4.1"], ["悪い", "総務部", "いつか"]]:
        book.active.append(row)
    book.save(folder / "mixed.xlsx")
    status, plan = imported(data, "information-assets", folder / "mixed.xlsx")
    assert status == 1 and not plan["imported"] and records(data) == [], "all or nothing"
    rest = folder / "rest.xlsx"
    status, done = imported(data, "information-assets", folder / "mixed.xlsx", "--accept-good", rest)
    assert status == 1 and done["imported"] and done["new"] == 1
    sheet = openpyxl.load_workbook(rest).worksheets[0]
    assert [cell.value for cell in sheet[1]] == ["資産名", "所管課", "確認日", "取り込めなかった理由"]
    assert "「総務部」は台帳「所属」にありません" in sheet["D2"].value and sheet.max_row == 2
    book = openpyxl.load_workbook(rest)
    book.worksheets[0]["B2"], book.worksheets[0]["C2"] = "総務課", "2026/4/1"
    book.save(rest)
    status, done = imported(data, "information-assets", rest)
    assert status == 0 and done["new"] == 1 and done["unknownColumns"] == []


def test_cp932_lists_what_it_cannot_write(data, folder):
    (folder / "a.csv").write_text("名称\n😀の表\n", encoding="utf-8")
    assert imported(data, "information-assets", folder / "a.csv")[0] == 0
    out = folder / "out.csv"
    answer = toride("register", "export", "--data", data, "information-assets", out, "--encoding", "cp932")
    assert answer.returncode == 1 and "U+1F600" in answer.stderr and not out.exists()
    assert toride("register", "export", "--data", data, "organization-units", out, "--encoding", "cp932").returncode == 0
    assert "総務課" in out.read_bytes().decode("cp932")


@pytest.mark.parametrize(
    "words, status, named",
    [
        (["register", "export", "x.pdf"], 2, ".xlsx"), (["register", "import", "none.xlsx"], 1, "none.xlsx"),
        (["register", "import", "broken.xlsx"], 1, "壊れて"), (["register", "import", "--map", "x=y", "ok.csv"], 2, "--map"),
        (["register", "import", "ok.csv", "--language", "en", "--dry-run"], 0, "new 1"),
    ],
)
def test_wrong_use_and_broken_files_are_told_apart(data, folder, words, status, named):
    (folder / "broken.xlsx").write_bytes(b"PK\x03\x04 broken")
    (folder / "ok.csv").write_text("名称\nあ\n", encoding="utf-8")
    typed = [folder / each if each.endswith(("xlsx", "csv", "pdf")) else each for each in words]
    typed[2:2] = ["information-assets"]
    answer = toride(*typed, "--data", data)
    assert answer.returncode == status and named in answer.stdout + answer.stderr


def test_killed_in_the_midst_of_an_import_nothing_is_left(data, folder):
    rows = 20_000
    (folder / "many.csv").write_text("名称\n" + "".join(f"資産 {n}\n" for n in range(rows)), encoding="utf-8")
    arguments = [BINARY, "register", "import", "information-assets", str(folder / "many.csv"), "--data", str(data)]
    journal = data / "toride.sqlite-wal"
    process = subprocess.Popen(arguments, env=ENVIRONMENT, stdout=subprocess.DEVNULL)
    size = journal.stat().st_size if journal.exists() else 0
    deadline = time.monotonic() + 100
    # Written pages in the journal mean that the one transaction has begun and is too large to be over.
    while process.poll() is None and time.monotonic() < deadline:
        if journal.exists() and journal.stat().st_size > size + 200_000:
            process.send_signal(signal.SIGKILL)
            break
        time.sleep(0.001)
    process.wait(timeout=60)
    assert records(data) in ([], None) or process.returncode == 0
    assert toride("ledger", "verify", "--data", data).returncode == 0
    status, done = imported(data, "information-assets", folder / "many.csv")
    assert status == 0 and done["new"] + done["unchanged"] == rows
