"""PyTorch's numbers for the tensor core under test: writes golden.json beside this file.

Inputs are drawn from a seed, in the order in which the tests draw them, so they need not be stored.
Run by a python3 that has torch:  python3 make_golden.py
"""
import json
import pathlib

import torch
import torch.nn.functional as F

golden = {}


def record(case, *tensors):
    golden[case] = [
        {"shape": list(t.shape), "values": [float(f"{v:.9g}") for v in t.detach().double().flatten().tolist()]} for t in tensors
    ]


def inputs():
    """a, b > 0.5, square, indices, mask, vector"""
    torch.manual_seed(11)
    a = torch.randn(3, 4)
    b = torch.rand(3, 4) + 0.5
    s = torch.randn(4, 4)
    i = torch.randint(0, 3, (2, 4))
    return a, b, s, i, a > 0, torch.randn(4)


OPS = {
    "add": lambda a, b, s, i, m, v: a.add(b, alpha=0.3),
    "add number": lambda a, b, s, i, m, v: a + 2,
    "sub from number": lambda a, b, s, i, m, v: 1 - a,
    "mul": lambda a, b, s, i, m, v: a * v,
    "div": lambda a, b, s, i, m, v: a / b,
    "div number by": lambda a, b, s, i, m, v: 2 / b,
    "div floor": lambda a, b, s, i, m, v: torch.div(a, b, rounding_mode="floor"),
    "remainder": lambda a, b, s, i, m, v: a % 0.7,
    "fmod": lambda a, b, s, i, m, v: a.fmod(0.7),
    "pow": lambda a, b, s, i, m, v: b.pow(a),
    "pow number": lambda a, b, s, i, m, v: b.pow(2.5),
    "number pow": lambda a, b, s, i, m, v: torch.pow(2.0, a),
    "addcmul": lambda a, b, s, i, m, v: torch.addcmul(a, b, b, value=0.5),
    "addcdiv": lambda a, b, s, i, m, v: torch.addcdiv(a, a, b, value=-0.5),
    "lerp": lambda a, b, s, i, m, v: torch.lerp(a, b, 0.25),
    "clamp": lambda a, b, s, i, m, v: a.clamp(-0.5, 0.5),
    "clamp below": lambda a, b, s, i, m, v: a.clamp(min=0.1),
    "maximum": lambda a, b, s, i, m, v: torch.maximum(a, b),
    "neg exp": lambda a, b, s, i, m, v: (-a).exp(),
    "log": lambda a, b, s, i, m, v: b.log(),
    "rsqrt": lambda a, b, s, i, m, v: b.rsqrt(),
    "erf": lambda a, b, s, i, m, v: a.erf(),
    "round decimals": lambda a, b, s, i, m, v: a.round(decimals=1),
    "sign": lambda a, b, s, i, m, v: a.sign(),
    "atan2": lambda a, b, s, i, m, v: torch.atan2(a, b),
    "softmax": lambda a, b, s, i, m, v: a.softmax(1),
    "log_softmax": lambda a, b, s, i, m, v: a.log_softmax(-1),
    "softplus": lambda a, b, s, i, m, v: F.softplus(a, 2.0),
    "leaky_relu": lambda a, b, s, i, m, v: F.leaky_relu(a, 0.2),
    "gelu": lambda a, b, s, i, m, v: F.gelu(a),
    "sum": lambda a, b, s, i, m, v: a.sum(),
    "sum dims": lambda a, b, s, i, m, v: a.sum([0], keepdim=True),
    "mean dims": lambda a, b, s, i, m, v: a.mean([0, 1]),
    "var": lambda a, b, s, i, m, v: a.var(),
    "var biased dim": lambda a, b, s, i, m, v: a.var(1, unbiased=False),
    "std": lambda a, b, s, i, m, v: a.std(0),
    "prod": lambda a, b, s, i, m, v: b.prod(1),
    "max": lambda a, b, s, i, m, v: a.max(1),
    "argmin": lambda a, b, s, i, m, v: a.argmin(0),
    "amax": lambda a, b, s, i, m, v: a.amax((0, 1)),
    "logsumexp": lambda a, b, s, i, m, v: a.logsumexp(1),
    "norm": lambda a, b, s, i, m, v: a.norm(),
    "norm 1 dim": lambda a, b, s, i, m, v: a.norm(1, 1),
    "cumsum": lambda a, b, s, i, m, v: a.cumsum(0),
    "median": lambda a, b, s, i, m, v: a.median(),
    "quantile": lambda a, b, s, i, m, v: a.quantile(torch.tensor([0.25, 0.9]), 1),
    "topk": lambda a, b, s, i, m, v: a.topk(2, 1),
    "kthvalue": lambda a, b, s, i, m, v: a.kthvalue(2, 1),
    "sort": lambda a, b, s, i, m, v: a.sort(1, descending=True),
    "unique": lambda a, b, s, i, m, v: i.unique(),
    "matmul": lambda a, b, s, i, m, v: a @ s,
    "addmm": lambda a, b, s, i, m, v: torch.addmm(a, b, s, beta=0.5, alpha=2),
    "outer": lambda a, b, s, i, m, v: torch.outer(v, v),
    "einsum": lambda a, b, s, i, m, v: torch.einsum("ij,kj->ik", a, b),
    "inverse": lambda a, b, s, i, m, v: torch.linalg.inv(s + 4 * torch.eye(4)),
    "cat": lambda a, b, s, i, m, v: torch.cat([a, b], 1),
    "stack": lambda a, b, s, i, m, v: torch.stack([a, b]),
    "transpose": lambda a, b, s, i, m, v: a.t().contiguous(),
    "permute view": lambda a, b, s, i, m, v: a.view(3, 2, 2).permute(2, 0, 1),
    "expand": lambda a, b, s, i, m, v: v.expand(2, 4),
    "repeat": lambda a, b, s, i, m, v: v.repeat(2, 2),
    "flip": lambda a, b, s, i, m, v: a.flip(1),
    "roll": lambda a, b, s, i, m, v: a.roll(1, 0),
    "tril": lambda a, b, s, i, m, v: s.tril(-1),
    "chunk": lambda a, b, s, i, m, v: a.chunk(2, 1),
    "unfold": lambda a, b, s, i, m, v: v.unfold(0, 2, 1),
    "where": lambda a, b, s, i, m, v: torch.where(m, a, b),
    "gather": lambda a, b, s, i, m, v: a.gather(0, i),
    "scatter_add": lambda a, b, s, i, m, v: torch.zeros(3, 4).scatter_add(0, i, b[:2]),
    "index_select": lambda a, b, s, i, m, v: a.index_select(1, torch.tensor([3, 0])),
    "masked_select": lambda a, b, s, i, m, v: a.masked_select(m),
    "masked_fill": lambda a, b, s, i, m, v: a.masked_fill(m, 7),
    "nonzero": lambda a, b, s, i, m, v: m.nonzero(),
    "arange": lambda a, b, s, i, m, v: torch.arange(1, 2, 0.25),
    "linspace": lambda a, b, s, i, m, v: torch.linspace(-1, 1, 5),
    "eye": lambda a, b, s, i, m, v: torch.eye(2, 3),
    "full": lambda a, b, s, i, m, v: torch.full((2, 2), 3.5),
    "index row": lambda a, b, s, i, m, v: a[1],
    "index slice": lambda a, b, s, i, m, v: a[1:, ::2],
    "index last": lambda a, b, s, i, m, v: a[..., -1],
    "index new axis": lambda a, b, s, i, m, v: a[:, None, 1:3],
    "index tensor": lambda a, b, s, i, m, v: a[torch.tensor([2, 0]), 1:],
    "index two tensors": lambda a, b, s, i, m, v: a[torch.tensor([2, 0]), torch.tensor([1, 3])],
    "index mask": lambda a, b, s, i, m, v: a[m],
    "index after ellipsis": lambda a, b, s, i, m, v: a.view(3, 2, 2)[..., torch.tensor([1, 0])],
}


