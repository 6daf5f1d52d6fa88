#!/usr/bin/env python3
"""Writes luong.json: logits, loss and gradients of tensorflow/nmt's attention model, by PyTorch from the papers' equations.

Run with Debian's python3-torch (1.13):  /usr/bin/python3 make_golden_luong.py
One sentence and one word at a time, so there is no padding. The context vector is formed, and gates are taken one by one.
Nothing here is random: weights come from a formula, which the test repeats.
"""
import json
import math
import pathlib

import torch

DIGITS = 15
UNITS, SOURCE, TARGET = 3, 7, 6
SENTENCES = [  # source; target from <s>, labels to </s>
    ([3, 5, 4, 6], [1, 4, 3], [4, 3, 2]),
    ([0], [1, 5, 0, 3, 5], [5, 0, 3, 5, 2]),
    ([6, 3, 3], [1], [2]),
]
SHAPES = {
    "encoder.embedding.weight": [SOURCE, UNITS],
    "encoder.forward.weight": [4 * UNITS, 2 * UNITS],
    "encoder.forward.bias": [4 * UNITS],
    "encoder.backward.weight": [4 * UNITS, 2 * UNITS],
    "encoder.backward.bias": [4 * UNITS],
    "decoder.embedding.weight": [TARGET, UNITS],
    "decoder.first.weight": [4 * UNITS, 3 * UNITS],
    "decoder.first.bias": [4 * UNITS],
    "decoder.second.weight": [4 * UNITS, 2 * UNITS],
    "decoder.second.bias": [4 * UNITS],
    "decoder.memoryWeight": [UNITS, 2 * UNITS],
    "decoder.scale": [],
    "decoder.attentionWeight": [UNITS, 3 * UNITS],
    "projection": [TARGET, UNITS],
}

torch.set_default_dtype(torch.float64)


def start(index, shape):
    """0.8 sin(1.7 k + index + 1) for element k of the parameter."""
    return torch.tensor([0.8 * math.sin(1.7 * k + index + 1) for k in range(math.prod(shape))]).reshape(shape)


THETA = {name: start(i, shape).requires_grad_() for i, (name, shape) in enumerate(SHAPES.items())}


def lstm(layer, x, h, c):
    gates = THETA[f"{layer}.weight"] @ torch.cat([x, h]) + THETA[f"{layer}.bias"]
    i, f, o, g = (gates[k * UNITS:(k + 1) * UNITS] for k in range(4))
    c = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g)
    return torch.sigmoid(o) * torch.tanh(c), c


def read(layer, words):
    h, c, outputs = torch.zeros(UNITS), torch.zeros(UNITS), []
    for word in words:
        h, c = lstm(layer, THETA["encoder.embedding.weight"][word], h, c)
        outputs.append(h)
    return outputs, h, c


def logits(source, target):
    ahead, h1, c1 = read("encoder.forward", source)
    back, h2, c2 = read("encoder.backward", source[::-1])
    memory = [torch.cat(pair) for pair in zip(ahead, back[::-1])]
    attention, found = torch.zeros(UNITS), []
    for word in target:
        h1, c1 = lstm("decoder.first", torch.cat([THETA["decoder.embedding.weight"][word], attention]), h1, c1)
        h2, c2 = lstm("decoder.second", h1, h2, c2)
        scores = torch.stack([THETA["decoder.scale"] * h2.dot(THETA["decoder.memoryWeight"] @ m) for m in memory])
        context = sum(weight * m for weight, m in zip(torch.softmax(scores, 0), memory))
        attention = torch.tanh(THETA["decoder.attentionWeight"] @ torch.cat([h2, context]))
        found.append(THETA["projection"] @ attention)
    return torch.stack(found)


def numbers(tensor):
    return [float(f"{x:.{DIGITS}g}") for x in tensor.detach().flatten().tolist()]


def main():
    found = [logits(source, target) for source, target, _ in SENTENCES]
    nats = sum(torch.nn.functional.cross_entropy(x, torch.tensor(labels), reduction="sum")
               for x, (_, _, labels) in zip(found, SENTENCES))
    loss = nats / len(SENTENCES)
    loss.backward()
    result = dict(
        units=UNITS, sourceVocabulary=SOURCE, targetVocabulary=TARGET,
        sentences=[dict(source=s, target=t, labels=y, logits=numbers(x)) for (s, t, y), x in zip(SENTENCES, found)],
        loss=numbers(loss)[0],
        parameters=[dict(name=name, shape=SHAPES[name], gradient=numbers(theta.grad)) for name, theta in THETA.items()])
    text = json.dumps(result, separators=(",", ":")).replace('{"source"', '\n{"source"').replace('{"name"', '\n{"name"')
    pathlib.Path(__file__).with_name("luong.json").write_text(text + "\n", encoding="utf-8")


main()
