#!/usr/bin/env python3
"""What only a client sees: start to first page, a list page for one client, pages a second for 64, memory.

usage: bench-http.py TORIDE TORIDE-BENCH      (wrk from Debian gives the load; without it that line says so)
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
import urllib.parse
from pathlib import Path

PATH = "/registers/information-assets"


def show(what, figure, note=""):
    print(f"{what:<62} {figure}" + (f"   ({note})" if note else ""), flush=True)


def request(connection, method, path, cookie=None, form=None):
    headers = {"Cookie": cookie} if cookie else {}
    body = urllib.parse.urlencode(form) if form else None
    if body:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    connection.request(method, path, body, headers)
    answer = connection.getresponse()
    text = answer.read()
    return answer, text


def sign_in(port):
    connection = http.client.HTTPConnection("127.0.0.1", port)
    answer, page = request(connection, "GET", "/sign-in")
    cookie = answer.getheader("Set-Cookie").split(";")[0]
    token = re.search(rb'name="csrf" value="([0-9a-f]+)"', page).group(1).decode()
    form = {"csrf": token, "name": "bench", "password": "load-from-outside"}
    answer, _ = request(connection, "POST", "/sign-in", cookie, form)
    assert answer.status == 303, answer.status
    return connection, answer.getheader("Set-Cookie").split(";")[0]


def main(toride, bench):
    folder = Path(tempfile.mkdtemp(prefix="toride-bench-"))
    data = folder / "data"
    server = None
    try:
        subprocess.run([bench, "fill", str(data)], check=True)
        began = time.monotonic()
        output = (folder / "server.txt").open("w+")
        server = subprocess.Popen([toride, "serve", "--data", str(data), "--port", "0"], stdout=output)
        port = None
        while port is None:
            found = re.search(r"127\.0\.0\.1:(\d+)", (folder / "server.txt").read_text())
            port = int(found.group(1)) if found else None
            time.sleep(0.005)
        request(http.client.HTTPConnection("127.0.0.1", port), "GET", "/sign-in")
        show("start to first page, 12,650 records", f"{time.monotonic() - began:.2f} s")
        connection, cookie = sign_in(port)
        times = []
        for _ in range(600):
            start = time.perf_counter()
            answer, page = request(connection, "GET", PATH, cookie)
            times.append(time.perf_counter() - start)
            assert answer.status == 200 and len(page) > 10_000
        times = sorted(times[100:])
        p50, p99 = statistics.median(times) * 1000, times[int(len(times) * 0.99)] * 1000
        show("list page of 10,000 assets, one client, p50 / p99", f"{p50:.2f} / {p99:.2f} ms", f"{len(page)} bytes")
        if shutil.which("wrk"):
            command = ["wrk", "-t1", "-c64", "-d8s", "--latency", "-H", f"Cookie: {cookie}", f"http://127.0.0.1:{port}{PATH}"]
            text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
            rate = re.search(r"Requests/sec:\s+([\d.]+)", text).group(1)
            p99 = re.search(r"99%\s+(\S+)", text).group(1)
            show("signed-in list pages, 64 clients, both cores shared", f"{rate}/s", f"p99 {p99}, by wrk")
        else:
            show("signed-in list pages, 64 clients", "not measured", "wrk is not installed")
        status = Path(f"/proc/{server.pid}/status").read_text()
        show("resident memory of the server after that", re.search(r"VmRSS:\s+(\d+ kB)", status).group(1))
    finally:
        if server:
            server.terminate()
            server.wait(timeout=30)
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    os.environ.setdefault("TORIDE_CONTENT", str(Path(__file__).resolve().parents[2] / "Content"))
    main(sys.argv[1], sys.argv[2])
