"""PyTorch's optimizers with their defaults, one thread, float64.

Reads lines "NAME SIZE" and answers each with the nanoseconds of processor time a step (the median
of a few rounds), as JSON; `null` where PyTorch has no such optimizer. Says its version first.
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

steppers = {}


def stepper(name, size):
    if (name, size) not in steppers:
        kind, options = OPTIMIZERS[name]
        theta = torch.cos(torch.arange(size, dtype=torch.float64)).requires_grad_()
        theta.grad = torch.sin(torch.arange(size, dtype=torch.float64) + 1)
        steppers[name, size] = kind([theta], **options)
        measure(steppers[name, size])
    return steppers[name, size]


def measure(optimizer, steps=200, rounds=3):
    times = []
    for _ in range(rounds):
        begin = time.process_time_ns()
        for _ in range(steps):
            optimizer.step()
        times.append((time.process_time_ns() - begin) / steps)
    return statistics.median(times)


if __name__ == "__main__":
    print(json.dumps(torch.__version__), flush=True)
    for line in sys.stdin:
        name, size = line.split()
        known = name in OPTIMIZERS
        print(json.dumps(measure(stepper(name, int(size))) if known else None), flush=True)
