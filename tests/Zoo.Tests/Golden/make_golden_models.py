#!/usr/bin/env python3
"""Writes models.json: logits, gradients and batch norm statistics of small DenseNets and ResNets, by PyTorch itself.

Run with Debian's python3-torch (1.13):  /usr/bin/python3 make_golden_models.py
Nothing here is random: weights, images and the vectors that summarise a gradient come from one formula.
The nets are written as plain functions, in float64; a parameter is created where it is first used.
"""
import json
import math
import pathlib

import torch
import torch.nn.functional as F

DIGITS = 12
BATCH, CLASSES = 4, 3
LABELS = [0, 2, 1, 2]

torch.set_default_dtype(torch.float64)


def numbers(stream, shape):
    """Evenly spread over [-0.5, 0.5], in an order that looks random."""
    count = math.prod(shape)
    return torch.tensor([(k * k * 31 + k * 17 + stream * 101) % 1009 / 1009 - 0.5 for k in range(count)]).reshape(shape)


class Net:
    """Parameters and running statistics in the order of their first use."""

    def __init__(self, forward):
        self.build = forward
        self.parameters, self.buffers = [], []

    def __call__(self, images, training):
        self.training, self.used, self.used_buffers = training, 0, 0
        return self.build(self, images)

    def parameter(self, kind, *shape):
        if self.used == len(self.parameters):
            value = numbers(self.used, shape)
            scale = {"weight": math.sqrt(24 / math.prod(shape[1:])), "norm": 0.5, "bias": 0.5}[kind]
            self.parameters.append((value * scale + (kind == "norm")).requires_grad_())
        self.used += 1
        return self.parameters[self.used - 1]

    def conv(self, x, out, kernel, stride=1, bias=False):
        weight = self.parameter("weight", out, x.shape[1], kernel, kernel)
        return F.conv2d(x, weight, self.parameter("bias", out) if bias else None, stride, kernel // 2)

    def norm_relu(self, x, eps=1e-5, momentum=0.1):
        return torch.relu(self.norm(x, eps, momentum))

    def norm(self, x, eps=1e-5, momentum=0.1):
        """By hand: the biased variance normalises, the unbiased one is kept."""
        channels = x.shape[1]
        weight, bias = self.parameter("norm", channels), self.parameter("bias", channels)
        if self.used_buffers == len(self.buffers):
            self.buffers += [torch.zeros(channels), torch.ones(channels)]
        at, self.used_buffers = self.used_buffers, self.used_buffers + 2
        mean, variance = self.buffers[at], self.buffers[at + 1]
        if self.training:
            count = x.numel() // channels
            mean, variance = x.mean(dim=(0, 2, 3)), x.var(dim=(0, 2, 3), unbiased=False)
            for i, new in ((at, mean), (at + 1, variance * count / (count - 1))):
                self.buffers[i] = (1 - momentum) * self.buffers[i] + momentum * new.detach()
        shape = (1, channels, 1, 1)
        return (x - mean.view(shape)) / (variance.view(shape) + eps).sqrt() * weight.view(shape) + bias.view(shape)

    def linear(self, x):
        x = x.mean(dim=(2, 3))
        return x @ self.parameter("weight", CLASSES, x.shape[1]).t() + self.parameter("bias", CLASSES)


def densenet(layers, growth, bottleneck, init, theta=1.0, fixed=None, kernel=3, stride=1, eps=1e-5, momentum=0.1):
    def forward(net, x):
        x = net.conv(x, init, kernel, stride)
        for block, count in enumerate(layers):
            if block:
                x = net.norm_relu(x, eps, momentum)
                x = F.avg_pool2d(net.conv(x, fixed or int(theta * x.shape[1]), 1), 2)
            for _ in range(count):
                new = net.norm_relu(x, eps, momentum)
                if bottleneck:
                    new = net.norm_relu(net.conv(new, 4 * growth, 1), eps, momentum)
                x = torch.cat([x, net.conv(new, growth, 3)], dim=1)
        return net.linear(net.norm_relu(x, eps, momentum))

    return forward


def post_activation(width):
    def forward(net, x):
        x = torch.relu(net.norm(net.conv(x, width, 3)))
        for stage in range(4):
            for block in range(2):
                out = width * 2 ** stage
                stride = 2 if stage and not block else 1
                y = net.norm_relu(net.conv(x, out, 3, stride))
                y = net.norm(net.conv(y, out, 3))
                x = torch.relu(y + (x if stride == 1 else net.norm(net.conv(x, out, 1, stride))))
        return net.linear(x)

    return forward


def pre_activation(width, release):
    def forward(net, x):
        x = net.conv(x, width, 3, bias=release)
        for stage in range(4):
            for block in range(2):
                out = width * 2 ** stage
                stride = 2 if stage and not block else 1
                a = net.norm_relu(x)
                y = net.norm_relu(net.conv(a, out, 3, stride, release))
                y = net.conv(y, out, 3, bias=release)
                x = y + (x if stride == 1 else net.conv(x if release else a, out, 1, stride, release))
        return net.linear(net.norm_relu(x) if release else x)

    return forward


def rounded(tensor):
    return [float(f"{v:.{DIGITS}g}") for v in tensor.detach().flatten().tolist()]


def summary(tensors):
    """Two weighted sums of each tensor: a wrong element changes both."""
    return [rounded(torch.stack([(t * numbers(stream, t.shape)).sum() for stream in (501, 502)])) for t in tensors]


def case(name, side, forward):
    net, found = Net(forward), {}
    images = (4 * numbers(500, (BATCH, 3, side, side))).requires_grad_()
    for mode in ("train", "eval"):
        logits = net(images, mode == "train")
        inputs = [images, *net.parameters]
        gradients = torch.autograd.grad(F.cross_entropy(logits, torch.tensor(LABELS)), inputs)
        found[mode] = dict(logits=rounded(logits), gradients=summary(gradients))
    shapes = [list(p.shape) for p in net.parameters]
    return dict(name=name, side=side, shapes=shapes, buffers=summary(net.buffers), **found)


def main():
    cases = [
        case("densenet-bc", 8, densenet([2, 2, 1], 3, True, 6, theta=0.5)),
        case("densenet", 8, densenet([2, 1], 2, False, 4)),
        case("densenet-release", 16, densenet([2, 1, 1], 3, True, 6, fixed=3, kernel=7, stride=2, eps=1e-3, momentum=1e-3)),
        case("resnet-post", 16, post_activation(2)),
        case("resnet-pre", 16, pre_activation(2, release=False)),
        case("resnet-release", 16, pre_activation(2, release=True)),
    ]
    text = ",\n".join(json.dumps(c) for c in cases)
    pathlib.Path(__file__).with_name("models.json").write_text(f"[\n{text}\n]\n")


main()
