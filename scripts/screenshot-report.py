#!/usr/bin/env python3
"""Photographs a report with headless Chromium and checks that nothing is cut off.

    screenshot-report.py REPORT.html [--out DIR] [--widths 1280,390,320] [--slice 1400] [--pdf]

For each width, in light and in dark, writes REPORT-<width>-<scheme>[-<slice>].png and checks that
the page is not wider than the window, that no element outside a scroll box reaches beyond it, that
no chart label leaves the window, and that the page asks the network for nothing. Exit code 1 when a
check fails, 69 when there is no Chromium. Needs only Chromium and Python's standard library.
"""
import argparse, base64, json, os, shutil, socket, struct, subprocess, sys, tempfile, time
import urllib.parse, urllib.request
from pathlib import Path

CHECK = r"""(() => {
  const width = document.documentElement.clientWidth, found = [];
  const boxed = e => e.closest('.scroll,.rail');
  for (const e of document.body.querySelectorAll('*')) {
    if (boxed(e) || e.closest('pattern,desc,title')) continue;
    if (e.closest('details:not([open])') && !e.closest('summary')) continue;
    const r = e.getBoundingClientRect();
    if (!r.width || !r.height) continue;
    if (r.right > width + 1 || r.left < -1)
      found.push(`${e.tagName}.${e.getAttribute('class') || ''} ${Math.round(r.left)}..` +
        `${Math.round(r.right)} "${(e.textContent || '').slice(0, 40)}"`);
  }
  const overlaps = [];
  for (const svg of document.querySelectorAll('svg.pl')) {
    const texts = [...svg.querySelectorAll('text')].filter(t => t.getBoundingClientRect().width)
      .map(t => [t, t.getBoundingClientRect()]);
    for (let i = 0; i < texts.length; i++) for (let j = i + 1; j < texts.length; j++) {
      const a = texts[i][1], b = texts[j][1];
      const x = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const y = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (x > 2 && y > 4) overlaps.push(`${svg.getAttribute('aria-labelledby')}: ` +
        `"${texts[i][0].textContent}" over "${texts[j][0].textContent}"`);
    }
  }
  const ids = [...document.querySelectorAll('[id]')].map(e => e.id);
  return JSON.stringify({
    scroll: document.documentElement.scrollWidth, client: width,
    height: document.documentElement.scrollHeight, found, overlaps,
    doubleIds: ids.filter((id, i) => ids.indexOf(id) != i),
    dark: matchMedia('(prefers-color-scheme: dark)').matches,
    buttons: document.querySelectorAll('button').length,
  });
})()"""


class DevTools:
    """A WebSocket client that speaks just enough of the DevTools protocol."""

    def __init__(self, address):
        url = urllib.parse.urlparse(address)
        self.socket = socket.create_connection((url.hostname, url.port))
        key = base64.b64encode(os.urandom(16)).decode()
        self.socket.sendall((
            f"GET {url.path} HTTP/1.1\r\nHost: {url.netloc}\r\nUpgrade: websocket\r\n"
            f"Connection: Upgrade\r\nSec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n"
        ).encode())
        head = b""
        while b"\r\n\r\n" not in head:
            head += self.socket.recv(1)
        self.number, self.events = 0, []

    def _exactly(self, count):
        data = b""
        while len(data) < count:
            part = self.socket.recv(min(1 << 20, count - len(data)))
            if not part:
                raise ConnectionError("Chromium closed the connection")
            data += part
        return data

    def _receive(self):
        whole = b""
        while True:
            first, second = self._exactly(2)
            length = second & 127
            if length == 126:
                length, = struct.unpack(">H", self._exactly(2))
            elif length == 127:
                length, = struct.unpack(">Q", self._exactly(8))
            whole += self._exactly(length)
            if first & 128:
                return json.loads(whole)

    def call(self, method, **parameters):
        self.number += 1
        text = json.dumps({"id": self.number, "method": method, "params": parameters}).encode()
        mask = os.urandom(4)
        size = len(text)
        head = bytes([129, 128 | size]) if size < 126 else (
            bytes([129, 254]) + struct.pack(">H", size) if size < 65536
            else bytes([129, 255]) + struct.pack(">Q", size))
        self.socket.sendall(head + mask + bytes(b ^ mask[i & 3] for i, b in enumerate(text)))
        while True:
            message = self._receive()
            if message.get("id") == self.number:
                if "error" in message:
                    raise RuntimeError(f"{method}: {message['error']['message']}")
                return message["result"]
            self.events.append(message)

    def wait(self, method):
        while True:
            for index, event in enumerate(self.events):
                if event.get("method") == method:
                    return self.events.pop(index)
            self.events.append(self._receive())


