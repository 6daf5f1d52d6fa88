#!/usr/bin/env python3
"""Writes the numbers that the tests beside it compare with: trajectories of torch.optim, schedules and clipping, by PyTorch itself.

Run with Debian's python3-torch (1.13):  /usr/bin/python3 make_golden.py
Nothing here is random: gradients come from a formula, so that the files are reproducible everywhere.
"""
import json
import math
import pathlib

import torch

STEPS = 24
SHAPES = [[3], [2, 2], []]
HERE = pathlib.Path(__file__).parent


def gradient(step, index, shape):
    """Numbers of mixed sign and of scales between 1e-3 and 10, three decimals, so that JSON holds them exactly enough."""
    count = math.prod(shape)
    flat = [round(math.sin(1.7 * step + 2.3 * k + 0.9 * index) * (0.05 + (step * 7 + k * 3 + index) % 11), 3) for k in range(count)]
    return torch.tensor(flat, dtype=torch.float64).reshape(shape)


def start(index, shape):
    return torch.tensor([round(0.5 - 0.3 * k + 0.2 * index, 3) for k in range(math.prod(shape))], dtype=torch.float64).reshape(shape)


def trajectory(make, late=0):
    """θ after every step; the last parameter gets its first gradient only after `late` steps."""
    thetas = [torch.nn.Parameter(start(i, s)) for i, s in enumerate(SHAPES)]
    optimizer = make(thetas)
    path = []
    for step in range(STEPS):
        for i, theta in enumerate(thetas):
            theta.grad = None if i == len(thetas) - 1 and step < late else gradient(step, i, SHAPES[i])
        optimizer.step()
        path.append([theta.detach().flatten().tolist() for theta in thetas])
    return path


def optimizers():
    sgd, adam = torch.optim.SGD, torch.optim.Adam
    cases = {
        "sgd lr=0.1": ("sgd", dict(lr=0.1), 0, lambda p: sgd(p, lr=0.1)),
        "momentum": ("momentum", dict(lr=0.01, mu=0.9), 0, lambda p: sgd(p, lr=0.01, momentum=0.9)),
        "momentum late": ("momentum", dict(lr=0.02, mu=0.5), 5, lambda p: sgd(p, lr=0.02, momentum=0.5)),
        "adam": ("adam", dict(lr=0.05, beta1=0.9, beta2=0.999, eps=1e-8), 0, lambda p: adam(p, lr=0.05)),
        "adam beta1=0": ("adam", dict(lr=0.05, beta1=0.0, beta2=0.9, eps=1e-3), 0,
                         lambda p: adam(p, lr=0.05, betas=(0.0, 0.9), eps=1e-3)),
        "adam late": ("adam", dict(lr=0.05, beta1=0.9, beta2=0.99, eps=1e-8), 7, lambda p: adam(p, lr=0.05, betas=(0.9, 0.99))),
        "amsgrad": ("amsgrad", dict(lr=0.05, beta1=0.9, beta2=0.9, eps=1e-8), 0,
                    lambda p: adam(p, lr=0.05, betas=(0.9, 0.9), amsgrad=True)),
        "amsgrad late": ("amsgrad", dict(lr=0.05, beta1=0.5, beta2=0.99, eps=1e-6), 5,
                         lambda p: adam(p, lr=0.05, betas=(0.5, 0.99), eps=1e-6, amsgrad=True)),
    }
    return {
        "shapes": SHAPES,
        "start": [start(i, s).flatten().tolist() for i, s in enumerate(SHAPES)],
        "gradients": [[gradient(t, i, s).flatten().tolist() for i, s in enumerate(SHAPES)] for t in range(STEPS)],
        "cases": [dict(name=name, rule=rule, settings=settings, late=late, thetas=trajectory(make, late))
                  for name, (rule, settings, late, make) in cases.items()],
    }


def factors(make, steps):
    optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=1.0)
    schedule = make(optimizer)
    found = []
    for _ in range(steps):
        found.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        schedule.step()
    return found


def schedules():
    s = torch.optim.lr_scheduler
    return {
        "step every=3 gamma=0.5": factors(lambda o: s.StepLR(o, 3, 0.5), 12),
        "exponential gamma=0.9": factors(lambda o: s.ExponentialLR(o, 0.9), 12),
        "linear start=0.25 end=1 steps=5": factors(lambda o: s.LinearLR(o, 0.25, 1.0, 5), 12),
        "cosine low=0.1 of 10": factors(lambda o: s.CosineAnnealingLR(o, 10, 0.1), 10),
    }


def clips():
    found = []
    for name, limit, clip in [("norm", 1.5, torch.nn.utils.clip_grad_norm_), ("norm", 1e3, torch.nn.utils.clip_grad_norm_),
                              ("value", 0.7, torch.nn.utils.clip_grad_value_)]:
        thetas = [torch.nn.Parameter(start(i, s)) for i, s in enumerate(SHAPES)]
        for i, theta in enumerate(thetas):
            theta.grad = gradient(2, i, SHAPES[i])
        clip(thetas, limit)
        found.append(dict(name=name, max=limit, gradients=[theta.grad.flatten().tolist() for theta in thetas]))
    return {"step": 2, "cases": found}


def write(name, content):
    (HERE / name).write_text(json.dumps(content, indent=None, separators=(",", ":")) + "\n", encoding="utf-8")


write("optimizers.json", optimizers())
write("schedules.json", schedules())
write("clips.json", clips())
