"""PyTorch's side of a comparison: reads "N" from standard input, runs N iterations, writes the nanoseconds they took.

usage: peer.py mlp|lstm|conv|critic|residual-gp|residual-maxgp|nmt-step|nmt-beam|many-...|large-... THREADS
"""
import math
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


class Equalized(torch.nn.Module):
    """A 3x3 convolution or a linear layer that applies w / (0.01 sqrt(fan_in))."""

    def __init__(self, *shape):
        super().__init__()
        self.weight = torch.nn.Parameter(torch.empty(shape).uniform_(-0.01 * math.sqrt(3), 0.01 * math.sqrt(3)))
        self.bias = torch.nn.Parameter(torch.zeros(shape[0]))
        self.scale = 1 / (0.01 * math.sqrt(self.weight[0].numel()))

    def forward(self, x):
        weight = self.weight * self.scale
        if weight.dim() == 2:
            return torch.nn.functional.linear(x, weight, self.bias)
        return torch.nn.functional.conv2d(x, weight, self.bias, padding=1)


class ResidualCritic(torch.nn.Module):
    """The critic of Figure 7a for 32x32x3: 4 sizes of two blocks of one convolution."""

    def __init__(self, width):
        super().__init__()
        self.first = Equalized(width, 3, 3, 3)
        self.blocks = torch.nn.ModuleList([Equalized(width, width, 3, 3) for _ in range(8)])
        self.halvings = torch.nn.ModuleList([Equalized(width, width, 3, 3) for _ in range(3)])
        self.last = Equalized(1, width * 4 * 4)

    def forward(self, x):
        x = self.first(x)
        for i, block in enumerate(self.blocks):
            if i in (2, 4, 6):
                x = self.halvings[i // 2 - 1](torch.nn.functional.avg_pool2d(x, 2))
            x = x + block(torch.relu(x) * 1.414)
        return self.last(x.flatten(1)).squeeze(1)

    def slopes(self, points):
        x = points.detach().requires_grad_()
        gradient, = torch.autograd.grad(self(x).sum(), x, create_graph=True)
        return gradient.flatten(1).norm(dim=1)


def interpolates(real, fake):
    return fake + torch.rand(len(real), 1, 1, 1) * (real - fake)


def residual_gp():
    """The critic step of Figure 7a with WGAN-GP: width 32, 32x32, batch 64."""
    model = ResidualCritic(32)
    real, fake = torch.rand(64, 3, 32, 32), torch.rand(64, 3, 32, 32)

    def loss():
        of_real, of_fake = model(torch.cat([real, fake])).chunk(2)
        return of_fake.mean() - of_real.mean() + 10 * (model.slopes(interpolates(real, fake)) - 1).square().mean()

    return training(model, loss)


def residual_maxgp():
    """The critic step of Figure 7a with the released loss: 32 of 64 points are the steepest of a batch, chosen every fifth step."""
    model = ResidualCritic(32)
    real, fake = torch.rand(64, 3, 32, 32), torch.rand(64, 3, 32, 32)
    phi = torch.nn.functional.logsigmoid
    kept, steps = interpolates(real[:32], fake[:32]), 0

    def loss():
        nonlocal kept, steps
        of_real, of_fake = model(torch.cat([real, fake])).chunk(2)
        points = torch.cat([interpolates(real[:32], fake[:32]), kept])
        slopes = model.slopes(points)
        steps += 1
        if steps % 5 == 0:
            kept = points[slopes.topk(32).indices]
        return (of_fake - phi(-of_fake)).mean() - (of_real + phi(of_real)).mean() + 0.1 * slopes.max().square()

    return training(model, loss)


class Translator(torch.nn.Module):
    """tensorflow/nmt's attention model as one writes it in PyTorch: packed sequences, cells, keys worked out once for a batch."""

    def __init__(self, vocabulary, units, dropout):
        super().__init__()
        self.units = units
        self.source, self.target = torch.nn.Embedding(vocabulary, units), torch.nn.Embedding(vocabulary, units)
        self.encoder = torch.nn.LSTM(units, units, bidirectional=True, batch_first=True)
        self.first, self.second = torch.nn.LSTMCell(2 * units, units), torch.nn.LSTMCell(units, units)
        self.memory = torch.nn.Linear(2 * units, units, bias=False)
        self.scale = torch.nn.Parameter(torch.ones(()))
        self.attention = torch.nn.Linear(3 * units, units, bias=False)
        self.projection = torch.nn.Linear(units, vocabulary, bias=False)
        self.dropout = torch.nn.Dropout(dropout)
        for parameter in self.parameters():
            torch.nn.init.uniform_(parameter, -0.1, 0.1)

    def encode(self, source, lengths):
        words = self.dropout(self.source(source))
        packed = torch.nn.utils.rnn.pack_padded_sequence(words, lengths, batch_first=True, enforce_sorted=False)
        outputs, (h, c) = self.encoder(packed)
        values, _ = torch.nn.utils.rnn.pad_packed_sequence(outputs, batch_first=True)
        padding = torch.arange(values.shape[1]) >= lengths[:, None]
        return (self.scale * self.memory(values), values, padding), ((h[0], c[0]), (h[1], c[1]), torch.zeros(h[0].shape))

    def step(self, memory, state, words):
        """words: embedded, [R, units]; with R a multiple of the memory's sentences."""
        keys, values, padding = memory
        first, second, fed = state
        first = self.first(self.dropout(torch.cat([words, fed], 1)), first)
        second = self.second(self.dropout(first[0]), second)
        queries = second[0].view(len(keys), -1, self.units)
        scores = torch.bmm(queries, keys.transpose(1, 2)).masked_fill(padding[:, None], -math.inf)
        context = torch.bmm(scores.softmax(2), values).view(-1, 2 * self.units)
        return first, second, torch.tanh(self.attention(torch.cat([second[0], context], 1)))

    def loss(self, source, lengths, target, labels):
        memory, state = self.encode(source, lengths)
        outputs = []
        for words in self.target(target).unbind(1):
            state = self.step(memory, state, words)
            outputs.append(state[2])
        real = labels != -1
        logits = self.projection(torch.stack(outputs, 1)[real])
        return torch.nn.functional.cross_entropy(logits, labels[real], reduction="sum") / len(source)


def sentences(count, seed):
    """Ids of sentences of 11 to 20 words, and their lengths."""
    lengths = torch.tensor([11 + (i * seed) % 10 for i in range(count)])
    return torch.randint(3, 8000, (count, 20)), lengths


def nmt_step():
    """A training step of the translation model: 256 units, vocabularies of 8,000, 64 sentences of 11 to 20 words, dropout 0.2."""
    model = Translator(8000, 256, 0.2)
    source, lengths = sentences(64, 7)
    target, labels_of = sentences(64, 3)
    labels = target.roll(-1, 1).masked_fill(torch.arange(20) >= labels_of[:, None], -1)
    return training(model, lambda: model.loss(source, lengths, target, labels))


@torch.no_grad()
def beam_search(model, source, lengths, width, end=2):
    """Batched beam search to twice the source's length; a finished hypothesis keeps its place. Returns ids, [sentences, width, T]."""
    count, limit = len(source), 2 * int(lengths.max())
    memory, state = model.encode(source, lengths)
    memory = tuple(part.repeat_interleave(width, 0) for part in memory)
    repeated = [part.repeat_interleave(width, 0) for part in (*state[0], *state[1], state[2])]
    words = torch.ones(count * width, dtype=torch.long)
    scores = torch.full((count, width), -math.inf)
    scores[:, 0] = 0
    ended = torch.zeros(count, width, dtype=torch.bool)
    ids = torch.empty(count, width, 0, dtype=torch.long)
    only_end = torch.full((model.projection.out_features,), -math.inf)
    only_end[end] = 0
    first_row = torch.arange(count)[:, None] * width
    for _ in range(limit):
        h1, c1, h2, c2, fed = repeated
        first, second, fed = model.step(memory, ((h1, c1), (h2, c2), fed), model.target(words))
        following = torch.log_softmax(model.projection(fed), 1).view(count, width, -1)
        following = torch.where(ended[:, :, None], only_end, following)
        scores, places = (scores[:, :, None] + following).flatten(1).topk(width, 1)
        parents, tokens = torch.div(places, following.shape[2], rounding_mode="floor"), places % following.shape[2]
        rows = (first_row + parents).flatten()
        repeated = [part.index_select(0, rows) for part in (*first, *second, fed)]
        ids = torch.cat([ids.gather(1, parents[:, :, None].expand(-1, -1, ids.shape[2])), tokens[:, :, None]], 2)
        ended = ended.gather(1, parents) | (tokens == end)
        words = tokens.flatten()
        if ended.all():
            break
    return ids


def nmt_beam():
    """Translates 32 sentences of 11 to 20 words by a beam of 10: 256 units, vocabularies of 8,000."""
    model = Translator(8000, 256, 0.2).eval()
    source, lengths = sentences(32, 7)
    return lambda: beam_search(model, source, lengths, 10)


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
        step = {"mlp": mlp, "lstm": lstm, "conv": conv, "critic": critic,
                "residual-gp": residual_gp, "residual-maxgp": residual_maxgp, "nmt-step": nmt_step, "nmt-beam": nmt_beam}[what]()
    print(f"ready PyTorch {torch.__version__}{name or f' over {blas()}'}", flush=True)
    for line in sys.stdin:
        count = range(int(line))
        start = time.perf_counter_ns()
        for _ in count:
            step()
        print(time.perf_counter_ns() - start, flush=True)


main()
