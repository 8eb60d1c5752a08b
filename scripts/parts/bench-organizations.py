#!/usr/bin/env python3
"""Many organizations in one server: start, first pages, memory.

usage: bench-organizations.py TORIDE [COUNT]      (300 where no count is given; SQLite, made one after the other)
"""

import http.client
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def show(what, figure, note=""):
    print(f"{what:<62} {figure}" + (f"   ({note})" if note else ""), flush=True)


def resident(process):
    status = Path(f"/proc/{process.pid}/status").read_text()
    kilobytes = int(re.search(r"VmRSS:\s+(\d+) kB", status).group(1))
    threads = re.search(r"Threads:\s+(\d+)", status).group(1)
    return f"{kilobytes / 1000:.0f} MB, {threads} threads"


def serve(toride, folder, *words):
    """Starts it; the process, its port, and the seconds until it listened."""
    output = folder / "server.txt"
    began = time.monotonic()
    server = subprocess.Popen(
        [toride, "serve", "--organizations", str(folder / "all"), "--port", "0", *words], stdout=output.open("w"),
        stderr=subprocess.DEVNULL,
    )
    while not (found := re.search(r"127\.0\.0\.1:(\d+)", output.read_text())):
        assert server.poll() is None, "the server did not start"
        time.sleep(0.002)
    return server, int(found.group(1)), time.monotonic() - began


def visit(port, names):
    """Milliseconds to the first page of each."""
    times = []
    for name in names:
        connection = http.client.HTTPConnection("127.0.0.1", port)
        began = time.perf_counter()
        connection.request("GET", f"/{name}/sign-in")
        answer = connection.getresponse()
        page = answer.read().decode()
        times.append((time.perf_counter() - began) * 1000)
        # Nobody has an account yet: the page that says so is made from the organization's database.
        assert answer.status == 503 and "setup.needed" in page, (name, answer.status)
        connection.close()
    return sorted(times)


def main(toride, count):
    folder = Path(tempfile.mkdtemp(prefix="toride-bench-many-"))
    names = [f"dantai-{number:03d}" for number in range(count)]
    server = None
    try:
        began = time.monotonic()
        for name in names:
            subprocess.run(
                [toride, "organization", "add", name, "--organizations", str(folder / "all"), "--name", f"計測 {name}"],
                check=True, stdout=subprocess.DEVNULL,
            )
        show(f"{count} organizations made by the command line", f"{time.monotonic() - began:.1f} s")
        for limit in (64, count):
            server, port, seconds = serve(toride, folder, "--open-at-once", str(limit))
            what = f"{count} organizations, {min(limit, count)} open at once"
            show(f"{what}: start", f"{seconds:.2f} s", resident(server))
            first, again = visit(port, names), visit(port, names[-limit // 2:])
            show(f"{what}: first page of each, p50 / worst", f"{statistics.median(first):.0f} / {first[-1]:.0f} ms", resident(server))
            show(f"{what}: a page of one that is open, p50 / worst", f"{statistics.median(again):.1f} / {again[-1]:.1f} ms")
            server.terminate()
            server.wait(timeout=120)
    finally:
        if server and server.poll() is None:
            server.kill()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    os.environ.setdefault("TORIDE_CONTENT", str(Path(__file__).resolve().parents[2] / "Content"))
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 300)
