"""The benchmark runs, at a size at which it measures nothing."""

import json
import subprocess
import sys
from pathlib import Path

BENCH = Path(__file__).with_name("bench")


def bench(*words: str) -> str:
    """What the benchmark prints."""
    command = [sys.executable, str(BENCH), *words]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_everything_is_measured_once(tmp_path: Path) -> None:
    """With twenty directives every command runs to its end, in each form, and each goal is told of."""
    kept = tmp_path / "figures.json"
    told = bench("20", "--rounds", "0", "--folder", str(tmp_path / "stores"), "--write", str(kept))

    results = json.loads(kept.read_text(encoding="utf-8"))
    assert len(results) == len(told.splitlines()) - 1
    assert {one["name"] for one in results} >= {"--version", "list, into a pipe", "done", "report, docx"}
    assert all(one["ours"][part] > 0 for one in results for part in ("wall", "cpu", "peak"))
    assert "≤ 1.25" in told
    again = bench("--markdown", "--read", str(kept))
    assert again.startswith("| command | directives |")
    assert all(f"`{one['name']}`" in again for one in results if one["count"])


def test_the_picture_tells_a_straight_line_from_a_bent_one(tmp_path: Path) -> None:
    """What costs twice as much for twice as many lies on the line; what costs four times as much does not."""
    kept = tmp_path / "figures.json"
    sizes = (1000, 2000, 4000)
    kept.write_text(
        json.dumps([_result("done", n, n / 1000) for n in sizes] + [_result("report", n, n * n / 1e6) for n in sizes])
    )
    code = (
        "import sys, msgspec; sys.path.insert(0, sys.argv[1]);"
        "from drawing import picture; from comparing import Result;"
        "print(picture(msgspec.json.decode(open(sys.argv[2]).read(), type=list[Result])))"
    )
    drawn = subprocess.run(
        [sys.executable, "-c", code, str(BENCH), str(kept)], capture_output=True, text=True, check=True
    ).stdout

    assert "done: 0% off a straight line at most" in drawn
    assert "report: 8% off a straight line at most" in drawn
    assert drawn.count("<circle") == 2 * len(sizes)


def _result(name: str, count: int, seconds: float) -> dict[str, object]:
    figure = dict.fromkeys(("wall", "cpu", "least_wall", "least_cpu"), seconds) | {"peak": 30.0}
    return {"name": name, "count": count, "ours": figure}
