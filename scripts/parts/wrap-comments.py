"""Breaks comment lines of Swift files that are longer than the house allows. usage: wrap-comments.py FOLDER...

swift format leaves comments as they are. A line too long is broken at a blank, and the rest goes in front of the
next line of the same paragraph, so that one long line does not leave a short one behind it.
"""

import pathlib
import re
import sys

COLUMNS = 110
COMMENT = re.compile(r"^(\s*)(///|//)( ?)(.*)$")
OWN_LINE = re.compile(r"^(\s|[-*#|>`]|\d+\.|MARK|$)")


def broken(prefix: str, text: str, hanging: str) -> tuple[str, str]:
    """The part that fits on a line, and the rest; Japanese may be broken after 、 and 。 as well."""
    room = COLUMNS - len(prefix)
    if len(text) <= room:
        return text, ""
    at = max([text.rfind(" ", 0, room + 1)] + [text.rfind(mark, 0, room) + 1 for mark in "、。"])
    if at <= 0:
        return text, ""
    return text[:at].rstrip(), hanging + text[at:].strip()


def wrapped(lines: list[str]) -> list[str]:
    done: list[str] = []
    carried, carried_prefix = "", ""
    for line in lines + ["\n"]:
        match = COMMENT.match(line)
        prefix = match.group(1) + match.group(2) + " " if match else ""
        text = match.group(4) if match else ""
        # What is carried joins the next line only inside one paragraph.
        if carried and (prefix != carried_prefix or OWN_LINE.match(text) or (match and not match.group(3))):
            done.append((carried_prefix + carried).rstrip())
            carried = ""
        if not match:
            done.append(line)
            continue
        hanging = "  " if re.match(r"^\s*[-*] ", text) or (carried.startswith("  ")) else ""
        if carried:
            text, carried = carried + " " + text, ""
        elif len(line) <= COLUMNS:
            done.append(line)
            continue
        fits, carried = broken(prefix, text, hanging)
        done.append((prefix + fits).rstrip())
        carried_prefix = prefix
        while len(carried_prefix + carried) > COLUMNS:
            fits, rest = broken(carried_prefix, carried, hanging)
            if not rest:
                break
            done.append((carried_prefix + fits).rstrip())
            carried = rest
    return done[:-1]


def main() -> None:
    for folder in sys.argv[1:]:
        start = pathlib.Path(folder)
        for path in [start] if start.is_file() else sorted(start.rglob("*.swift")):
            old = path.read_text(encoding="utf-8")
            lines = old.split("\n")
            if '"""' in old or all(len(line) <= COLUMNS for line in lines):
                # A comment mark inside a long string is text: such files are left to people.
                continue
            new = "\n".join(wrapped(lines))
            if new != old:
                path.write_text(new, encoding="utf-8")
                print(f"{path}: comments wrapped")


main()
