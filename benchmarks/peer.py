"""PyTorch's side of the comparison: reads "N" from standard input, runs N iterations, writes the nanoseconds they took.

usage: peer.py mlp|add THREADS
"""
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


def main():
    what, threads = sys.argv[1:]
    torch.set_num_threads(int(threads))
    step = {"mlp": mlp, "add": add}[what]()
    print(f"ready PyTorch {torch.__version__}", flush=True)
    for line in sys.stdin:
        count = range(int(line))
        start = time.perf_counter_ns()
        for _ in count:
            step()
        print(time.perf_counter_ns() - start, flush=True)


main()
