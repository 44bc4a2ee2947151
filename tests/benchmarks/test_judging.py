"""What a run says of its figures: misses, the line, the table in the page."""

import pytest

from benchmarks import pages, report, run
from benchmarks.work import Item, Target, mixed

ITEM = Item("W1", "events", {"S": Target(1.5, 3.0, 4)}, ["/a", "/b"])
ROUNDS = 5


def figures(product, drf, sql, rows):
    return {
        name: [[ms / 1000] * 2 for _ in range(ROUNDS)]
        for name, ms in {"product": product, "drf": drf, "limit-sql": sql, "limit-rows": rows}.items()
    }


def judged(product=10, drf=40, sql=8, rows=9, statements=4):
    counted = {"product": {"statements": statements, "ms": 3.0}}
    return run.evaluate(ITEM, "S", figures(product, drf, sql, rows), {}, counted)


def test_all_targets_met():
    result = judged()
    assert result["missed"] == []
    assert (result["limit"], result["limit_ratio"]["median"], result["drf_ratio"]["median"]) == ("limit-sql", 1.25, 4.0)


def test_the_better_of_the_two_limits_counts():
    assert judged(sql=9, rows=5)["limit"] == "limit-rows"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"sql": 6}, "limit_ratio 1.667 > 1.5"),
        ({"drf": 20}, "drf_ratio 2.0 < 3.0"),
        ({"statements": 5}, "statements 5 > 4"),
    ],
)
def test_a_miss_is_named(change, words):
    assert judged(**change)["missed"] == [words]


def test_an_absolute_time_is_never_a_miss():
    assert judged(product=10_000, drf=40_000, sql=8_000, rows=9_000)["missed"] == []


def test_the_line_has_what_the_issue_asks_for():
    text = run.line(judged(statements=5))
    assert text.startswith("W1 p50_ms=10.0 limit_ratio=1.25") and "drf_ratio=4.00" in text
    assert "statements=5" in text and "MISSED: statements 5 > 4" in text


def page_result(**figures):
    return pages.judged(
        {"path": "/events/", "p50_ms": 60, "cpu_ms": 20, "statements": 6, "kb": 52, "ratio": None} | figures
    )


def test_a_page_misses_by_its_statements_and_says_what_else_is_above():
    assert page_result()["missed"] == []
    assert pages.row(page_result()) == "| `/events/` | 60 | 20 | 6 | 52 | – | median |"
    over = page_result(p50_ms=20, statements=7, kb=101, ratio=1.6)
    assert over["missed"] == ["statements 7 > 6"]
    assert pages.row(over).endswith("| statements, size, to the API |")


def test_the_table_stands_between_its_marks():
    page = f"before\n{report.BEGIN.format('S')}\nold\n{report.END.format('S')}\nafter"
    data = {"date": "2026-01-01", "machine": report.machine(), "rounds": 5, "items": [judged()], "deep": None,
            "scans": {"W1": ["summits_event"]}, "admin": [], "pages": [page_result()]}  # fmt: skip
    text = report.placed(page, "S", report.table(data))
    assert text.startswith("before\n") and text.endswith("\nafter") and "old" not in text
    assert "| W1 events | 10.0 | 8.0 (sql) | 1.25" in text and "W1: summits_event" in text


def test_a_page_without_marks_is_refused():
    with pytest.raises(SystemExit, match="no marks for size L"):
        report.placed("nothing", "L", "table")


def test_the_page_has_marks_for_both_sizes():
    text = report.PAGE.read_text()
    assert all(mark.format(size) in text for size in "SL" for mark in (report.BEGIN, report.END))


def test_nothing_of_the_machine_but_its_kind_is_told():
    assert set(report.machine()) == {"cores", "processor", "memory_gb", "system", "python", "load_before"}


def test_ten_times_the_data_may_take_twice_as_long_and_full_text_five_times():
    results = [{"label": label, "p50_ms": {"product": 9.0}, "missed": []} for label in ("W1", "W6a", "W3", "W5a")]
    before = {
        "items": [{"label": label, "p50_ms": {"product": ms}} for label, ms in (("W1", 3.0), ("W6a", 2.0), ("W3", 6.0))]
    }
    run.grown(results, before)
    assert [result.get("growth") for result in results] == [3.0, 4.5, 1.5, None]
    assert [bool(result["missed"]) for result in results] == [True, False, False, False]
    run.grown(results[2:3], None)
    assert results[2]["missed"] == []


def test_addresses_of_each_length_are_mixed_as_long_as_there_are_any():
    assert mixed([["a", "b"], ["c"], []]) == ["a", "c", "b"]