def put(index, value):
    t = torch.arange(12.0).view(3, 4).clone()
    t[index] = value
    return t


PUTS = {
    "put row": lambda: put(1, torch.tensor(9.0)),
    "put slice": lambda: put((slice(None), slice(1, 3)), torch.tensor([[7.0, 8.0]])),
    "put tensor": lambda: put(torch.tensor([0, 2]), torch.ones(4)),
    "put mask": lambda: put(torch.arange(12).view(3, 4) > 7, torch.tensor(-1.0)),
}


def penalty():
    """Gradient penalty (‖∇ₓ f(x)‖ − 1)² of a two-layer critic, and its gradients with respect to the weights."""
    torch.manual_seed(3)
    w1 = (torch.randn(5, 3) * 0.5).requires_grad_()
    w2 = (torch.randn(1, 5) * 0.5).requires_grad_()
    x = torch.randn(4, 3, requires_grad=True)
    out = torch.tanh(x @ w1.t()) @ w2.t()
    (g,) = torch.autograd.grad(out, x, torch.ones_like(out), create_graph=True)
    loss = ((g.norm(2, 1) - 1) ** 2).mean()
    loss.backward()
    record("penalty", loss, g, w1.grad, w2.grad)


def conv():
    """conv2d → batch_norm (training) → relu → max_pool, first and second order."""
    torch.manual_seed(5)
    x = torch.randn(2, 2, 6, 6, requires_grad=True)
    w = (torch.randn(3, 2, 3, 3) * 0.3).requires_grad_()
    mean, var = torch.zeros(3), torch.ones(3)
    y = F.conv2d(x, w, padding=1)
    y = F.batch_norm(y, mean, var, training=True, momentum=0.1)
    y = F.max_pool2d(F.softplus(y), 2)
    (g,) = torch.autograd.grad(y.pow(2).sum(), x, create_graph=True)
    g.pow(2).sum().backward()
    record("conv", y, g, w.grad, mean, var)


def draws():
    torch.manual_seed(1)
    record("rand", torch.rand(5))
    record("randn few", torch.randn(7))
    record("randn many", torch.randn(33))
    record("randperm", torch.randperm(9))
    record("randint", torch.randint(3, 100, (6,)))
    record("bernoulli", torch.full((8,), 0.3).bernoulli())
    record("multinomial", torch.tensor([1.0, 2.0, 3.0]).multinomial(6, True))
    record("normal_", torch.empty(4).normal_(2, 3))
    record("uniform_ double", torch.empty(3, dtype=torch.float64).uniform_(-1, 1))
    own = torch.Generator().manual_seed(2)
    record("own stream", torch.rand(3, generator=own), torch.randperm(5, generator=own))


given = inputs()
for name, op in OPS.items():
    result = op(*given)
    record(name, *(result if isinstance(result, (tuple, list)) else [result]))
for name, op in PUTS.items():
    record(name, op())
penalty()
conv()
draws()
path = pathlib.Path(__file__).with_name("golden.json")
path.write_text("{\n" + ",\n".join(f"{json.dumps(k)}: {json.dumps(v)}" for k, v in golden.items()) + "\n}\n")
