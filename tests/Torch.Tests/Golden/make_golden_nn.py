"""PyTorch's numbers for the modules under test: writes golden_nn.json beside this file.

Each case seeds, builds, then draws its input, in the order in which the tests do, so inputs need not be stored.
Run by a python3 that has torch:  python3 make_golden_nn.py
"""
import json
import pathlib

import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

golden = {}


def numbers(tensor):
    return {"shape": list(tensor.shape), "values": [float(f"{v:.9g}") for v in tensor.detach().double().flatten().tolist()]}


def record(case, **tensors):
    golden[case] = {name: numbers(tensor) for name, tensor in tensors.items()}


def start(case, build):
    """The parameters and buffers a module starts with."""
    torch.manual_seed(7)
    module = build()
    record("start/" + case, **module.state_dict())


STARTS = {
    "linear": lambda: nn.Linear(5, 3),
    "linear-large": lambda: nn.Linear(32, 2),
    "conv1d": lambda: nn.Conv1d(2, 3, 3),
    "conv2d-groups": lambda: nn.Conv2d(4, 2, 3, groups=2),
    "conv_transpose2d": lambda: nn.ConvTranspose2d(2, 3, 2),
    "embedding": lambda: nn.Embedding(4, 3, padding_idx=1),
    "lstm": lambda: nn.LSTM(2, 2, num_layers=2, bidirectional=True),
    "gru": lambda: nn.GRU(3, 2),
    "rnn": lambda: nn.RNN(3, 2, bias=False),
    "lstm_cell": lambda: nn.LSTMCell(3, 2),
    "batch_norm": lambda: nn.BatchNorm2d(3),
    "nested": lambda: nn.Sequential(nn.Linear(3, 2), nn.ReLU(), nn.Sequential(nn.LayerNorm(2), nn.Linear(2, 1, bias=False))),
}

INITS = {
    "xavier_uniform": lambda t: nn.init.xavier_uniform_(t, 2.0),
    "xavier_normal": lambda t: nn.init.xavier_normal_(t),
    "kaiming_uniform": lambda t: nn.init.kaiming_uniform_(t, nonlinearity="relu"),
    "kaiming_normal-fan_out": lambda t: nn.init.kaiming_normal_(t, mode="fan_out", nonlinearity="relu"),
    "orthogonal": lambda t: nn.init.orthogonal_(t, 1.5),
    "trunc_normal": lambda t: nn.init.trunc_normal_(t, 0.5, 1.0, -1.0, 1.0),
    "uniform": lambda t: nn.init.uniform_(t, -2.0, 3.0),
    "normal": lambda t: nn.init.normal_(t, 1.0, 0.1),
}


def passes(case, build, shape):
    """Output, and the gradients of half its squared sum, in training."""
    torch.manual_seed(11)
    module = build()
    x = torch.randn(shape, requires_grad=True)
    y = module(x)
    (y.square().sum() / 2).backward()
    record("pass/" + case, y=y, x=x.grad, **{"grad " + name: p.grad for name, p in module.named_parameters()},
           **{"buffer " + name: b for name, b in module.named_buffers()})


