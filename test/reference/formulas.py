"""One update of every optimizer in every dialect, written from the publications and from what the
frameworks compute, and not from this project's code.

A formula is called as `formula(A, h, dialect)` and returns `(init, step)`:

    init(theta)               the state before step 1, a dict of vectors
    step(theta, g, t, s, lr)  theta after step t; changes the state s; lr is that of step t

Orders of operations are the framework's own where it has one, so that float32 can be compared too.
Decay that stands around an optimizer (L2, decoupled) is not here but in derive.py.
"""


def zeros(A, names):
    return lambda theta: {name: A.vector([0] * len(theta)) for name in names}


def sgd(A, h, dialect):
    mu, dampening, nesterov = h["momentum"], h["dampening"], h["nesterov"]
    if mu == 0:
        return zeros(A, []), lambda theta, g, t, s, lr: theta - lr * g

    def step(theta, g, t, s, lr):
        if dialect == "keras":
            # lr stands inside the buffer.
            s["m"] = mu * s["m"] - lr * g
            return theta + (mu * s["m"] - lr * g if nesterov else s["m"])
        # PyTorch's first buffer is g, without dampening.
        s["m"] = g + 0 if t == 1 else mu * s["m"] + (1 - dampening) * g
        return theta - lr * (g + mu * s["m"] if nesterov else s["m"])

    return zeros(A, ["m"]), step


def adagrad(A, h, dialect):
    def init(theta):
        return {"v": A.vector([h["initialAccumulator"]] * len(theta))}

    def step(theta, g, t, s, lr):
        s["v"] = s["v"] + g * g
        rate = lr / (1 + (t - 1) * h["lrDecay"])
        if dialect in ("pytorch", "paper"):
            return theta - rate * g / (A.sqrt(s["v"]) + h["eps"])
        return theta - rate * g / A.sqrt(s["v"] + h["eps"])

    return init, step


def adadelta(A, h, dialect):
    rho, eps = h["rho"], h["eps"]

    def step(theta, g, t, s, lr):
        s["v"] = rho * s["v"] + (1 - rho) * g * g
        delta = A.sqrt(s["accDelta"] + eps) / A.sqrt(s["v"] + eps) * g
        s["accDelta"] = rho * s["accDelta"] + (1 - rho) * delta * delta
        return theta - lr * delta

    return zeros(A, ["v", "accDelta"]), step


def rmsprop(A, h, dialect):
    alpha, eps, mu = h["alpha"], h["eps"], h["momentum"]
    outside = dialect in ("pytorch", "paper")
    names = ["v"] + ["gradAvg"] * h["centered"] + ["m"] * (mu != 0)

    def step(theta, g, t, s, lr):
        s["v"] = alpha * s["v"] + (1 - alpha) * g * g
        second = s["v"]
        if h["centered"]:
            s["gradAvg"] = alpha * s["gradAvg"] + (1 - alpha) * g
            second = s["v"] - s["gradAvg"] * s["gradAvg"]
        root = A.sqrt(second) + eps if outside else A.sqrt(second + eps)
        if mu == 0:
            return theta - lr * g / root
        if outside:
            s["m"] = mu * s["m"] + g / root
            return theta - lr * s["m"]
        # The others have lr inside the buffer, optax with its sign.
        if dialect == "optax":
            s["m"] = mu * s["m"] - lr * g / root
            return theta + s["m"]
        s["m"] = mu * s["m"] + lr * g / root
        return theta - s["m"]

    return zeros(A, names), step


def adam(A, h, dialect):
    beta1, beta2, eps = h["beta1"], h["beta2"], h["eps"]
    amsgrad = h["amsgrad"]

    def step(theta, g, t, s, lr):
        c1 = 1 - beta1**t if h["biasCorrection"] else A.scalar(1)
        c2 = 1 - beta2**t if h["biasCorrection"] else A.scalar(1)
        s["m"] = beta1 * s["m"] + (1 - beta1) * g
        s["v"] = beta2 * s["v"] + (1 - beta2) * g * g
        second = s["v"]
        if amsgrad:
            # optax keeps the largest of the corrected v, all others of the raw one.
            s["vMax"] = largest(s["vMax"], second / c2 if dialect == "optax" else second)
            second = s["vMax"]
        if dialect == "pytorch":
            return theta - lr / c1 * s["m"] / (A.sqrt(second) / A.root(c2) + eps)
        if dialect == "keras":
            # "epsilon hat" of the publication's section 2.
            return theta - lr * A.root(c2) / c1 * s["m"] / (A.sqrt(second) + eps)
        hat = second if amsgrad and dialect == "optax" else second / c2
        return theta - lr / c1 * s["m"] / (A.sqrt(hat) + eps)

    return zeros(A, ["m", "v"] + ["vMax"] * amsgrad), step


