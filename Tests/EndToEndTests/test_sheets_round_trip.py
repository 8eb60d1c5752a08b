"""Every register out, in and out again; and through LibreOffice, which is what many offices open workbooks with."""

import csv
import json
import os
import shutil
import subprocess

import openpyxl
import pytest

from conftest import toride
from test_sheets import imported, opens_clean, records

# What people did themselves: nobody writes it for them, in a workbook neither.
TYPED_BY_NOBODY = {"acknowledgements", "unit-reviews"}
# Which view a person sees first is nobody else's business: it does not even come out.
FOR_ONESELF = {"default-views"}
SOFFICE = shutil.which("soffice")


def names(data):
    return [each["name"] for each in json.loads(toride("register", "list", "--data", data, "--json").stdout)]


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_export_import_export_of_every_register_is_equal_to_the_byte(demo, folder, ending):
    registers = names(demo)
    assert len(registers) > 40 and "information-assets" in registers
    filled = 0
    for name in registers:
        first, second = folder / f"{name}-1.{ending}", folder / f"{name}-2.{ending}"
        out = toride("register", "export", "--data", demo, name, first)
        if name in FOR_ONESELF:
            assert out.returncode == 1 and "access.refused" in out.stderr, name
            continue
        assert out.returncode == 0, f"{name}: {out.stderr}"
        if name in TYPED_BY_NOBODY:
            refused = toride("register", "import", "--data", demo, name, first)
            assert refused.returncode == 1 and "access.refused" in refused.stderr, name
            continue
        status, done = imported(demo, name, first)
        assert status == 0 and done["new"] == done["changed"] == 0, f"{name}: {done}"
        assert toride("register", "export", "--data", demo, name, second).returncode == 0
        assert first.read_bytes() == second.read_bytes(), name
        filled += done["unchanged"] > 0
        if ending == "xlsx":
            opens_clean(first)
    assert filled > 35, "the demonstration has something in nearly every register"


def through_libreoffice(path, kind, folder):
    """The file as LibreOffice writes it: kind xlsx, ods or csv."""
    home = folder / "libreoffice"
    out = folder / f"by-libreoffice-{kind}"
    done = subprocess.run(
        [
            SOFFICE, f"-env:UserInstallation=file://{home}", "--headless", "--norestore", "--convert-to",
            # 44 is the comma, 34 the quote, 76 UTF-8; the last asks for cells as they are shown.
            "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true" if kind == "csv" else kind, "--outdir", out, path,
        ],
        env={**os.environ, "LANG": "C.UTF-8"}, capture_output=True, text=True, timeout=180,
    )
    made = out / (path.stem + "." + kind)
    assert done.returncode == 0 and made.exists(), done.stdout + done.stderr
    return made


libreoffice = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed: scripts/setup-packages test")


@libreoffice
def test_libreoffice_opens_an_export_as_it_is_and_what_it_saves_changes_nothing(demo, folder):
    ours = folder / "assets.xlsx"
    assert toride("register", "export", "--data", demo, "information-assets", ours).returncode == 0
    shown = list(csv.reader(through_libreoffice(ours, "csv", folder).open(encoding="utf-8")))
    sheet = openpyxl.load_workbook(ours).worksheets[0]
    assert len(shown) == sheet.max_row and shown[0][:3] == [cell.value for cell in sheet[1]][:3]
    # Days are shown as days of the Japanese calendar; all else stands there letter by letter.
    texts = [index for index, cell in enumerate(sheet[2]) if isinstance(cell.value, str)]
    for line, row in zip(shown[1:], sheet.iter_rows(min_row=2, values_only=True)):
        for index in texts:
            assert line[index] == ("" if row[index] is None else str(row[index]))
    saved = through_libreoffice(ours, "xlsx", folder)
    status, done = imported(demo, "information-assets", saved)
    assert status == 0 and done["new"] == done["changed"] == 0 and done["unchanged"] == sheet.max_row - 1, done


@libreoffice
def test_a_workbook_that_libreoffice_calculated_is_read_with_its_results(demo, folder):
    book = openpyxl.Workbook()
    book.active.append(["情報資産の一覧"])
    book.active.append(["資産名", "所管課", "確認日", "備考"])
    unit = json.loads(toride("register", "show", "organization-units", "--data", demo, "--json").stdout)[0]["name"]
    book.active.append(["リブレの名簿", unit, "=DATE(2026,4,1)", '=CONCATENATE("棚","1")'])
    book.active["C3"].number_format = '[$-411]ggge"年"m"月"d"日"'
    book.active.append(["リブレの台帳", unit, "R8.4.2", "  全角　１２  "])
    book.save(folder / "written.xlsx")
    status, done = imported(demo, "information-assets", through_libreoffice(folder / "written.xlsx", "xlsx", folder))
    assert status == 0 and done["new"] == 2, done
    found = {each["name"]: each for each in records(demo) if each["name"].startswith("リブレ")}
    assert [found[name]["classified_on"] for name in sorted(found, reverse=True)] == ["2026-04-01", "2026-04-02"]
    assert found["リブレの名簿"]["note"] == "棚1"
