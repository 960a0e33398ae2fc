"""Writes a trace file as docs/trace-format.md says, with nothing but the standard library.

    python3 writer.py FILE STEPS

Gradient descent on f(x, y) = x**2 + 10 y**2 from (3, -2) with a learning rate of 0.05.
"""
import json
import struct
import sys
import zlib


def chunk(kind, head, numbers=()):
    body = struct.pack(f"<{len(numbers)}d", *numbers)
    first = struct.pack(
        "<4sIIIQI", b"CHNK", kind, len(head), zlib.crc32(head), len(body), zlib.crc32(body)
    )
    return first + struct.pack("<I", zlib.crc32(first)) + head + body


def record(value):
    text = json.dumps(value, ensure_ascii=False).encode()
    return text + b" " * (-len(text) % 8)


def rows_chunk(first, rows):
    head = struct.pack("<QIIIIQ", first, len(rows), len(rows[0]), 0, 0, 0)
    return chunk(2, head, [number for column in zip(*rows) for number in column])


def series(name, symbol, per, axis, **more):
    return {"name": name, "symbol": symbol, "per": per, "stored": True, "axis": axis, **more}


def main(file, steps):
    lr, theta, rows = 0.05, [3.0, -2.0], []
    start = list(theta)
    for _ in range(steps):
        x, y = theta
        loss, gradient = x * x + 10 * y * y, [2 * x, 20 * y]
        theta = [x - lr * gradient[0], y - lr * gradient[1]]
        rows.append([loss, *theta, *gradient])
    header = {
        "by": "writer.py 1",
        "header": {
            "run": 1, "objective": "bowl", "file": "bowl.py",
            "optimizer": "sgd", "hyperparameters": {"lr": lr},
            "dialect": "pytorch", "precision": "float64", "schedule": "",
            "clip": {"value": None, "norm": None}, "groups": [],
            "steps": steps, "seed": 0, "gradientSource": "compiled",
            "leaves": [
                {"name": "[x, y]", "path": [0], "length": 2, "shape": [2], "coordinates": ["x", "y"]}
            ],
            "series": [
                series("loss", "loss", "run", "log"),
                series("theta", "θ", "coordinate", "linear", fromStart=True),
                series("grad", "g", "coordinate", "linear"),
            ],
            "absent": [],
        },
        "objective": {"name": "bowl", "file": "bowl.py"},
        "isolated": True, "start": None, "bounds": None, "minimum": [0, 0],
    }
    x, y = theta
    end = {
        "state": "done", "finalLoss": x * x + 10 * y * y, "error": None,
        "isolated": True, "millisecondsPerEvaluation": None,
    }
    with open(file, "wb") as out:
        out.write(b"\x89ADT\r\n\x1a\n" + struct.pack("<II", 1, 0))
        out.write(chunk(1, record(header), start))
        for first in range(0, steps, 100):
            out.write(rows_chunk(first + 1, rows[first : first + 100]))
        out.write(chunk(6, record(end)))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
