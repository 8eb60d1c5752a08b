"""Adds up what the test runners wrote, and prints the plain last line. usage: sum-results.py FOLDER

FOLDER holds, for each part NAME that ran, NAME.status (the runner's exit status) and, for a test runner, NAME.xml
(its JUnit file). A part without an XML file is a single check. A runner that left no readable XML file has crashed,
and one that ran no test tells nothing: both count as one failure, and so does an exit status that the file contradicts.
"""

import pathlib
import sys
import xml.etree.ElementTree as tree


def counted(part: pathlib.Path) -> tuple[int, int, int, list[str]]:
    """passed, failed, skipped and what there is to say about one part."""
    status = int(part.read_text().strip() or "1")
    expects_tests = part.with_suffix(".tests").exists()
    results = part.with_suffix(".xml")
    name = part.stem
    if not expects_tests:
        return (1, 0, 0, []) if status == 0 else (0, 1, 0, [f"{name}: ended with {status}"])
    try:
        cases = list(tree.parse(results).iter("testcase"))
    except (OSError, tree.ParseError):
        return 0, 1, 0, [f"{name}: the runner left no results (ended with {status}): it crashed or did not start"]
    failed, skipped, remarks = 0, 0, []
    for case in cases:
        title = f"{case.get('classname')}/{case.get('name')}"
        if case.find("failure") is not None or case.find("error") is not None:
            failed += 1
            remarks.append(f"{name}: failed: {title}")
        elif (skip := case.find("skipped")) is not None:
            skipped += 1
            remarks.append(f"{name}: skipped: {title}: {skip.get('message') or (skip.text or '').strip()}")
    passed = len(cases) - failed - skipped
    if not cases:
        return 0, 1, 0, [f"{name}: ran no test"]
    if status != 0 and failed == 0:
        return passed, 1, skipped, remarks + [f"{name}: ended with {status} although no test failed"]
    return passed, failed, skipped, remarks


def main() -> int:
    parts = sorted(pathlib.Path(sys.argv[1]).glob("*.status"))
    passed = failed = skipped = 0
    for part in parts:
        more_passed, more_failed, more_skipped, remarks = counted(part)
        passed, failed, skipped = passed + more_passed, failed + more_failed, skipped + more_skipped
        print("\n".join([f"{part.stem}: {more_passed} passed, {more_failed} failed, {more_skipped} skipped"] + remarks))
    if passed == 0:
        failed = max(failed, 1)
    print(f"{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""))
    return 1 if failed else 0


sys.exit(main())
