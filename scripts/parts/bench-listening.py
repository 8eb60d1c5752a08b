#!/usr/bin/env python3
"""Lines over TCP from a sender on this machine: received, held against the detections, hashed, durable; beside what
rsyslog does with the same stream, written to a file. And the questions of `toride-bench archive` put to DuckDB.

usage: bench-listening.py TORIDE TORIDE-BENCH [LINES]
"""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def show(what, figure, note=""):
    print(f"{what:<62} {figure}" + (f"   ({note})" if note else ""), flush=True)


def send(port, data):
    """All of it; the receiver closes its end when it has read everything."""
    with socket.create_connection(("127.0.0.1", port)) as stream:
        stream.sendall(data)
        stream.shutdown(socket.SHUT_WR)
        stream.recv(1)


def peak(process):
    found = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{process.pid}/status").read_text())
    return int(found.group(1)) / 1000


def listen(toride, folder, data, lines, what, *options):
    organization = folder / "organization"
    shutil.rmtree(organization, ignore_errors=True)
    subprocess.run([toride, "demo", "--data", organization], check=True, stdout=subprocess.DEVNULL)
    shutil.rmtree(organization / "logs", ignore_errors=True)
    output = folder / "listen.txt"
    process = subprocess.Popen(
        [toride, "logs", "listen", "--data", organization, "--tcp", "127.0.0.1:0", *options], stdout=output.open("w"),
        stderr=subprocess.STDOUT,
    )
    while not (found := re.search(r":(\d+) で受け取ります", output.read_text())):
        time.sleep(0.02)
    began = time.monotonic()
    send(int(found.group(1)), data)
    sent = time.monotonic() - began
    memory = peak(process)
    process.send_signal(signal.SIGTERM)
    process.wait()
    took = time.monotonic() - began
    kept = re.search(r"受け取った行 (\d+)、捨てた行 (\d+)", output.read_text())
    assert kept and kept.groups() == (str(lines), "0"), output.read_text()
    show(what, f"{lines / took:.0f}/s", f"{sent:.1f} s to send, {took:.1f} s to the end; at most {memory:.0f} MB resident")
    return lines / took


def rsyslog(folder, data, lines):
    program = shutil.which("rsyslogd", path="/usr/sbin:/usr/bin")
    if not program:
        show("rsyslog: the same stream to a file", "not measured", "rsyslog is not installed")
        return None
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    target = folder / "rsyslog.log"
    settings = folder / "rsyslog.conf"
    settings.write_text(
        f"""global(workDirectory="{folder}" maxMessageSize="64k")
module(load="imtcp")
template(name="raw" type="string" string="%rawmsg%\\n")
input(type="imtcp" port="{port}" address="127.0.0.1")
main_queue(queue.type="linkedList" queue.size="200000" queue.dequeueBatchSize="1024")
action(type="omfile" file="{target}" template="raw" asyncWriting="off" ioBufferSize="256k" flushOnTXEnd="off")
"""
    )
    process = subprocess.Popen([program, "-n", "-f", settings, "-i", folder / "rsyslog.pid"], stderr=subprocess.DEVNULL)
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port)).close()
            break
        except OSError:
            time.sleep(0.05)
    began = time.monotonic()
    send(port, data)
    process.send_signal(signal.SIGTERM)
    process.wait()
    took = time.monotonic() - began
    written = target.read_bytes().count(b"\n") if target.exists() else 0
    show("rsyslog: the same stream to a file", f"{written / took:.0f}/s", f"{written} of {lines} lines, no fsync")
    return written / took


def duckdb_beside(bench, folder):
    csv = folder / "events.csv"
    subprocess.run([bench, "archive", "2500000", csv], check=True)
    try:
        import duckdb
    except ImportError:
        show("the same questions to DuckDB", "not measured", "duckdb is not in the tests' environment")
        return
    database = duckdb.connect(str(folder / "events.duckdb"))
    database.execute(f"CREATE TABLE events AS SELECT * FROM read_csv_auto('{csv}') ORDER BY at")
    day = 1_793_458_800_000_000 + 15 * 86_400_000_000
    for what, query in [
        ("top destinations of a day", f"SELECT destination, count(*), sum(bytes) b FROM events WHERE at >= {day} "
         f"AND at < {day + 86_400_000_000} GROUP BY 1 ORDER BY b DESC LIMIT 10"),
        ("by rule and hour", "SELECT rule, at // 3600000000, count(*) FROM events GROUP BY 1, 2"),
        ("all events of one host", "SELECT * FROM events WHERE source = '10.1.0.77' OR destination = '10.1.0.77'"),
    ]:
        times = []
        for _ in range(5):
            began = time.monotonic()
            database.execute(query).fetchall()
            times.append(time.monotonic() - began)
        show(f"DuckDB, the same events: {what}", f"{sorted(times)[2] * 1000:.2f} ms", "median of 5")


def main():
    toride, bench = sys.argv[1:3]
    lines = int(sys.argv[3]) if len(sys.argv) > 3 else 1_000_000
    folder = Path(tempfile.mkdtemp(prefix="toride-bench-listening-"))
    os.environ.pop("LC_ALL", None)
    os.environ["LANG"] = "ja_JP.UTF-8"
    try:
        subprocess.run([bench, "lines", folder / "lines.log", str(lines)], check=True)
        data = (folder / "lines.log").read_bytes()
        show("lines to send", str(lines), f"{len(data) // lines} bytes each")
        listen(toride, folder, data, lines, "TCP to durable, hashed; no detection", "--no-detection")
        ours = listen(toride, folder, data, lines, "TCP to parsed, detected, durable, hashed")
        theirs = rsyslog(folder, data, lines)
        if theirs:
            show("ours to rsyslog's", f"{ours / theirs:.2f}")
        duckdb_beside(bench, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


main()
