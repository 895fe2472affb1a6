#!/usr/bin/env python3
"""Measures ungarble beside its peers, writes the tables into README.md and draws benches/throughput.svg.

    python3 benches/table.py           measures: about two minutes on an idle machine
    python3 benches/table.py --plot    only draws, from the table in README.md
"""

import math
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
BEGIN, END = "<!-- speed: written by benches/table.py -->\n", "<!-- end of speed -->\n"
# Column of the table, name in the plot, colour.
BARS = [
    ("ungarble, by line", "ungarble", "#2563a8"),
    ("plsfix, by line", "plsfix", "#d9822b"),
    ("scan, by line", "scan of the lines (is_ascii, decoding)", "#8a9a5b"),
    ("simdutf8", "simdutf8, whole", "#b8b8b8"),
]
LEAST, MOST = 0, 5  # powers of ten, in MB/s
LEFT, WIDTH, TOP, BAR, GAP = 250, 560, 62, 8, 9


def measured():
    manifest = ROOT / "benches/peers/Cargo.toml"
    command = ["cargo", "run", "--release", "--locked", "--quiet", "--manifest-path", str(manifest)]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, encoding="utf-8").stdout


def rows(table):
    """The first table: a dictionary for each row."""
    lines = table.strip().split("\n\n")[0].splitlines()
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [dict(zip(cells[0], row)) for row in cells[2:]]


def place(value):
    """Where a throughput lies on the logarithmic scale."""
    power = min(max(math.log10(value), LEAST), MOST)
    return LEFT + WIDTH * (power - LEAST) / (MOST - LEAST)


def plot(table):
    texts = rows(table)
    height = TOP + len(texts) * (BAR * len(BARS) + GAP) + 10
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{LEFT + WIDTH + 40}" height="{height}" '
        'font-family="sans-serif" font-size="12">',
        "<title>Throughput by text, MB/s, logarithmic scale</title>",
        '<rect width="100%" height="100%" fill="#ffffff"/>',
    ]
    across = 10
    for _, name, colour in BARS:
        out.append(f'<rect x="{across}" y="12" width="12" height="12" fill="{colour}"/>')
        out.append(f'<text x="{across + 18}" y="22">{name}</text>')
        across += 50 + 7 * len(name)
    for power in range(LEAST, MOST + 1):
        x = place(10**power)
        out.append(f'<line x1="{x:.1f}" y1="{TOP - 8}" x2="{x:.1f}" y2="{height - 10}" stroke="#dddddd"/>')
        out.append(f'<text x="{x:.1f}" y="{TOP - 14}" text-anchor="middle">{10**power:,}{" MB/s" if power == MOST else ""}</text>')
    y = TOP
    for text in texts:
        middle = y + BAR * len(BARS) / 2 + 4
        out.append(f'<text x="{LEFT - 8}" y="{middle:.1f}" text-anchor="end">{text["text"]}</text>')
        for column, _, colour in BARS:
            width = place(float(text[column])) - LEFT
            out.append(f'<rect x="{LEFT}" y="{y}" width="{width:.1f}" height="{BAR - 1}" fill="{colour}"/>')
            y += BAR
        y += GAP
    out.append("</svg>")
    (ROOT / "benches/throughput.svg").write_text("\n".join(out) + "\n", encoding="utf-8")


def main():
    readme = ROOT / "README.md"
    text = readme.read_text(encoding="utf-8")
    before, rest = text.split(BEGIN)
    table, after = rest.split(END)
    if "--plot" not in sys.argv[1:]:
        table = measured()
        readme.write_text(f"{before}{BEGIN}\n{table.strip()}\n\n{END}{after}", encoding="utf-8")
    plot(table)


if __name__ == "__main__":
    main()
