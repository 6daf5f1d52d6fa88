using TorchSharp;
using static TorchSharp.torch;

namespace AdaShift.Bench.Torch.Tests.Nn;

/// <summary>For one seed, modules start with the same numbers as in Python.</summary>
public sealed class StartTests
{
    const double LastBits = 1e-6;

    static readonly Dictionary<string, Func<nn.Module>> Modules = new(StringComparer.Ordinal)
    {
        ["linear"] = () => nn.Linear(5, 3),
        ["linear-large"] = () => nn.Linear(32, 2),
        ["conv1d"] = () => nn.Conv1d(2, 3, 3),
        ["conv2d-groups"] = () => nn.Conv2d(4, 2, 3, groups: 2),
        ["conv_transpose2d"] = () => nn.ConvTranspose2d(2, 3, 2),
        ["embedding"] = () => nn.Embedding(4, 3, padding_idx: 1),
        ["lstm"] = () => nn.LSTM(2, 2, numLayers: 2, bidirectional: true),
        ["gru"] = () => nn.GRU(3, 2),
        ["rnn"] = () => nn.RNN(3, 2, bias: false),
        ["lstm_cell"] = () => nn.LSTMCell(3, 2),
        ["batch_norm"] = () => nn.BatchNorm2d(3),
        ["nested"] = () => nn.Sequential(
            nn.Linear(3, 2), nn.ReLU(), nn.Sequential(nn.LayerNorm(2), nn.Linear(2, 1, hasBias: false))),
    };

    static readonly Dictionary<string, Func<Tensor, Tensor>> Fills = new(StringComparer.Ordinal)
    {
        ["xavier_uniform"] = t => nn.init.xavier_uniform_(t, 2),
        ["xavier_normal"] = t => nn.init.xavier_normal_(t),
        ["kaiming_uniform"] = t => nn.init.kaiming_uniform_(t, nonlinearity: nn.init.NonlinearityType.ReLU),
        ["kaiming_normal-fan_out"] = t =>
            nn.init.kaiming_normal_(t, mode: nn.init.FanInOut.FanOut, nonlinearity: nn.init.NonlinearityType.ReLU),
        ["orthogonal"] = t => nn.init.orthogonal_(t, 1.5),
        ["trunc_normal"] = t => nn.init.trunc_normal_(t, 0.5, 1, -1, 1),
        ["uniform"] = t => nn.init.uniform_(t, -2, 3),
        ["normal"] = t => nn.init.normal_(t, 1, 0.1),
    };

    public static TheoryData<string> ModuleNames => [.. Modules.Keys];

    public static TheoryData<string> FillNames => [.. Fills.Keys];

    [Theory, MemberData(nameof(ModuleNames))]
    public void A_module_starts_as_in_PyTorch(string name)
    {
        using var scope = NewDisposeScope();
        manual_seed(7);
        using var module = Modules[name]();

        NnGolden.ShouldMatch("start/" + name, module.state_dict().Select(entry => (entry.Key, entry.Value)), LastBits);
    }

    [Theory, MemberData(nameof(FillNames))]
    public void An_initialiser_fills_as_in_PyTorch(string name)
    {
        using var scope = NewDisposeScope();
        foreach (long[] shape in (long[][])[[3, 4], [4, 2, 2]])
        {
            manual_seed(5);
            NnGolden.ShouldMatch($"init/{name}/{shape.Length}", [("value", Fills[name](empty(shape)))], LastBits);
        }
    }

    [Fact]
    public void An_orthogonal_matrix_is_orthogonal()
    {
        using var scope = NewDisposeScope();
        var q = nn.init.orthogonal_(empty(6, 3));
        (q.t().matmul(q) - eye(3)).abs().max().item<float>().ShouldBeLessThan(1e-5f);
    }

    [Fact]
    public void A_vector_has_no_fan()
    {
        using var scope = NewDisposeScope();
        Should.Throw<ArgumentException>(() => nn.init.xavier_uniform_(empty(3))).Message.ShouldContain("[3]");
    }

    [Fact]
    public void A_tensor_without_elements_is_returned_as_it_is()
    {
        using var scope = NewDisposeScope();
        foreach (var name in new[] { "xavier_uniform", "xavier_normal", "kaiming_uniform", "kaiming_normal-fan_out" })
        {
            foreach (long[] shape in (long[][])[[0, 5], [5, 0], [0, 0]])
            {
                var weight = empty(shape);
                Fills[name](weight).ShouldBeSameAs(weight);
            }
        }
        using var linear = nn.Linear(0, 5);
        linear.call(ones((long[])[2, 0])).data<float>().ToArray().ShouldBe(new float[10]);
    }

    [Fact]
    public void Initialisers_leave_no_trace_in_autograd()
    {
        using var scope = NewDisposeScope();
        var weight = nn.Parameter(empty(2, 2));
        nn.init.kaiming_normal_(weight);
        weight.is_leaf.ShouldBeTrue();
        weight.requires_grad.ShouldBeTrue();
    }
}