PASSES = {
    "linear": (lambda: nn.Linear(5, 3), (4, 5)),
    "linear-no-bias": (lambda: nn.Linear(5, 3, bias=False), (2, 2, 5)),
    "conv1d": (lambda: nn.Conv1d(2, 3, 3, stride=2, padding=1), (2, 2, 7)),
    "conv2d": (lambda: nn.Conv2d(2, 4, 3, stride=2, padding=1, dilation=1, groups=2), (2, 2, 5, 6)),
    "conv2d-same": (lambda: nn.Conv2d(2, 2, (3, 2), padding="same"), (1, 2, 4, 4)),
    "conv2d-reflect": (lambda: nn.Conv2d(2, 2, 3, padding=(1, 2), padding_mode="reflect"), (1, 2, 4, 5)),
    "conv_transpose2d": (lambda: nn.ConvTranspose2d(2, 3, 3, stride=2, padding=1, output_padding=1), (2, 2, 3, 3)),
    "batch_norm1d": (lambda: nn.BatchNorm1d(3), (5, 3)),
    "batch_norm2d": (lambda: nn.BatchNorm2d(2, momentum=0.3), (2, 2, 3, 3)),
    "batch_norm-cumulative": (lambda: nn.BatchNorm1d(3, momentum=None), (5, 3)),
    "layer_norm": (lambda: nn.LayerNorm([3, 4]), (2, 3, 4)),
    "group_norm": (lambda: nn.GroupNorm(2, 4), (2, 4, 3)),
    "relu": (lambda: nn.ReLU(), (3, 4)),
    "relu6": (lambda: nn.ReLU6(), (3, 4)),
    "leaky_relu": (lambda: nn.LeakyReLU(0.2), (3, 4)),
    "elu": (lambda: nn.ELU(0.7), (3, 4)),
    "hardtanh": (lambda: nn.Hardtanh(-0.5, 0.8), (3, 4)),
    "tanh": (lambda: nn.Tanh(), (3, 4)),
    "sigmoid": (lambda: nn.Sigmoid(), (3, 4)),
    "logsigmoid": (lambda: nn.LogSigmoid(), (3, 4)),
    "silu": (lambda: nn.SiLU(), (3, 4)),
    "gelu": (lambda: nn.GELU(), (3, 4)),
    "gelu-tanh": (lambda: nn.GELU(approximate="tanh"), (3, 4)),
    "softplus": (lambda: nn.Softplus(2.0, 1.0), (3, 4)),
    "softmax": (lambda: nn.Softmax(dim=1), (3, 4)),
    "log_softmax": (lambda: nn.LogSoftmax(dim=0), (3, 4)),
    "dropout": (lambda: nn.Dropout(0.4), (4, 6)),
    "dropout2d": (lambda: nn.Dropout2d(0.4), (3, 4, 2, 2)),
    "max_pool1d": (lambda: nn.MaxPool1d(3, stride=2, padding=1), (2, 2, 7)),
    "max_pool2d": (lambda: nn.MaxPool2d(2), (1, 2, 5, 4)),
    "max_pool2d-ceil": (lambda: nn.MaxPool2d((3, 2), stride=(2, 2), padding=(1, 0), ceil_mode=True), (1, 2, 6, 5)),
    "avg_pool2d": (lambda: nn.AvgPool2d(2, stride=1, padding=1, count_include_pad=False), (1, 2, 3, 4)),
    "adaptive_avg_pool2d": (lambda: nn.AdaptiveAvgPool2d((2, 3)), (1, 2, 5, 7)),
    "flatten": (lambda: nn.Flatten(), (2, 3, 2)),
    "unflatten": (lambda: nn.Unflatten(1, (2, 3)), (2, 6)),
    "zero_pad2d": (lambda: nn.ZeroPad2d((1, 0, 2, 1)), (1, 1, 2, 3)),
    "reflection_pad2d": (lambda: nn.ReflectionPad2d(1), (1, 1, 3, 3)),
    "upsample-nearest": (lambda: nn.Upsample(scale_factor=2), (1, 2, 2, 3)),
    "upsample-bilinear": (lambda: nn.Upsample(size=(5, 4), mode="bilinear", align_corners=True), (1, 1, 3, 2)),
    "sequential": (lambda: nn.Sequential(nn.Conv2d(1, 2, 3), nn.BatchNorm2d(2), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(8, 3)),
                   (2, 1, 6, 6)),
}


def losses():
    def loss(case, compute, x_shape, target):
        torch.manual_seed(13)
        x = torch.randn(x_shape, requires_grad=True)
        t = target()
        y = compute(x, t)
        y.sum().backward()
        record("loss/" + case, y=y, x=x.grad)

    classes = lambda: torch.randint(0, 5, (4,))
    weight = torch.tensor([1.0, 2.0, 0.5, 1.0, 3.0])
    loss("cross_entropy", F.cross_entropy, (4, 5), classes)
    loss("cross_entropy-smooth", lambda x, t: F.cross_entropy(x, t, weight=weight, label_smoothing=0.1), (4, 5), classes)
    loss("cross_entropy-ignore", lambda x, t: F.cross_entropy(x, t, ignore_index=2, reduction="sum"), (4, 5), classes)
    loss("nll", lambda x, t: F.nll_loss(F.log_softmax(x, 1), t, reduction="none"), (4, 5), classes)
    loss("mse", F.mse_loss, (3, 2), lambda: torch.randn(3, 2))
    loss("l1", lambda x, t: F.l1_loss(x, t, reduction="sum"), (3, 2), lambda: torch.randn(3, 2))
    loss("smooth_l1", lambda x, t: F.smooth_l1_loss(x, t, beta=0.5), (3, 2), lambda: torch.randn(3, 2))
    loss("huber", lambda x, t: F.huber_loss(x, t, delta=0.5), (3, 2), lambda: torch.randn(3, 2))
    loss("bce", lambda x, t: F.binary_cross_entropy(x.sigmoid(), t), (3, 2), lambda: torch.rand(3, 2))
    loss("bce_with_logits", lambda x, t: F.binary_cross_entropy_with_logits(x, t, pos_weight=torch.tensor([2.0, 0.5])), (3, 2),
         lambda: torch.rand(3, 2))
    loss("kl_div", lambda x, t: F.kl_div(F.log_softmax(x, 1), t.log_softmax(1), log_target=True, reduction="sum"), (3, 2),
         lambda: torch.randn(3, 2))


