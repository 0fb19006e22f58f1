"""The benchmark's table."""

from typing import Any

COLUMNS = (
    "work", "median ms", "p95", "processor", "raw SQL", "ratio", "in loops", "statements", "rows read / shown",
    "to 10,000", "budget", "Odoo",
)  # fmt: skip
HEAD = f"| {' | '.join(COLUMNS)} |\n|{'---|' * len(COLUMNS)}"


def table(engine: str, size: int, figures: dict[str, Any], small: dict[str, Any]) -> str:
    """The figures of one house as a table; `small` are those of the same engine at 10,000, for the growth."""
    lines = [f"\n### {engine}, {size:,} opportunities\n", HEAD]
    lines += [_line(name, row, small.get(name)) for name, row in figures.items() if "median" in row]
    lines += [f"\n- {name}: {row['text']}" for name, row in figures.items() if "text" in row]
    return "\n".join(lines)


def _line(name: str, row: dict[str, Any], small: dict[str, Any] | None) -> str:
    growth = f"{_cost(row) / _cost(small):.2f}" if small else ""
    rows = f"{row['rows'] if row['rows'] is not None else '–'} / {row['shown'] or '–'}"
    cells = [
        name,
        f"{row['median']:.1f}",
        f"{row['p95']:.1f}",
        f"{row['cpu']:.1f}",
        f"{row['raw']:.1f}",
        f"{row['median'] / row['raw']:.1f}" if row["raw"] else "",
        f"{row['median'] / row['loop']:.1f}",
        str(row["statements"]),
        rows,
        growth,
        f"{row['budget']:g}" if row["budget"] else "",
        row["odoo"],
    ]
    return "| " + " | ".join(cells) + " |"


def _cost(row: dict[str, Any]) -> float:
    """What growth is judged by: processor time where the database works in our thread (SQLite), else loops."""
    return float(row["cpu"] if row["rows"] is None else row["median"] / row["loop"])
