"""PyTorch's side of a comparison: reads "N" from standard input, runs N iterations, writes the nanoseconds they took.

usage: peer.py mlp|lstm|conv|critic|many-...|large-... THREADS
"""
import os
import re
import statistics
import sys
import time

os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = sys.argv[2]  # OpenBLAS ignores torch.set_num_threads

import torch  # noqa: E402


def training(model, loss):
    """A step: forward, backward, Adam with its defaults."""
    optimizer = torch.optim.Adam(model.parameters())

    def step():
        optimizer.zero_grad(set_to_none=True)
        loss().backward()
        optimizer.step()

    return step


def perceptron(outputs):
    return torch.nn.Sequential(
        torch.nn.Linear(784, 256), torch.nn.ReLU(), torch.nn.Linear(256, 256), torch.nn.ReLU(), torch.nn.Linear(256, outputs))


def mlp():
    """A 784-256-256-10 perceptron, batch 64."""
    model = perceptron(10)
    images, labels = torch.rand(64, 784), torch.randint(10, (64,))
    return training(model, lambda: torch.nn.functional.cross_entropy(model(images), labels))


def lstm():
    """Two layers of 256, 30 steps, batch 64."""
    model = torch.nn.LSTM(256, 256, num_layers=2)
    sequence = torch.rand(30, 64, 256)
    return training(model, lambda: model(sequence)[0].square().mean())


def conv():
    """Four times (convolution of 64 channels, batch norm, relu) on 32x32, batch 32."""
    layers = []
    for i in range(4):
        layers += [torch.nn.Conv2d(64 if i else 3, 64, 3, padding=1), torch.nn.BatchNorm2d(64), torch.nn.ReLU()]
    model = torch.nn.Sequential(*layers)
    images = torch.rand(32, 3, 32, 32)
    return training(model, lambda: model(images).square().mean())


def critic():
    """A WGAN-GP critic, 784-256-256-1, batch 64: twice through the gradient."""
    model = perceptron(1)
    real, fake = torch.rand(64, 784), torch.rand(64, 784)

    def loss():
        share = torch.rand(64, 1)
        between = (share * real + (1 - share) * fake).requires_grad_()
        slope, = torch.autograd.grad(model(between).sum(), between, create_graph=True)
        penalty = (slope.norm(dim=1) - 1).square().mean()
        return model(fake).mean() - model(real).mean() + 10 * penalty

    return training(model, loss)


def adam(sizes):
    """One step of torch.optim.Adam over parameters with fixed gradients; foreach on or off, whichever is faster here."""
    def optimizer(foreach):
        torch.manual_seed(1)
        parameters = [torch.nn.Parameter(torch.rand(size)) for size in sizes]
        for theta in parameters:
            theta.grad = torch.rand_like(theta)
        return torch.optim.Adam(parameters, foreach=foreach)

    def seconds(step):
        start = time.perf_counter()
        for _ in range(5):
            step()
        return time.perf_counter() - start

    steps = {foreach: optimizer(foreach).step for foreach in (False, True)}
    rounds = [{foreach: seconds(step) for foreach, step in steps.items()} for _ in range(6)][1:]
    faster = min(steps, key=lambda foreach: statistics.median(taken[foreach] for taken in rounds))
    return steps[faster], f"'s Adam (foreach={faster}, the faster)"


def blas():
    """The BLAS library. Debian falls back to the reference BLAS, which is ten times slower and makes comparisons useless."""
    with open("/proc/self/maps", encoding="utf-8") as maps:
        names = {os.path.realpath(line.split()[-1]) for line in maps if re.search("openblas|blis|mkl|atlas|libblas", line)}
    fast = [os.path.basename(name) for name in sorted(names) if re.search("openblas|blis|mkl|atlas", os.path.basename(name))]
    if not fast:
        sys.exit("PyTorch multiplies with the reference BLAS here; install libopenblas0-pthread.")
    return fast[0]


def main():
    what, threads = sys.argv[1:]
    torch.set_num_threads(int(threads))
    name = ""
    torch.manual_seed(1)
    if what.startswith("many"):
        step, name = adam([(16, 64, 256, 1024, 4096, 10_000)[i % 6] for i in range(299)])
    elif what.startswith("large"):
        step, name = adam([2_000_000] * 10)
    else:
        step = {"mlp": mlp, "lstm": lstm, "conv": conv, "critic": critic}[what]()
    print(f"ready PyTorch {torch.__version__}{name or f' over {blas()}'}", flush=True)
    for line in sys.stdin:
        count = range(int(line))
        start = time.perf_counter_ns()
        for _ in count:
            step()
        print(time.perf_counter_ns() - start, flush=True)


main()
