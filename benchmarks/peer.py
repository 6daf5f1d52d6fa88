"""PyTorch's side of the comparison: reads "N" from standard input, runs N iterations, writes the nanoseconds they took.

usage: peer.py mlp|add|fused-... THREADS
"""
import statistics
import sys
import time

import torch


def mlp():
    """One step of a 784-256-256-10 perceptron, batch 64: forward, backward, plain SGD."""
    torch.manual_seed(1)
    model = torch.nn.Sequential(
        torch.nn.Linear(784, 256), torch.nn.ReLU(), torch.nn.Linear(256, 256), torch.nn.ReLU(), torch.nn.Linear(256, 10))
    optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
    images, labels = torch.rand(64, 784), torch.randint(10, (64,))

    def step():
        optimizer.zero_grad(set_to_none=True)
        torch.nn.functional.cross_entropy(model(images), labels).backward()
        optimizer.step()

    return step


def add():
    """x.add_(1) on 8 elements: all overhead, no arithmetic."""
    x = torch.zeros(8)

    def step():
        x.add_(1)

    return step


def adam(sizes):
    """One step of torch.optim.Adam over parameters whose gradients stand; foreach on or off, whichever is faster here."""
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


def main():
    what, threads = sys.argv[1:]
    torch.set_num_threads(int(threads))
    name = ""
    if what.startswith("fused-many"):
        step, name = adam([(16, 64, 256, 1024, 4096, 10_000)[i % 6] for i in range(299)])
    elif what.startswith("fused-large"):
        step, name = adam([2_000_000] * 10)
    else:
        step = {"mlp": mlp, "add": add}[what]()
    print(f"ready PyTorch {torch.__version__}{name}", flush=True)
    for line in sys.stdin:
        count = range(int(line))
        start = time.perf_counter_ns()
        for _ in count:
            step()
        print(time.perf_counter_ns() - start, flush=True)


main()
