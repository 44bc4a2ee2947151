"""Results as a file and as a table in docs/performance.md."""

import datetime
import os
import platform
from pathlib import Path

import orjson

from benchmarks import pages

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "performance.md"
BEGIN, END = "<!-- results of size {}: written by make bench -->", "<!-- end of results of size {} -->"


def machine():
    """The machine in a few words, without names and places."""
    model, memory = "", 0
    if Path("/proc/cpuinfo").exists():
        lines = Path("/proc/cpuinfo").read_text().splitlines()
        model = next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), "")
        memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return {
        "cores": os.cpu_count(),
        "processor": model or platform.machine(),
        "memory_gb": round(memory / 2**30) or None,
        "system": platform.system(),
        "python": platform.python_version(),
        "load_before": round(os.getloadavg()[0], 1),
    }


def write(size, rounds, about, results, deep, scans, admin, read, generated):
    """Write benchmarks/results/<date>-<size>.json and the size's table in the page; returns the file's name."""
    day = datetime.datetime.now(datetime.UTC).date().isoformat()
    data = {
        "date": day, "size": size, "rounds": rounds, "machine": about, "generated_s": round(generated), "items": results,
        "deep": deep, "scans": scans, "admin": admin, "pages": read,
    }  # fmt: skip
    folder = ROOT / "benchmarks" / "results"
    folder.mkdir(exist_ok=True)
    path = folder / f"{day}-{size}.json"
    path.write_bytes(orjson.dumps(data, option=orjson.OPT_INDENT_2) + b"\n")
    PAGE.write_text(placed(PAGE.read_text(), size, table(data)))
    return path.name


def latest(size):
    """The last results of a size as they were written, or None."""
    found = sorted((ROOT / "benchmarks" / "results").glob(f"*-{size}.json"))
    return orjson.loads(found[-1].read_bytes()) if found else None


def placed(text, size, content):
    """The page's text with the table between the size's marks."""
    begin, end = BEGIN.format(size), END.format(size)
    if begin not in text or end not in text:
        raise SystemExit(f"docs/performance.md has no marks for size {size}: {begin} and {end}")
    head, rest = text.split(begin, 1)
    return f"{head}{begin}\n{content}\n{end}{rest.split(end, 1)[1]}"


def _ratio(value):
    return f"{value['median']:.2f} ({value['least']:.2f}–{value['greatest']:.2f})" if value else "–"


def table(data):
    """The results as Markdown."""
    about = data["machine"]
    lines = [
        (
            f"{data['date']}, {about['cores']} cores ({about['processor']}), {about['memory_gb']} GB, Python {about['python']},"
            f" load before the run {about['load_before']}, {data['rounds']} rounds."
        ),
        "",
        "| item | product, ms | limit, ms | to the limit | DRF, ms | DRF to the product | burst: to the limit | burst: DRF | statements | database, ms | to size S | misses |",
        "|---|---|---|---|---|---|---|---|---|---|---|---|",
    ]
    for item in data["items"]:
        ms = item["p50_ms"]
        limit = item.get("limit")
        cells = [
            f"{item['label']} {item['words']}", ms.get("product", "–"),
            f"{ms[limit]} ({limit.removeprefix('limit-')})" if limit else "–", _ratio(item.get("limit_ratio")),
            ms.get("drf", "–"), _ratio(item.get("drf_ratio")), _ratio(item.get("burst_limit_ratio")),
            _ratio(item.get("burst_drf_ratio")), item.get("statements", "–"),
            item["database"].get("product", {}).get("ms", "–"), item.get("growth", "–"), "; ".join(item["missed"]) or "none",
        ]  # fmt: skip
        lines.append(f"| {' | '.join(map(str, cells))} |")
    if data["deep"]:
        lines += ["", f"Deep pages: {data['deep']['words']} takes {_ratio(data['deep']['ratio'])} times as long."]
    scans = "; ".join(f"{label}: {', '.join(tables)}" for label, tables in data["scans"].items())
    lines += ["", f"Large tables read from end to end: {scans or 'none'}."]
    if data["admin"]:
        lines += ["", "| admin | ms | statements (without session and user) | misses |", "|---|---|---|---|"]
        for page in data["admin"]:
            missed = "; ".join(page["missed"]) or "none"
            lines.append(f"| {page['kind']} `{page['path']}` | {page['p50_ms']} | {page['statements']} | {missed} |")
    if data["pages"]:
        lines += ["", *pages.HEAD, *(pages.row(page) for page in data["pages"])]
    return "\n".join(lines)
