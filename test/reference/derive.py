#!/usr/bin/env python3
"""Works out test/reference/data/*.json: python3 test/reference/derive.py (needs mpmath, numpy).

Twelve steps of every optimizer in every dialect on two coordinates with given gradients, once with
50 digits and once in float32, from formulas.py, derived.py and dialects.py alone. `hyperparameters` of a case
are what a person would give: all others are the dialect's defaults, which are tested so too.
"""

import json
import pathlib

from arithmetic import Exact, Single
from derived import derived
from dialects import ASKED_FOR, DEFAULTS
from formulas import FORMULAS

START = [1.25, -0.5]
# The first coordinate swings and leaps; the second begins where eps decides.
GRADIENTS = [
    [1.5, 2e-8],
    [-0.75, -3e-7],
    [0.0, 0.0],
    [2.0, 5e-6],
    [-300.0, 1e-4],
    [4.0, -2e-3],
    [0.125, 0.0],
    [-0.5, 0.03],
    [0.0, -0.4],
    [7.0, 5.0],
    [-7.0, 0.0],
    [0.001, 60.0],
]

# What each optimizer is tried with beside its defaults, and in which dialects (None: in all).
L2 = {"weightDecay": 0.1, "decoupledWeightDecay": False}
DECOUPLED = {"weightDecay": 0.1, "decoupledWeightDecay": True}
BOTH_DECAYS = [(L2, None), (DECOUPLED, None)]
SCHEDULED = ({"schedule": "warmup(3) step(4, 0.5)"}, None)
ADAM = [
    *BOTH_DECAYS,
    ({"biasCorrection": False}, None),
    ({"lr": 0.1, "beta1": 0.5, "beta2": 0.9, "eps": 0.001}, None),
    SCHEDULED,
]
CLIPPED = [({"clip": {"norm": 1}}, None), ({"clip": {"value": 0.5}}, None)]
VARIANTS = {
    "sgd": [*BOTH_DECAYS, SCHEDULED, *CLIPPED],
    "sgdm": [({"dampening": 0.5}, ["pytorch"]), *BOTH_DECAYS, SCHEDULED],
    "nesterov": [*BOTH_DECAYS, SCHEDULED],
    "adagrad": [({"lrDecay": 0.1}, None), ({"eps": 0.01, "initialAccumulator": 0.5}, None)]
    + [*BOTH_DECAYS, SCHEDULED],
    "adadelta": [({"lr": 0.5, "rho": 0.8, "eps": 0.01}, None), *BOTH_DECAYS, SCHEDULED],
    "rmsprop": [
        ({"momentum": 0.9}, None),
        ({"centered": True}, None),
        ({"momentum": 0.5, "centered": True, "eps": 0.001}, None),
        ({"momentum": 0.9, "schedule": "warmup(3) step(4, 0.5)"}, None),
        *BOTH_DECAYS,
    ],
    "adam": [*ADAM, ({"amsgrad": True}, ["pytorch", "optax", "keras"]), *CLIPPED],
    "amsgrad": ADAM,
    "adamax": [({"beta1": 0.5, "beta2": 0.9, "eps": 0.01}, None), *BOTH_DECAYS, SCHEDULED],
    "nadam": [({"momentumDecay": 0.1}, ["pytorch", "keras", "paper"]), *BOTH_DECAYS]
    + [({"beta1": 0.5, "beta2": 0.9, "eps": 0.001}, None), SCHEDULED],
    "radam": [({"beta2": 0.9, "eps": 0.001}, None), *BOTH_DECAYS, SCHEDULED],
    "adamw": [
        ({"weightDecay": 0.1}, None),
        ({"amsgrad": True}, ["pytorch", "keras"]),
        ({"weightDecay": 0.1, "schedule": "warmup(3) step(4, 0.5)"}, None),
    ],
    "lamb": [
        ({"weightDecay": 0.1}, None),
        ({"weightDecay": 0.1, "leaves": [1, 1]}, None),
        ({"weightDecay": 0.1, "schedule": "warmup(3) step(4, 0.5)"}, None),
    ],
    "lion": [
        ({"weightDecay": 0.1, "beta1": 0.5, "beta2": 0.75}, None),
        ({"weightDecay": 0.1, "schedule": "warmup(3) step(4, 0.5)"}, None),
    ],
    "lookahead": [
        ({"inner": {"name": "sgdm", "lr": 0.01, "momentum": 0.9}, "k": 3, "alpha": 0.8}, None),
        ({"inner": {"name": "adamw", "lr": 0.1, "weightDecay": 0.1}, "k": 4}, None),
        ({"inner": {"name": "lion", "lr": 0.1}, "schedule": "warmup(3) step(4, 0.5)"}, None),
    ],
}


def cases(optimizer):
    """The defaults of each dialect, then each variant that changes something there."""
    for dialect, defaults in DEFAULTS[optimizer].items():
        asked = {name: ASKED_FOR[name] for name, value in defaults.items() if value is None}
        inner = {"inner": {"name": "adam", "lr": 0.1}} if optimizer == "lookahead" else {}
        yield dialect, {**asked, **inner}
        for variant, only in VARIANTS[optimizer]:
            if only is None or dialect in only:
                given = {**asked, **inner, **variant}
                # A switch that an optimizer lacks, or that stands so already, is not worth a case.
                if all(name in defaults or name in SETTINGS for name in given):
                    yield dialect, given


SETTINGS = ("schedule", "clip", "leaves", "inner")