def adamax(A, h, dialect):
    beta1, beta2, eps = h["beta1"], h["beta2"], h["eps"]

    def step(theta, g, t, s, lr):
        c1 = 1 - beta1**t if h["biasCorrection"] else A.scalar(1)
        s["m"] = beta1 * s["m"] + (1 - beta1) * g
        if dialect in ("pytorch", "optax"):
            s["u"] = largest(beta2 * s["u"], abs(g) + eps)
            return theta - lr / c1 * s["m"] / s["u"]
        s["u"] = largest(beta2 * s["u"], abs(g))
        # The publication has no eps, and divides 0 by 0 while all gradients are 0.
        return theta - lr / c1 * s["m"] / (s["u"] + eps)

    return zeros(A, ["m", "u"]), step


def nadam(A, h, dialect):
    beta1, beta2, eps = h["beta1"], h["beta2"], h["eps"]

    def mu(t):
        return beta1 * (1 - A.scalar(0.5) * A.scalar(0.96) ** (t * h["momentumDecay"]))

    def init(theta):
        own = {} if dialect == "optax" else {"muProduct": A.vector([1])}
        return zeros(A, ["m", "v"])(theta) | own

    def step(theta, g, t, s, lr):
        s["m"] = beta1 * s["m"] + (1 - beta1) * g
        s["v"] = beta2 * s["v"] + (1 - beta2) * g * g
        root = A.sqrt(s["v"] / (1 - beta2**t)) + eps
        if dialect == "optax":
            # Its `nesterov` flag knows no schedule of mu.
            c, ahead = 1 - beta1**t, 1 - beta1 ** (t + 1)
            return theta - lr * (beta1 / ahead * s["m"] + (1 - beta1) / c * g) / root
        # A tensor of the parameters' type in PyTorch and Keras; what is made of it is a scalar.
        s["muProduct"] = s["muProduct"] * mu(t)
        product = A.scalar(s["muProduct"][0])
        old = mu(t + 1) / (1 - product * mu(t + 1))
        new = (1 - mu(t)) / (1 - product)
        return theta - lr * new * g / root - lr * old * s["m"] / root

    return init, step


def radam(A, h, dialect):
    beta1, beta2, eps = h["beta1"], h["beta2"], h["eps"]
    bound = 2 / (1 - beta2) - 1

    def rectified(rho):
        return {"pytorch": rho > 5, "optax": rho >= 5, "paper": rho > 4}[dialect]

    def step(theta, g, t, s, lr):
        c1, c2 = 1 - beta1**t, 1 - beta2**t
        s["m"] = beta1 * s["m"] + (1 - beta1) * g
        s["v"] = beta2 * s["v"] + (1 - beta2) * g * g
        rho = bound - 2 * t * beta2**t / c2
        if not rectified(rho):
            return theta - s["m"] / c1 * lr
        r = A.root((rho - 4) * (rho - 2) * bound / ((bound - 4) * (bound - 2) * rho))
        if dialect == "pytorch":
            # eps meets the uncorrected root.
            return theta - s["m"] / c1 * lr * (A.root(c2) / (A.sqrt(s["v"]) + eps)) * r
        return theta - lr * r * (s["m"] / c1) / (A.sqrt(s["v"] / c2) + eps)

    return zeros(A, ["m", "v"]), step


def lamb(A, h, dialect):
    beta1, beta2, eps, decay = h["beta1"], h["beta2"], h["eps"], h["weightDecay"]

    def init(theta):
        return zeros(A, ["m", "v"])(theta) | {"trustRatio": A.vector([0] * len(h["leaves"]))}

    def step(theta, g, t, s, lr):
        c1 = 1 - beta1**t if h["biasCorrection"] else A.scalar(1)
        c2 = 1 - beta2**t if h["biasCorrection"] else A.scalar(1)
        s["m"] = beta1 * s["m"] + (1 - beta1) * g
        s["v"] = beta2 * s["v"] + (1 - beta2) * g * g
        u = s["m"] / c1 / (A.sqrt(s["v"] / c2) + eps)
        if dialect == "keras":
            # Decay stands outside and before: the norm is that of the decayed weights.
            theta = theta - theta * decay * lr
        else:
            u = u + decay * theta
        after, at = theta + 0, 0
        s["trustRatio"] = s["trustRatio"] + 0
        for leaf, length in enumerate(h["leaves"]):
            part = slice(at, at + length)
            weights, step_length = A.norm(theta[part]), A.norm(u[part])
            ratio = weights / step_length if weights > 0 and step_length > 0 else A.scalar(1)
            s["trustRatio"][leaf] = ratio
            after[part] = theta[part] - lr * (ratio * u[part])
            at += length
        return after

    return init, step


def lion(A, h, dialect):
    beta1, beta2, decay = h["beta1"], h["beta2"], h["weightDecay"]

    def step(theta, g, t, s, lr):
        sign = A.sign(beta1 * s["m"] + (1 - beta1) * g)
        s["m"] = beta2 * s["m"] + (1 - beta2) * g
        return theta - lr * (sign + decay * theta)

    return zeros(A, ["m"]), step


def largest(a, b):
    """Elementwise, for vectors of either kind."""
    result = a + 0
    for i, each in enumerate(b):
        if each > a[i]:
            result[i] = each
    return result


FORMULAS = {
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