def functions():
    def function(case, compute, shape):
        torch.manual_seed(17)
        x = torch.randn(shape, requires_grad=True)
        y = compute(x)
        (y.square().sum() / 2).backward()
        record("function/" + case, y=y, x=x.grad)

    function("normalize", lambda x: F.normalize(x).pow(3), (3, 4))
    function("normalize-p1", lambda x: F.normalize(x, p=1.0, dim=0), (3, 4))
    function("pad-constant", lambda x: F.pad(x, (1, 2, 0, 1), value=0.5), (2, 3))
    function("pad-replicate", lambda x: F.pad(x, (1, 2), mode="replicate"), (1, 2, 3))
    function("pad-circular", lambda x: F.pad(x, (1, 2), mode="circular"), (1, 2, 3))
    function("interpolate-area", lambda x: F.interpolate(x, size=(2, 2), mode="area"), (1, 1, 3, 5))
    function("interpolate-bicubic", lambda x: F.interpolate(x, scale_factor=1.5, mode="bicubic", align_corners=False), (1, 1, 3, 4))
    function("interpolate-linear", lambda x: F.interpolate(x, scale_factor=2.0, mode="linear", align_corners=False), (1, 2, 3))
    function("interpolate-antialias",
             lambda x: F.interpolate(x, size=(2, 3), mode="bilinear", align_corners=False, antialias=True), (1, 1, 4, 6))
    function("interpolate-exact", lambda x: F.interpolate(x, size=3, mode="nearest-exact"), (1, 2, 5))
    function("interpolate-recompute",
             lambda x: F.interpolate(x, scale_factor=1.7, mode="bilinear", align_corners=False, recompute_scale_factor=True), (1, 1, 3, 3))


def recurrent():
    def run(case, build, shape):
        torch.manual_seed(19)
        module = build()
        x = torch.randn(shape, requires_grad=True)
        y, state = module(x)
        (y.square().sum() / 2).backward()
        last = state[0] if isinstance(state, tuple) else state
        record("recurrent/" + case, y=y, last=last, x=x.grad, **{"grad " + name: p.grad for name, p in module.named_parameters()})

    run("lstm", lambda: nn.LSTM(2, 3), (4, 2, 2))
    run("lstm-deep", lambda: nn.LSTM(2, 2, num_layers=2, batch_first=True, bidirectional=True), (2, 3, 2))
    run("gru", lambda: nn.GRU(2, 3), (4, 2, 2))
    run("rnn-relu", lambda: nn.RNN(2, 3, nonlinearity="relu", bias=False), (4, 2, 2))

    torch.manual_seed(23)
    lstm = nn.LSTM(2, 3)
    x = torch.randn(5, 3, 2, requires_grad=True)
    packed = pack_padded_sequence(x, torch.tensor([2, 5, 3]), enforce_sorted=False)
    out, (h, c) = lstm(packed)
    y, lengths = pad_packed_sequence(out, padding_value=-1.0)
    (y.square().sum() / 2).backward()
    record("recurrent/packed", y=y, h=h, c=c, lengths=lengths, data=packed.data, x=x.grad, weight=lstm.weight_hh_l0.grad)

    torch.manual_seed(29)
    cell = nn.LSTMCell(2, 3)
    x = torch.randn(4, 2)
    h, c = cell(x)
    h, c = cell(x, (h, c))
    h.sum().backward()
    record("recurrent/cell", h=h, c=c, weight=cell.weight_hh.grad)


def penalty():
    """A gradient penalty, as in WGAN-GP: the gradient of a gradient through convolution, layer norm, activation and linear layer."""
    torch.manual_seed(31)
    critic = nn.Sequential(nn.Conv2d(1, 2, 3, padding=1), nn.LayerNorm([2, 4, 4]), nn.LeakyReLU(0.2), nn.Flatten(), nn.Linear(32, 1))
    x = torch.randn(3, 1, 4, 4, requires_grad=True)
    slope, = torch.autograd.grad(critic(x).sum(), x, create_graph=True)
    loss = (slope.flatten(1).norm(2, 1) - 1).square().mean()
    loss.backward()
    record("penalty", loss=loss, **{"grad " + name: p.grad for name, p in critic.named_parameters() if p.grad is not None})


def clipping():
    for case, norm_type in (("two", 2.0), ("one", 1.0), ("inf", float("inf"))):
        torch.manual_seed(37)
        model = nn.Linear(3, 2)
        model(torch.randn(4, 3)).square().sum().backward()
        total = nn.utils.clip_grad_norm_(model.parameters(), 0.5, norm_type)
        record("clip/" + case, total=total, weight=model.weight.grad, bias=model.bias.grad)


def running_statistics():
    torch.manual_seed(41)
    norm = nn.BatchNorm1d(3)
    for _ in range(3):
        norm(torch.randn(4, 3) * 2 + 1)
    norm.eval()
    record("running", y=norm(torch.randn(2, 3)), mean=norm.running_mean, var=norm.running_var, count=norm.num_batches_tracked)


for case, build in STARTS.items():
    start(case, build)
for case, fill in INITS.items():
    for shape in ((3, 4), (4, 2, 2)):
        torch.manual_seed(5)
        record(f"init/{case}/{len(shape)}", value=fill(torch.empty(shape)))
for case, (build, shape) in PASSES.items():
    passes(case, build, shape)
losses()
functions()
recurrent()
penalty()
clipping()
running_statistics()

path = pathlib.Path(__file__).with_name("golden_nn.json")
lines = (f"  {json.dumps(case)}: {json.dumps(tensors, separators=(',', ':'))}" for case, tensors in golden.items())
path.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
print(f"{path}: {len(golden)} cases from PyTorch {torch.__version__}")
