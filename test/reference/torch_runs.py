"""Runs PyTorch's own optimizers on Rosenbrock's function with autograd.

Reads a JSON list of {"optimizer", "hyperparameters", "precision", "steps"} in this project's words
from standard input and writes for each one {"theta", "grad"} and the state's series, a row a step
(`theta` has the start in front), as exact decimals of doubles.
"""

import json
import sys
import warnings

warnings.filterwarnings("ignore")
import torch  # noqa: E402

torch.set_num_threads(1)

START = [-1.2, 1.0]
CLASSES = {
    "sgd": torch.optim.SGD,
    "sgdm": torch.optim.SGD,
    "nesterov": torch.optim.SGD,
    "adagrad": torch.optim.Adagrad,
    "adadelta": torch.optim.Adadelta,
    "rmsprop": torch.optim.RMSprop,
    "adam": torch.optim.Adam,
    "amsgrad": torch.optim.Adam,
    "adamax": torch.optim.Adamax,
    "nadam": torch.optim.NAdam,
    "radam": torch.optim.RAdam,
    "adamw": torch.optim.AdamW,
}
# The words that one has and the other has not.
WORDS = {
    "weightDecay": "weight_decay",
    "momentumDecay": "momentum_decay",
    "lrDecay": "lr_decay",
    "initialAccumulator": "initial_accumulator_value",
}
# Where PyTorch keeps what is called so here.
SLOTS = {
    "m": ["exp_avg", "momentum_buffer"],
    "v": ["exp_avg_sq", "square_avg", "sum"],
    "vMax": ["max_exp_avg_sq"],
    "u": ["exp_inf"],
    "gradAvg": ["grad_avg"],
    "accDelta": ["acc_delta"],
}


def rosenbrock(p):
    x, y = p[0], p[1]
    return (1 - x) ** 2 + 100 * (y - x**2) ** 2


def options(name, h):
    h = {WORDS.get(key, key): value for key, value in h.items()}
    if "beta1" in h or "beta2" in h:
        h["betas"] = (h.pop("beta1", 0.9), h.pop("beta2", 0.999))
    if name in ("sgdm", "nesterov"):
        h.setdefault("momentum", 0.9)
    if name == "nesterov":
        h["nesterov"] = True
    if name == "amsgrad":
        h["amsgrad"] = True
    if name == "nadam":
        h["foreach"] = True  # PyTorch 1.13's other path has mu in it twice.
    return h


def run(optimizer, hyperparameters, precision, steps):
    dtype = getattr(torch, precision)
    torch.set_default_dtype(dtype)  # NAdam's product of mu takes it.
    theta = torch.tensor(START, dtype=dtype, requires_grad=True)
    stepper = CLASSES[optimizer]([theta], **options(optimizer, hyperparameters))
    series = {"theta": [theta.tolist()], "grad": []}
    for _ in range(steps):
        stepper.zero_grad()
        rosenbrock(theta).backward()
        series["grad"].append(theta.grad.tolist())
        stepper.step()
        series["theta"].append(theta.tolist())
        state = stepper.state[theta]
        for slot, names in SLOTS.items():
            for name in names:
                if torch.is_tensor(state.get(name)):
                    series.setdefault(slot, []).append(state[name].tolist())
    return series


if __name__ == "__main__":
    runs = [run(**each) for each in json.load(sys.stdin)]
    json.dump({"version": torch.__version__, "runs": runs}, sys.stdout)