def run(A, optimizer, dialect, given):
    """All series of a case: rows of theta (the start first) and of the state after each step; then
    what is derived from them.
    """
    leaves = given.get("leaves", [len(START)])
    shown, seen = {}, {}
    init, step = build(A, optimizer, dialect, given, leaves, shown)
    theta = A.vector(START)
    state = init(theta)
    series = {"theta": [theta]} | {n: [s] for n, s in state.items() if n == "slow"}
    factor = schedule(given.get("schedule", ""))
    for t, row in enumerate(GRADIENTS, 1):
        g = clip(A, A.vector(row), given.get("clip", {}), dialect)
        theta = step(theta, g, t, state, factor(A, t))
        series["theta"].append(theta)
        for name, values in state.items():
            series.setdefault(name, []).append(values)
        for name, values in shown.items():
            seen.setdefault(name, []).append(values)
    return series, seen


def build(A, optimizer, dialect, given, leaves, shown):
    """An optimizer with its decay: `(init, step)`, where `step` takes the schedule's factor and leaves
    in `shown` what is derived of it.
    """
    usual = DEFAULTS[optimizer]
    dialect = dialect if dialect in usual else next(iter(usual))
    h = {**usual[dialect], **{n: x for n, x in given.items() if n not in SETTINGS}}
    h = {n: x if isinstance(x, (bool, str, int)) else A.scalar(x) for n, x in h.items()}
    h["leaves"] = leaves
    if optimizer == "lookahead":
        return lookahead(A, h, dialect, given["inner"], leaves, shown)
    init, step = FORMULAS[optimizer](A, h, dialect)
    around = "decoupledWeightDecay" in h and h["weightDecay"] != 0

    def decayed(theta, g, t, s, factor):
        lr = A.scalar(h["lr"]) * factor
        start, before = theta, dict(s)
        if around and h["decoupledWeightDecay"]:
            # Before the step, which is made of the gradient alone.
            theta = theta * (1 - lr * h["weightDecay"])
        elif around:
            g = g + h["weightDecay"] * theta
        theta = step(theta, g, t, s, lr)
        if isinstance(A, Exact):
            shown.update(derived(A, optimizer, dialect, h, t, lr, start, g, before, s))
        return theta

    return init, decayed


def lookahead(A, h, dialect, inner, leaves, shown):
    """Zhang et al. 2019, algorithm 1; the inner state is kept where slow and fast meet."""
    own = {name: value for name, value in inner.items() if name != "name"}
    init_inner, step_inner = build(A, inner["name"], dialect, own, leaves, shown)

    def init(theta):
        return init_inner(theta) | {"slow": theta + 0}

    def step(theta, g, t, s, factor):
        theta = step_inner(theta, g, t, s, factor)
        shown["fast"], shown["syncPart"] = theta, theta * 0
        if t % h["k"] != 0:
            return theta
        s["slow"] = s["slow"] + h["alpha"] * (theta - s["slow"])
        shown["syncPart"] = s["slow"] - theta
        return s["slow"] + 0

    return init, step


def schedule(text):
    """`warmup(3) step(4, 0.5)`, the only one the cases have: exact in both arithmetics."""
    if text == "":
        return lambda A, t: A.scalar(1)
    assert text == "warmup(3) step(4, 0.5)", text
    return lambda A, t: A.scalar(t) / 3 if t <= 3 else A.scalar(0.5) ** ((t - 4) // 4)


def clip(A, g, limits, dialect):
    if "value" in limits:
        bound = limits["value"]
        return A.vector([min(max(x, A.scalar(-bound)), A.scalar(bound)) for x in g])
    if "norm" not in limits:
        return g
    norm = A.norm(g)
    if dialect == "pytorch":
        norm = norm + A.scalar(1e-6)  # so clip_grad_norm_ has it
    return g * (limits["norm"] / norm) if norm > limits["norm"] else g


def written(A, rows):
    return "[" + ",".join("[" + ",".join(A.text(x) for x in row) + "]" for row in rows) + "]"


def document(optimizer):
    """One file, a line for each series, so that a change can be read in a diff."""
    lines = []
    for dialect, given in cases(optimizer):
        settings = {n: given[n] for n in ("schedule", "clip") if n in given}
        header = {
            "dialect": dialect,
            "hyperparameters": {n: x for n, x in given.items() if n not in SETTINGS or n == "inner"},
            **settings,
            "leaves": given.get("leaves", [len(START)]),
        }
        parts = [json.dumps(header)[1:-1]]
        for A in (Exact(), Single()):
            # In float32 what is derived is no framework's business.
            kinds = (A.name, "derived") if isinstance(A, Exact) else (A.name,)
            for kind, series in zip(kinds, run(A, optimizer, dialect, given)):
                rows = [f'   "{name}": {written(A, each)}' for name, each in series.items()]
                inside = ",\n".join(rows)
                parts.append(f'\n  "{kind}": {{\n{inside}}}')
        lines.append(" {" + ",".join(parts) + "}")
    start, gradients = json.dumps(START), json.dumps(GRADIENTS)
    body = ",\n".join(lines)
    return (
        f'{{"optimizer": "{optimizer}", "start": {start},\n"gradients": {gradients},\n'
        f'"cases": [\n{body}\n]}}\n'
    )


if __name__ == "__main__":
    folder = pathlib.Path(__file__).parent / "data"
    folder.mkdir(exist_ok=True)
    for name in DEFAULTS:
        (folder / f"{name}.json").write_text(document(name))
