"""What is shown of a step without being kept: corrected moments, the effective learning rate with the
direction it multiplies, and the parts that Δθ is the sum of.

Written from the publications and from what the frameworks compute, and not from this project's code.
"""


def derived(A, optimizer, dialect, h, t, lr, theta, g, before, s):
    """The series of step t by name.

    `theta` is θ before the step, `g` the gradient that the optimizer is given, `before` and `s` its
    state before and after the step, `lr` the learning rate of step t.
    """
    shown = SHOWN[optimizer](A, h, dialect, t, lr, theta, g, before, s)
    every = theta * 0 + 1
    shown["effectiveLearningRate"] = shown["effectiveLearningRate"] * every
    shown["directionPart"] = -shown["effectiveLearningRate"] * shown["direction"]
    if "decoupledWeightDecay" in h and h["decoupledWeightDecay"] and h["weightDecay"] != 0:
        shown["decayPart"] = -lr * h["weightDecay"] * theta
    return shown


def sgd(A, h, dialect, t, lr, theta, g, before, s):
    mu, nesterov = h["momentum"], h["nesterov"]
    if mu == 0:
        return {"effectiveLearningRate": lr, "direction": g}
    if dialect == "keras":
        # lr stands inside the buffer: old gradients are a part of their own.
        part = mu * (s["m"] if nesterov else before["m"])
        return {"effectiveLearningRate": lr, "direction": g, "momentumPart": part}
    return {"effectiveLearningRate": lr, "direction": g + mu * s["m"] if nesterov else s["m"]}


def adagrad(A, h, dialect, t, lr, theta, g, before, s):
    rate = lr / (1 + (t - 1) * h["lrDecay"])
    outside = dialect in ("pytorch", "paper")
    root = A.sqrt(s["v"]) + h["eps"] if outside else A.sqrt(s["v"] + h["eps"])
    return {"effectiveLearningRate": rate / root, "direction": g}


def adadelta(A, h, dialect, t, lr, theta, g, before, s):
    ratio = A.sqrt(before["accDelta"] + h["eps"]) / A.sqrt(s["v"] + h["eps"])
    return {"effectiveLearningRate": lr * ratio, "direction": g}


def rmsprop(A, h, dialect, t, lr, theta, g, before, s):
    outside = dialect in ("pytorch", "paper")
    second = s["v"] - s["gradAvg"] * s["gradAvg"] if h["centered"] else s["v"]
    root = A.sqrt(second) + h["eps"] if outside else A.sqrt(second + h["eps"])
    shown = {"effectiveLearningRate": lr / root, "direction": g}
    if h["momentum"] != 0:
        # Old gradients keep the denominators of their own steps.
        old = h["momentum"] * before["m"]
        shown["momentumPart"] = -lr * old if outside else old if dialect == "optax" else -old
    return shown


def corrections(A, h, t):
    """c₁ and c₂: 1 − βᵗ, or 1 where nothing is corrected."""
    if not h.get("biasCorrection", True):
        return A.scalar(1), A.scalar(1)
    return 1 - h["beta1"] ** t, 1 - h.get("beta2", 0) ** t


def moments(A, h, t, s):
    if not h.get("biasCorrection", True):
        return {}
    c1, c2 = corrections(A, h, t)
    ratio = A.vector([A.root(c2) / c1])
    return {"mHat": s["m"] / c1, "vHat": s["v"] / c2, "biasCorrection": ratio}


def adam(A, h, dialect, t, lr, theta, g, before, s):
    c1, c2 = corrections(A, h, t)
    second = s["vMax"] if h["amsgrad"] else s["v"]
    if dialect == "pytorch":
        rate = lr / (A.sqrt(second) / A.root(c2) + h["eps"])
    elif dialect == "keras":
        rate = lr * A.root(c2) / (A.sqrt(second) + h["eps"])
    else:
        hat = second if h["amsgrad"] and dialect == "optax" else second / c2
        rate = lr / (A.sqrt(hat) + h["eps"])
    return {**moments(A, h, t, s), "effectiveLearningRate": rate, "direction": s["m"] / c1}


def adamax(A, h, dialect, t, lr, theta, g, before, s):
    c1, _ = corrections(A, h, t)
    below = s["u"] if dialect in ("pytorch", "optax") else s["u"] + h["eps"]
    hat = {"mHat": s["m"] / c1, "biasCorrection": A.vector([1 / c1])}
    return {**hat, "effectiveLearningRate": lr / below, "direction": s["m"] / c1}


def nadam(A, h, dialect, t, lr, theta, g, before, s):
    def mu(step):
        if dialect == "optax":
            return h["beta1"]
        return h["beta1"] * (1 - A.scalar(0.5) * A.scalar(0.96) ** (step * h["momentumDecay"]))

    product = A.scalar(1)
    for step in range(1, t + 1):
        product = product * mu(step)
    ahead = mu(t + 1)
    along = ahead / (1 - product * ahead) * s["m"] + (1 - mu(t)) / (1 - product) * g
    hat = s["v"] / corrections(A, h, t)[1]
    return {
        "mu": A.vector([mu(t)]),
        "vHat": hat,
        "effectiveLearningRate": lr / (A.sqrt(hat) + h["eps"]),
        "direction": along,
    }


def radam(A, h, dialect, t, lr, theta, g, before, s):
    c1, c2 = corrections(A, h, t)
    bound = 2 / (1 - h["beta2"]) - 1
    rho = bound - 2 * t * h["beta2"] ** t / c2
    if {"pytorch": rho > 5, "optax": rho >= 5, "paper": rho > 4}[dialect]:
        r = A.root((rho - 4) * (rho - 2) * bound / ((bound - 4) * (bound - 2) * rho))
        # eps meets PyTorch's root before it is corrected.
        eps = h["eps"] / A.root(c2) if dialect == "pytorch" else h["eps"]
        rate = lr * r / (A.sqrt(s["v"] / c2) + eps)
    else:
        rate = lr
    own = {"rho": A.vector([rho]), "effectiveLearningRate": rate, "direction": s["m"] / c1}
    return {**moments(A, h, t, s), **own}


def lamb(A, h, dialect, t, lr, theta, g, before, s):
    c1, c2 = corrections(A, h, t)
    of_leaf = [r for r, length in zip(s["trustRatio"], h["leaves"]) for _ in range(length)]
    ratio = A.vector(of_leaf)
    rate = lr * ratio / (A.sqrt(s["v"] / c2) + h["eps"])
    shown = {**moments(A, h, t, s), "effectiveLearningRate": rate, "direction": s["m"] / c1}
    if h["weightDecay"] != 0:
        taken = lr * h["weightDecay"] * theta
        shown["decayPart"] = -taken if dialect == "keras" else -taken * ratio
    return shown


def lion(A, h, dialect, t, lr, theta, g, before, s):
    c = h["beta1"] * before["m"] + (1 - h["beta1"]) * g
    shown = {"c": c, "effectiveLearningRate": lr, "direction": A.sign(c)}
    if h["weightDecay"] != 0:
        shown["decayPart"] = -lr * h["weightDecay"] * theta
    return shown


SHOWN = {
    "sgd": sgd,
    "sgdm": sgd,
    "nesterov": sgd,
    "adagrad": adagrad,
    "adadelta": adadelta,
    "rmsprop": rmsprop,
    "adam": adam,
    "amsgrad": adam,
    "adamax": adamax,
    "nadam": nadam,
    "radam": radam,
    "adamw": adam,
    "lamb": lamb,
    "lion": lion,
}