def start(profile):
    """Starts Chromium on a free loopback port; its address is in the profile directory."""
    binary = next(filter(None, map(shutil.which, ("chromium", "chromium-browser",
                                                  "google-chrome"))), None)
    if binary is None:
        print("no Chromium found: install the package chromium", file=sys.stderr)
        sys.exit(69)
    process = subprocess.Popen(
        [binary, "--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
         "--disable-dev-shm-usage", "--no-first-run", f"--user-data-dir={profile}",
         "--remote-debugging-port=0", "about:blank"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    port = Path(profile) / "DevToolsActivePort"
    for _ in range(300):
        if port.exists() and len(port.read_text().split()) >= 2:
            break
        time.sleep(0.1)
    else:
        process.terminate()
        sys.exit("Chromium did not start")
    number = port.read_text().split()[0]
    for page in json.load(urllib.request.urlopen(f"http://127.0.0.1:{number}/json")):
        if page["type"] == "page":
            return process, DevTools(page["webSocketDebuggerUrl"])
    process.terminate()
    sys.exit("Chromium has no page")


def photograph(tools, report, width, scheme, options):
    """One width and scheme: the pictures, and the list of what is wrong."""
    tools.call("Emulation.setDeviceMetricsOverride", width=width, height=900,
               deviceScaleFactor=1, mobile=width < 600)
    tools.call("Emulation.setEmulatedMedia", media="screen",
               features=[{"name": "prefers-color-scheme", "value": scheme}])
    tools.call("Page.navigate", url=report.resolve().as_uri())
    tools.wait("Page.loadEventFired")
    result = json.loads(tools.call("Runtime.evaluate", expression=CHECK)["result"]["value"])
    wrong = []
    if result["scroll"] > result["client"] or result["client"] != width:
        wrong.append(f"the page is {result['scroll']} px wide in {result['client']}")
    wrong += [f"beyond the window: {text}" for text in result["found"][:12]]
    wrong += [f"text over text: {text}" for text in result["overlaps"][:12]]
    wrong += [f"two elements have the id {text}" for text in result["doubleIds"]]
    if result["dark"] != (scheme == "dark"):
        wrong.append("the colour scheme was not taken")
    if not result["buttons"] and report.read_text().count('class="cmd"'):
        wrong.append("the script did not run")
    for event in tools.events:
        if event.get("method") == "Log.entryAdded":
            wrong.append("console: " + event["params"]["entry"]["text"])
        if event.get("method") == "Network.requestWillBeSent":
            url = event["params"]["request"]["url"]
            if not url.startswith(("file:", "data:")):
                wrong.append(f"asks for {url}")
    tools.events.clear()
    if not options.check_only:
        step = options.slice or result["height"]
        for index, top in enumerate(range(0, result["height"], step)):
            shot = tools.call("Page.captureScreenshot", captureBeyondViewport=True, clip={
                "x": 0, "y": top, "width": width, "scale": 1,
                "height": min(step, result["height"] - top)})
            part = f"-{index + 1:02}" if options.slice else ""
            target = options.out / f"{report.stem}-{width}-{scheme}{part}.png"
            target.write_bytes(base64.b64decode(shot["data"]))
    return wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("report", type=Path)
    parser.add_argument("--out", type=Path, help="directory of the pictures (the report's own)")
    parser.add_argument("--widths", default="1280,390,320")
    parser.add_argument("--schemes", default="light,dark")
    parser.add_argument("--slice", type=int, default=0, help="cut into pictures of this height")
    parser.add_argument("--pdf", action="store_true", help="print to REPORT.pdf as well")
    parser.add_argument("--check-only", action="store_true", help="checks, no pictures")
    options = parser.parse_args()
    options.out = options.out or options.report.parent
    options.out.mkdir(parents=True, exist_ok=True)
    failed = False
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        process, tools = start(profile)
        try:
            for domain in ("Page", "Log", "Network", "Runtime"):
                tools.call(f"{domain}.enable")
            for width in map(int, options.widths.split(",")):
                for scheme in options.schemes.split(","):
                    wrong = photograph(tools, options.report, width, scheme, options)
                    failed = failed or bool(wrong)
                    print(f"{width} px {scheme}: " + ("ok" if not wrong else ""))
                    for text in wrong:
                        print(f"  {text}")
            if options.pdf:
                data = tools.call("Page.printToPDF", preferCSSPageSize=True)["data"]
                (options.out / f"{options.report.stem}.pdf").write_bytes(base64.b64decode(data))
        finally:
            process.terminate()
            process.wait(10)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
