"""Defaults of every optimizer in every dialect, as publications and frameworks have them.

`lr: None` is a framework that asks for it; the cases then give one.
"""

_decay = {"weightDecay": 0, "decoupledWeightDecay": False}
_kerasDecay = {"weightDecay": 0, "decoupledWeightDecay": True}
_adam = {"beta1": 0.9, "beta2": 0.999, "eps": 1e-8, "biasCorrection": True, "amsgrad": False}


def _sgd(momentum, nesterov):
    usual = {"momentum": momentum, "dampening": 0, "nesterov": nesterov, **_decay}
    return {
        "pytorch": {"lr": 0.001, **usual},
        "optax": {"lr": None, **usual},
        "keras": {**usual, "lr": 0.01, **_kerasDecay},
        "tfjs": {"lr": None, **usual},
        "paper": {"lr": None, **usual},
    }


def _like(base, **dialects):
    return {name: {**base, **own} for name, own in dialects.items()}


DEFAULTS = {
    "sgd": _sgd(0, False),
    "sgdm": _sgd(0.9, False),
    "nesterov": _sgd(0.9, True),
    "adagrad": _like(
        {"lr": None, "eps": 1e-7, "initialAccumulator": 0.1, "lrDecay": 0, **_decay},
        pytorch={"lr": 0.01, "eps": 1e-10, "initialAccumulator": 0},
        optax={},
        keras={"lr": 0.001, **_kerasDecay},
        tfjs={},
        paper={"eps": 1e-10, "initialAccumulator": 0},
    ),
    "adadelta": _like(
        {"lr": 1, "rho": 0.9, "eps": 1e-6, **_decay},
        pytorch={},
        optax={"lr": None},
        keras={"lr": 0.001, "rho": 0.95, "eps": 1e-7, **_kerasDecay},
        tfjs={"lr": 0.001, "rho": 0.95, "eps": 1e-7},
        paper={"rho": 0.95},
    ),
    "rmsprop": _like(
        {"lr": None, "alpha": 0.9, "eps": 1e-8, "momentum": 0, "centered": False, **_decay},
        pytorch={"lr": 0.01, "alpha": 0.99},
        optax={},
        keras={"lr": 0.001, "eps": 1e-7, **_kerasDecay},
        tfjs={"eps": 1e-7},
        paper={},
    ),
    "adam": _like(
        {"lr": 0.001, **_adam, **_decay},
        pytorch={},
        optax={"lr": None},
        keras={"eps": 1e-7, **_kerasDecay},
        tfjs={"eps": 1e-7},
        paper={},
    ),
    "amsgrad": _like(
        {"lr": 0.001, **_adam, "amsgrad": True, **_decay},
        pytorch={},
        optax={"lr": None},
        keras={"eps": 1e-7, **_kerasDecay},
        paper={"lr": None, "biasCorrection": False},
    ),
    "adamax": _like(
        {"lr": 0.002, "beta1": 0.9, "beta2": 0.999, "eps": 1e-8, "biasCorrection": True, **_decay},
        pytorch={},
        optax={"lr": None},
        keras={"lr": 0.001, "eps": 1e-7, **_kerasDecay},
        tfjs={"eps": 1e-7},
        paper={"eps": None},
    ),
    "nadam": _like(
        {"lr": 0.002, "beta1": 0.9, "beta2": 0.999, "eps": 1e-8, "momentumDecay": 0.004, **_decay},
        pytorch={},
        optax={"lr": None},
        keras={"lr": 0.001, "eps": 1e-7, "momentumDecay": 1, **_kerasDecay},
        paper={},
    ),
    "radam": _like(
        {"lr": 0.001, "beta1": 0.9, "beta2": 0.999, "eps": 1e-8, **_decay},
        pytorch={},
        optax={"lr": None},
        paper={"eps": None},
    ),
    "adamw": _like(
        {"lr": 0.001, **_adam, "weightDecay": 0.01, "decoupledWeightDecay": True},
        pytorch={},
        optax={"lr": None, "weightDecay": 0.0001},
        keras={"eps": 1e-7, "weightDecay": 0.004},
        paper={"lr": None, "weightDecay": None},
    ),
    "lamb": _like(
        {"lr": None, "beta1": 0.9, "beta2": 0.999, "eps": 1e-6, "biasCorrection": True}
        | {"weightDecay": 0},
        paper={"weightDecay": None},
        optax={},
        keras={"lr": 0.001, "eps": 1e-7},
    ),
    "lion": _like(
        {"lr": 0.0001, "beta1": 0.9, "beta2": 0.99, "weightDecay": 0},
        paper={},
        optax={"lr": None, "weightDecay": 0.001},
        keras={"lr": 0.001},
    ),
    "lookahead": _like({"k": 5, "alpha": 0.5}, paper={}, optax={}),
}

# What a case gives where a framework has no default of its own.
ASKED_FOR = {"lr": 0.01, "eps": 1e-8, "weightDecay": 0.01}
