"""Adam on Rosenbrock in PyTorch, its state read at each step as one does to see it.

Reads a number of steps from each line and answers with the nanoseconds of processor time, the last
loss and x. Says its version first.
"""

import json
import sys
import time

import torch

torch.set_num_threads(1)


def run(steps):
    theta = torch.tensor([-1.2, 1.0], dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.Adam([theta], lr=0.01)
    rows = []
    for _ in range(steps):
        optimizer.zero_grad()
        x, y = theta[0], theta[1]
        loss = (1 - x) ** 2 + 100 * (y - x**2) ** 2
        loss.backward()
        optimizer.step()
        state = optimizer.state[theta]
        rows.append(
            [loss.item()]
            + theta.tolist()
            + theta.grad.tolist()
            + state["exp_avg"].tolist()
            + state["exp_avg_sq"].tolist()
        )
    return rows


if __name__ == "__main__":
    print(json.dumps(torch.__version__), flush=True)
    run(100)
    for line in sys.stdin:
        begin = time.process_time_ns()
        rows = run(int(line))
        print(json.dumps([time.process_time_ns() - begin, rows[-1][0], rows[-1][1]]), flush=True)
