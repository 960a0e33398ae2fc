"""PyTorch's optimizers, one thread, float64: nanoseconds of processor time a step, as JSON.

    python3 bench/lib/torchSteps.py SIZE ...
"""

import json
import statistics
import sys
import time

import torch

torch.set_num_threads(1)

OPTIMIZERS = {
    "sgd": (torch.optim.SGD, {"lr": 0.001}),
    "sgdm": (torch.optim.SGD, {"lr": 0.001, "momentum": 0.9}),
    "nesterov": (torch.optim.SGD, {"lr": 0.001, "momentum": 0.9, "nesterov": True}),
    "adagrad": (torch.optim.Adagrad, {}),
    "adadelta": (torch.optim.Adadelta, {}),
    "rmsprop": (torch.optim.RMSprop, {}),
    "adam": (torch.optim.Adam, {}),
    "amsgrad": (torch.optim.Adam, {"amsgrad": True}),
    "adamax": (torch.optim.Adamax, {}),
    "nadam": (torch.optim.NAdam, {}),
    "radam": (torch.optim.RAdam, {}),
    "adamw": (torch.optim.AdamW, {}),
}


def measure(kind, options, size, steps=400, rounds=9):
    theta = torch.cos(torch.arange(size, dtype=torch.float64)).requires_grad_()
    theta.grad = torch.sin(torch.arange(size, dtype=torch.float64) + 1)
    optimizer = kind([theta], **options)
    times = []
    for _ in range(rounds + 1):
        begin = time.process_time_ns()
        for _ in range(steps):
            optimizer.step()
        times.append((time.process_time_ns() - begin) / steps)
    return statistics.median(times[1:])


if __name__ == "__main__":
    sizes = [int(size) for size in sys.argv[1:]]
    results = {
        name: [measure(kind, options, size) for size in sizes]
        for name, (kind, options) in OPTIMIZERS.items()
    }
    json.dump({"version": torch.__version__, "results": results}, sys.stdout)
