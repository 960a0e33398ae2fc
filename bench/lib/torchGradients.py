"""PyTorch's value and gradient, vectorised by hand: float64, one thread.

Says `{"version"}` first. Reads tasks of bench/lib/objectives.mjs, one JSON object a line, and
answers each with `{"nanoseconds", "value", "norm"}`: processor time of one evaluation.
"""

import json
import sys
import time

import torch
from torch.nn.functional import softplus

torch.set_num_threads(1)
torch.set_default_dtype(torch.float64)


def sine(n, by=1.0):
    return torch.sin(by * torch.arange(n, dtype=torch.float64))


def leaf(values):
    return values.clone().requires_grad_()


def rosenbrock(task):
    n = task["n"]
    x = leaf(torch.tensor([-1.2, 1.0]) if n == 2 else sine(n))

    def loss():
        before = x[:-1]
        return (100 * (x[1:] - before**2) ** 2 + (1 - before) ** 2).sum()

    return loss, [x]


def logistic(task):
    n, d = task["n"], task["d"]
    x = torch.sin(7 * torch.arange(n).unsqueeze(1) + torch.arange(d).double())
    y = (x[:, 0] + x[:, 1] > 0).double()
    w = leaf(sine(d))

    def loss():
        z = x @ w
        return (softplus(z) - y * z).mean()

    return loss, [w]


def network(task):
    d, hidden, points = task["d"], task["hidden"], task["points"]
    x = torch.sin(torch.arange(points).unsqueeze(1) + 2 * torch.arange(d).double())
    y = x[:, 0] * x[:, 1]
    w1 = leaf(torch.sin(torch.arange(1, hidden + 1).unsqueeze(1) * torch.arange(d).double()) / 2)
    b1, w2, b2 = leaf(sine(hidden, 0.3)), leaf(sine(hidden, 2)), leaf(torch.tensor(0.3))

    def loss():
        out = torch.tanh(torch.addmm(b1, x, w1.t())) @ w2 + b2
        return ((out - y) ** 2).mean()

    return loss, [w1, b1, w2, b2]


def evaluation(task):
    loss, leaves = {"rosenbrock": rosenbrock, "logistic": logistic, "network": network}[
        task["kind"]
    ](task)

    def run():
        value = loss()
        return value, torch.autograd.grad(value, leaves)

    return run


def time_of(run, count):
    begin = time.process_time_ns()
    for _ in range(count):
        run()
    return (time.process_time_ns() - begin) / count


def prepared(task):
    run = evaluation(task)
    value, gradient = run()
    norm = sum((g**2).sum() for g in gradient).sqrt()
    warm = time.monotonic() + 0.2
    while time.monotonic() < warm:
        run()
    count = 1
    while time_of(run, count) * count < 2e7:
        count *= 2
    return run, count, {"value": value.item(), "norm": norm.item()}


if __name__ == "__main__":
    ready = {}
    print(json.dumps({"version": f"PyTorch {torch.__version__}, one thread, float64"}), flush=True)
    for line in sys.stdin:
        if line not in ready:
            ready[line] = prepared(json.loads(line))
        run, count, outcome = ready[line]
        print(json.dumps({"nanoseconds": time_of(run, count), **outcome}), flush=True)
