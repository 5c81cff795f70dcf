"""How fast the page is for a person: when it is seen, when it can be used, how it answers a finger.

python -m benchmarks.page [--runs 5] [--site http://127.0.0.1:8000]

A browser without a window (Playwright, the system's Chromium) opens the page of a real server, each
time with an empty cache, on a screen of 360 × 720. Every run opens the same page once more with
scripts switched off; what the script costs is the ratio of the two, which a slow or busy machine
shifts far less than the figures themselves. Times are in milliseconds from the navigation's start.
"""

from __future__ import annotations

import argparse
import contextlib
import gzip
import os
import re
import statistics
import sys
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Iterator, Optional

from benchmarks.served import server
from bot.routes.pages import DIST

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
QUIET_SECONDS = 2.0
TYPED = "woyaowenwenluohu"

Figures = dict[str, float]


@dataclass(frozen=True)
class Condition:
    """How slow the device and the line are made. ``cpu`` divides the processor's speed; ``line``
    is (round trip in ms, bytes a second each way); ``again``: the assets are cached already."""

    name: str
    cpu: int = 1
    line: Optional[tuple[int, int]] = None
    again: bool = False


SLOW_3G = (400, 400_000 // 8)
CONDITIONS = (
    Condition("不限"),
    Condition("处理器慢 4 倍", cpu=4),
    Condition("慢 3G", line=SLOW_3G),
    Condition("两样都慢", cpu=4, line=SLOW_3G),
    Condition("两样都慢，再次打开", cpu=4, line=SLOW_3G, again=True),
)

NAMES = {
    "first_paint": "第一次画出东西",
    "first_contentful_paint": "第一次画出内容",
    "largest_contentful_paint": "最大的内容画出来",
    "composer_usable": "能打字",
    "greeting_shown": "招呼和按钮出来",
    "total_blocking_time": "主线程一共堵了",
    "layout_shift": "版面跳动（没有单位）",
    "requests_before_paint": "画出来以前的请求（个）",
    "requests": "一共的请求（个）",
    "transferred_kilobytes": "一共传了（kB）",
    "typing_delay": "打一个字到画出来，最慢的",
    "tap_delay": "点按钮到画出自己的话",
    "tap_answer": "点按钮到答复画出来",
}
COMPARED = ("first_paint", "first_contentful_paint", "largest_contentful_paint", "composer_usable")
"""Measured against the largest paint, or the same paint, of the page without scripts."""

WATCH = """
window.bench = {lcp: 0, shift: 0, tasks: [], events: [], marks: {}};
const watch = (type, take, more) => new PerformanceObserver(
  (list) => list.getEntries().forEach(take)).observe({type, buffered: true, ...more});
watch('largest-contentful-paint', (e) => { bench.lcp = e.startTime; });
watch('layout-shift', (e) => { if (!e.hadRecentInput) bench.shift += e.value; });
watch('longtask', (e) => bench.tasks.push([e.startTime, e.duration]));
watch('event', (e) => { if (e.interactionId) bench.events.push([e.name, e.startTime, e.duration]); },
  {durationThreshold: 16});
const mark = (name, selector) => {
  if (!(name in bench.marks) && document.querySelector(selector))
    bench.marks[name] = performance.now();
};
new MutationObserver(() => {
  mark('composer_usable', '#composer:not([disabled])');
  mark('greeting_shown', '.quick-reply');
}).observe(document, {childList: true, subtree: true});
"""
DOT = """() => {
  const dot = document.createElement('div');
  Object.assign(dot.style, {position: 'fixed', top: 0, left: 0, width: '2px', height: '2px'});
  document.body.append(dot);
  let step = 0;
  const draw = () => {
    step += 1;
    dot.style.backgroundColor = step % 2 ? '#fff' : '#eee';
    requestAnimationFrame(draw);
  };
  draw();
}"""
PAINTS = """() => Object.fromEntries(performance.getEntriesByType('paint')
  .map((entry) => [entry.name.replace(/-/g, '_'), entry.startTime]))"""
RESOURCES = """() => [...performance.getEntriesByType('navigation'),
  ...performance.getEntriesByType('resource')].map((e) => [e.startTime, e.transferSize])"""


def load(browser: Any, site: str, condition: Condition) -> Figures:
    """One opening of the page, with its figures, and then a little typing and one tap."""
    with _page(browser, condition) as page:
        if condition.again:
            page.goto(site + "/")
            page.wait_for_selector(".quick-reply")
        _slow_down(page, condition)
        page.add_init_script(WATCH)
        page.goto(site + "/")
        page.wait_for_selector(".quick-reply", timeout=60_000)
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(1000 * QUIET_SECONDS)
        seen = page.evaluate("bench")
        paints = page.evaluate(PAINTS)
        resources = page.evaluate(RESOURCES)
        painted = paints["first_contentful_paint"]
        return {
            **paints,
            "largest_contentful_paint": seen["lcp"],
            **seen["marks"],
            "total_blocking_time": _blocked(seen["tasks"], painted),
            "layout_shift": seen["shift"],
            "requests_before_paint": sum(start < painted for start, _ in resources),
            "requests": len(resources),
            "transferred_kilobytes": sum(size for _, size in resources) / 1000,
            **_interact(page),
        }


def load_without_script(browser: Any, site: str, condition: Condition) -> Figures:
    """The same page, which then is text alone: what can be read before any script has run."""
    with _page(browser, condition, java_script_enabled=False) as page:
        if condition.again:
            page.goto(site + "/")
        _slow_down(page, condition)
        page.goto(site + "/")
        page.wait_for_timeout(300)
        paints: Figures = page.evaluate(PAINTS)
        return paints


def _interact(page: Any) -> Figures:
    """Types, then taps the first quick reply. Event timing counts in steps of 8 ms from 16 on; an
    interaction that it leaves out was faster than that, and is given as 16.

    A browser without a window learns that a frame was shown only with the next one, so a dot that
    changes its colour keeps frames coming.
    """
    page.evaluate(DOT)
    page.click("#composer")
    for letter in TYPED:
        page.keyboard.type(letter)
        page.wait_for_timeout(40)
    page.wait_for_timeout(300)
    typing = _slowest(page.evaluate("bench.events"), ("key", "input", "beforeinput"))
    page.fill("#composer", "")
    page.evaluate("bench.events.length = 0")
    page.evaluate(
        """() => {
          const began = () => { bench.tapped = performance.now(); };
          document.addEventListener('pointerdown', began, {once: true, capture: true});
          new MutationObserver(() => {
            if (bench.answered || !document.querySelector('.turn-slot [data-role=assistant]')) return;
            bench.answered = 1;
            requestAnimationFrame(() => requestAnimationFrame(() => {
              bench.answered = performance.now();
            }));
          }).observe(document.body, {childList: true, subtree: true});
        }"""
    )
    page.locator(".quick-reply").first.click()
    page.wait_for_selector(".turn-slot [data-role=assistant]", timeout=60_000)
    page.wait_for_timeout(500)
    tap = _slowest(page.evaluate("bench.events"), ("pointer", "mouse", "click"))
    answer = page.evaluate("bench.answered - bench.tapped")
    return {"typing_delay": typing, "tap_delay": tap, "tap_answer": answer}


def _slowest(events: list[tuple[str, float, float]], kinds: tuple[str, ...]) -> float:
    return max((d for name, _, d in events if name.startswith(kinds)), default=16.0)


def _blocked(tasks: list[tuple[float, float]], painted: float) -> float:
    """What tasks took beyond 50 ms after the first paint, as Lighthouse counts."""
    return sum(max(0.0, d - 50) for start, d in tasks if start + d > painted)


@contextlib.contextmanager
def _page(browser: Any, condition: Condition, **options: Any) -> Iterator[Any]:
    context = browser.new_context(
        viewport={"width": 360, "height": 720},
        device_scale_factor=2,
        locale="zh-CN",
        has_touch=False,
        **options,
    )
    try:
        yield context.new_page()
    finally:
        context.close()


def _slow_down(page: Any, condition: Condition) -> None:
    devtools = page.context.new_cdp_session(page)
    devtools.send("Network.enable")
    if condition.cpu > 1:
        devtools.send("Emulation.setCPUThrottlingRate", {"rate": condition.cpu})
    if condition.line is not None:
        latency, speed = condition.line
        devtools.send(
            "Network.emulateNetworkConditions",
            {
                "offline": False,
                "latency": latency,
                "downloadThroughput": speed,
                "uploadThroughput": speed,
            },
        )


def sizes(site: str) -> list[tuple[str, int, int, bool]]:
    """Each built asset: name, bytes, bytes compressed, whether the first opening loads it."""
    with urllib.request.urlopen(site + "/", timeout=30) as response:
        first = set(re.findall(r'(?:src|href)="/([^"]+)"', response.read().decode()))
    found = []
    for path in sorted(p for p in DIST.rglob("*") if p.is_file() and not p.name.startswith(".")):
        name, content = path.relative_to(DIST).as_posix(), path.read_bytes()
        found.append(
            (name, len(content), len(gzip.compress(content)), name in first or name == "index.html")
        )
    return found


def main(arguments: Optional[list[str]] = None) -> None:
    parser = argparse.ArgumentParser(prog="benchmarks.page", description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--site", help="a server that runs already; else one is started")
    options = parser.parse_args(arguments)
    if not Path(CHROMIUM).exists():
        sys.exit(f"没有浏览器：{CHROMIUM}（apt-get install chromium，或用 CHROMIUM 指定）")
    with contextlib.ExitStack() as stack:
        site = options.site or stack.enter_context(server())
        _print_sizes(sizes(site))
        _print_figures(*_measure(site, options.runs))


def _measure(
    site: str, runs: int
) -> tuple[str, dict[Condition, list[Figures]], dict[Condition, list[Figures]]]:
    """The browser's version, and the figures by condition, with scripts and without."""
    from playwright.sync_api import sync_playwright

    found: dict[Condition, list[Figures]] = {condition: [] for condition in CONDITIONS}
    bare: dict[Condition, list[Figures]] = {condition: [] for condition in CONDITIONS}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        load(browser, site, CONDITIONS[0])  # the first one warms the server and the disk
        for run in range(runs):
            for condition in CONDITIONS:
                found[condition].append(load(browser, site, condition))
                bare[condition].append(load_without_script(browser, site, condition))
            print(f"第 {run + 1} 遍，共 {runs} 遍", file=sys.stderr)
        version = browser.version
        browser.close()
    return version, found, bare


def _print_sizes(assets: list[tuple[str, int, int, bool]]) -> None:
    print("| 文件 | 原样（字节） | gzip（字节） | 第一次打开就要 |")
    print("|---|---|---|---|")
    for name, raw, packed, first in assets:
        print(f"| `{name}` | {raw} | {packed} | {'是' if first else ''} |")
    raw = sum(asset[1] for asset in assets if asset[3])
    packed = sum(asset[2] for asset in assets if asset[3])
    print(f"| 第一次打开 | {raw} | {packed} | |\n")


def _print_figures(
    version: str, found: dict[Condition, list[Figures]], bare: dict[Condition, list[Figures]]
) -> None:
    runs = len(next(iter(found.values())))
    print(f"Chromium {version}，{runs} 遍，中位（最小–最大），毫秒\n")
    print("| |", " | ".join(condition.name for condition in found), "|")
    print("|---" * (len(found) + 1) + "|")
    for key, name in NAMES.items():
        cells = [_spread([run[key] for run in figures]) for figures in found.values()]
        print(f"| {name} |", " | ".join(cells), "|")
    for key in COMPARED:
        cells = []
        for condition, figures in found.items():
            base = [run.get(key, run["first_contentful_paint"]) for run in bare[condition]]
            ratio = statistics.median(f[key] for f in figures) / statistics.median(base)
            cells.append(f"{ratio:.2f}（{statistics.median(base):.0f}）")
        print(f"| {NAMES[key]}：是不开脚本的几倍（那时的毫秒） |", " | ".join(cells), "|")


def _spread(values: list[float]) -> str:
    digits = 3 if max(values) < 1 else 0
    middle, low, high = statistics.median(values), min(values), max(values)
    if low == high:
        return f"{middle:.{digits}f}"
    return f"{middle:.{digits}f}（{low:.{digits}f}–{high:.{digits}f}）"


if __name__ == "__main__":
    main()
