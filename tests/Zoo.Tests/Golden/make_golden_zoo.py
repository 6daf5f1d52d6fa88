#!/usr/bin/env python3
"""Writes zoo.json: trajectories of every optimizer of torch.optim that the zoo has too, by PyTorch itself.

Run with Debian's python3-torch (1.13):  /usr/bin/python3 make_golden_zoo.py
Nothing here is random: gradients come from a formula, in 64ths, so that float32 holds them exactly.
A case names only the settings that differ from PyTorch's defaults, so that the defaults are compared as well.
"""
import json
import math
import pathlib

import torch

STEPS = 24
SHAPES = [[3], [2, 2], []]
DIGITS = 15

torch.set_default_dtype(torch.float64)  # NAdam keeps a product in the default type


def gradient(step, index, shape):
    """Of both signs, between 1/64 and 10, with a zero now and then."""
    count = math.prod(shape)
    flat = [math.sin(1.3 * step + 2.1 * k + 0.7 * index) * (0.05 + (step * 5 + k * 3 + index) % 10) for k in range(count)]
    zero = [(step + k + index) % 9 == 4 for k in range(count)]
    return torch.tensor([0.0 if z else round(64 * g) / 64 for g, z in zip(flat, zero)]).reshape(shape)


def start(index, shape):
    return torch.tensor([0.5 - 0.25 * k + 0.125 * index for k in range(math.prod(shape))]).reshape(shape)


def trajectory(make, late):
    """θ after every step; the last parameter gets its first gradient only after `late` steps."""
    thetas = [torch.nn.Parameter(start(i, s)) for i, s in enumerate(SHAPES)]
    optimizer = make(thetas)
    path = []
    for step in range(STEPS):
        for i, theta in enumerate(thetas):
            theta.grad = None if i == len(thetas) - 1 and step < late else gradient(step, i, SHAPES[i])
        optimizer.step()
        path.append([[float(f"{x:.{DIGITS}g}") for x in theta.detach().flatten().tolist()] for theta in thetas])
    return path


def betas(beta1, beta2):
    return dict(beta1=beta1, beta2=beta2), dict(betas=(beta1, beta2))


def case(rule, make, late=0, beta=None, weight_decay=0, renamed=None, **settings):
    """`settings` are called the same here and in PyTorch, but for those in `renamed`: ours → PyTorch's."""
    ours, theirs = dict(settings), {(renamed or {}).get(k, k): v for k, v in settings.items()}
    if beta:
        ours, theirs = ours | betas(*beta)[0], theirs | betas(*beta)[1]
    if weight_decay:
        ours["weight-decay"] = theirs["weight_decay"] = weight_decay
    ours = {name.replace("_", "-"): value for name, value in ours.items()}
    name = f"{rule}[{','.join(f'{k}={json.dumps(v)}' for k, v in ours.items())}]" + (f" late={late}" if late else "")
    return dict(name=name, rule=rule, settings=ours, late=late, thetas=trajectory(lambda p: make(p, **theirs), late))


def cases():
    o = torch.optim

    def amsgrad(p, **settings):
        return o.Adam(p, amsgrad=True, **settings)

    def nadam(p, **settings):
        """1.13's loop over parameters counts μ[t] twice in the product up to μ[t+1]; its foreach, and later releases, do not."""
        return o.NAdam(p, foreach=True, **settings)

    yield case("sgd", o.SGD, lr=0.01, weight_decay=0.1)
    yield case("sgd", o.SGD, lr=0.01, momentum=0.9)
    yield case("sgd", o.SGD, lr=0.01, momentum=0.9, dampening=0.5, weight_decay=0.1)
    yield case("sgd", o.SGD, lr=0.01, momentum=0.9, nesterov=True)
    yield case("sgd", o.SGD, lr=0.02, momentum=0.5, nesterov=True, weight_decay=0.05, late=5)
    yield case("sgd", o.SGD, lr=0.02, momentum=0.5, dampening=0.25, late=5)
    yield case("momentum", o.SGD, lr=0.01, mu=0.9, renamed={"mu": "momentum"})
    yield case("momentum", o.SGD, lr=0.02, mu=0.5, renamed={"mu": "momentum"}, late=5)
    yield case("adam", o.Adam)
    yield case("adam", o.Adam, lr=0.05, weight_decay=0.1)
    yield case("adam", o.Adam, lr=0.05, beta=(0, 0.9), eps=1e-3, weight_decay=0.02, late=5)
    yield case("amsgrad", amsgrad)
    yield case("amsgrad", amsgrad, lr=0.05, beta=(0.9, 0.8), weight_decay=0.1)
    yield case("amsgrad", amsgrad, lr=0.05, beta=(0, 0.5), eps=1e-3, late=5)
    yield case("adamw", o.AdamW)
    yield case("adamw", o.AdamW, lr=0.05, weight_decay=0.2)
    yield case("adamw", o.AdamW, lr=0.05, beta=(0.5, 0.9), eps=1e-3, late=5)
    yield case("nadam", nadam)
    yield case("nadam", nadam, lr=0.05, beta=(0.8, 0.99), eps=1e-3, weight_decay=0.1)
    yield case("nadam", nadam, lr=0.05, momentum_decay=0.5, late=5)
    yield case("rmsprop", o.RMSprop)
    yield case("rmsprop", o.RMSprop, lr=0.02, alpha=0.9, eps=1e-3, weight_decay=0.1)
    yield case("rmsprop", o.RMSprop, lr=0.02, alpha=0.9, momentum=0.9)
    yield case("rmsprop", o.RMSprop, lr=0.02, alpha=0.9, centered=True, late=5)
    yield case("rmsprop", o.RMSprop, lr=0.02, alpha=0.5, eps=1e-2, momentum=0.5, centered=True, weight_decay=0.1)
    yield case("adagrad", o.Adagrad)
    yield case("adagrad", o.Adagrad, lr=0.1, lr_decay=0.1, weight_decay=0.1, eps=1e-3)
    yield case("adagrad", o.Adagrad, lr=0.1, lr_decay=0.5, initial_accumulator=2.0, late=5,
               renamed={"initial_accumulator": "initial_accumulator_value"})
    yield case("adadelta", o.Adadelta)
    yield case("adadelta", o.Adadelta, lr=0.5, rho=0.5, eps=1e-2, weight_decay=0.1)
    yield case("adadelta", o.Adadelta, rho=0.95, eps=1e-3, late=5)
    yield case("adamax", o.Adamax)
    yield case("adamax", o.Adamax, lr=0.05, beta=(0.5, 0.9), weight_decay=0.1)
    yield case("adamax", o.Adamax, lr=0.05, beta=(0, 0.5), eps=1e-2, late=5)
    yield case("radam", o.RAdam)
    yield case("radam", o.RAdam, lr=0.05, beta=(0.8, 0.9), weight_decay=0.1)
    yield case("radam", o.RAdam, lr=0.02, beta=(0.9, 0.5), late=5)
    yield case("radam", o.RAdam, lr=0.02, beta=(0, 0.95), eps=1e-2, late=5)


content = {
    "shapes": SHAPES,
    "start": [start(i, s).flatten().tolist() for i, s in enumerate(SHAPES)],
    "gradients": [[gradient(t, i, s).flatten().tolist() for i, s in enumerate(SHAPES)] for t in range(STEPS)],
    "cases": list(cases()),
}
text = json.dumps(content, separators=(",", ":")).replace('{"name"', '\n{"name"')
(pathlib.Path(__file__).parent / "zoo.json").write_text(text + "\n", encoding="utf-8")
