using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using Rnn = TorchSharp.torch.nn.utils.rnn;

namespace AdaShift.Bench.Torch.Tests.Nn;

/// <summary>Recurrent networks, padded and packed, are PyTorch's.</summary>
public sealed class RecurrentTests
{
    [Theory]
    [InlineData("lstm")]
    [InlineData("lstm-deep")]
    [InlineData("gru")]
    [InlineData("rnn-relu")]
    public void Output_and_gradients_are_those_of_PyTorch(string name) => Compare(name, CPU);

    [Theory]
    [InlineData("lstm")]
    [InlineData("lstm-deep")]
    [InlineData("gru")]
    [InlineData("rnn-relu")]
    public void They_are_on_the_other_device_too(string name)
    {
        var device = OtherDevice.OrSkip();
        using var exact = new ExactConvolutions();
        Compare(name, device);
    }

    [Theory]
    [InlineData("lstm")]
    [InlineData("lstm-deep")]
    [InlineData("gru")]
    [InlineData("rnn-relu")]
    public void On_cuda_the_weights_lie_one_behind_the_other(string name)
    {
        var device = OtherDevice.CudaOrSkip();
        Assert.SkipUnless(cuda.is_cudnn_available(), "no cuDNN");
        using var scope = NewDisposeScope();
        using var module = Build(name);
        var before = module.parameters().Select(p => (parameter: p, values: p.detach().clone())).ToList();
        module.to(device);
        foreach (var (parameter, values) in before) parameter.cpu().Equals(values).ShouldBeTrue();
        module.parameters().Count(p => p.storage_offset() == 0).ShouldBe(1);
        module.parameters().ShouldBe(before.Select(b => b.parameter));
        module.cpu().parameters().ShouldAllBe(p => p.storage_offset() == 0);
    }

    static void Compare(string name, Device device)
    {
        using var scope = NewDisposeScope();
        manual_seed(19);
        using var module = Build(name);
        var start = randn(name == "lstm-deep" ? [2, 3, 2] : [4, 2, 2]);
        module.to(device);
        var x = start.to(device).requires_grad_();
        var (y, last) = Run(module, x);
        (y.square().sum() / 2).backward();

        NnGolden.ShouldMatch("recurrent/" + name,
            [("y", y), ("last", last), ("x", x.grad!), .. module.named_parameters().Select(p => ("grad " + p.name, p.parameter.grad!))]);
    }

    [Fact]
    public void Packed_sequences_are_run_longest_first_and_come_back_in_order()
    {
        using var scope = NewDisposeScope();
        manual_seed(23);
        using var lstm = LSTM(2, 3);
        var x = randn(5, 3, 2).requires_grad_();
        using var packed = Rnn.pack_padded_sequence(x, tensor(new[] { 2L, 5L, 3L }), enforce_sorted: false);
        var (output, h, c) = lstm.call(packed);
        var (y, lengths) = Rnn.pad_packed_sequence(output, padding_value: -1);
        (y.square().sum() / 2).backward();

        NnGolden.ShouldMatch("recurrent/packed",
            ("y", y), ("h", h), ("c", c), ("lengths", lengths), ("data", packed.data), ("x", x.grad!),
            ("weight", lstm.get_parameter("weight_hh_l0")!.grad!));
    }

    [Fact]
    public void A_state_given_to_a_packed_run_is_in_the_order_of_the_batch()
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        using var gru = GRU(2, 3);
        var x = randn(4, 2, 2);
        var h0 = randn(1, 2, 3);
        var (_, packedLast) = gru.call(Rnn.pack_padded_sequence(x, tensor(new[] { 2L, 4L }), enforce_sorted: false), h0);
        var (_, first) = gru.call(x.narrow(0, 0, 2).narrow(1, 0, 1), h0.narrow(1, 0, 1));
        var (_, second) = gru.call(x.narrow(1, 1, 1), h0.narrow(1, 1, 1));

        packedLast.allclose(cat([first, second], 1), atol: 1e-6).ShouldBeTrue();
    }

    [Fact]
    public void A_cell_steps_as_in_PyTorch()
    {
        using var scope = NewDisposeScope();
        manual_seed(29);
        using var cell = LSTMCell(2, 3);
        var x = randn(4, 2);
        var state = cell.call(x);
        var (h, c) = cell.call(x, state);
        h.sum().backward();

        NnGolden.ShouldMatch("recurrent/cell", ("h", h), ("c", c), ("weight", cell.weight_hh.grad!));
    }

    [Fact]
    public void Packing_and_padding_again_changes_nothing()
    {
        using var scope = NewDisposeScope();
        Tensor[] sequences = [arange(3f), arange(5f), arange(1f)];
        var packed = Rnn.pack_sequence(sequences, enforce_sorted: false);
        var (padded, lengths) = Rnn.pad_packed_sequence(packed, batch_first: true, total_length: 6);

        lengths.data<long>().ToArray().ShouldBe([3L, 5, 1]);
        padded.shape.ShouldBe([3, 6]);
        padded[1].data<float>().ToArray().ShouldBe([0f, 1, 2, 3, 4, 0]);
    }

    [Fact]
    public void A_packed_sequence_ends_with_its_scope()
    {
        long before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        Rnn.PackedSequence packed;
        using (NewDisposeScope())
        {
            packed = Rnn.pack_padded_sequence(randn(3, 2, 1), tensor(new[] { 3L, 1L })).MoveToOuterDisposeScope();
            Rnn.pack_padded_sequence(randn(3, 2, 1), tensor(new[] { 3L, 1L }));
        }
        packed.data.sum().Dispose();
        packed.Dispose();
        DisposeScopeManager.Statistics.ThreadTotalLiveCount.ShouldBe(before);
    }

    [Fact]
    public void An_input_without_a_batch_dimension_is_refused_by_name()
    {
        using var scope = NewDisposeScope();
        using var lstm = LSTM(2, 3, batchFirst: true);
        Should.Throw<ArgumentException>(() => lstm.call(randn(4, 2))).Message
            .ShouldContain("LSTM takes [batch, time, features]; the input has shape [4,2]");
    }

    static Module Build(string name) => name switch
    {
        "lstm" => LSTM(2, 3),
        "lstm-deep" => LSTM(2, 2, numLayers: 2, batchFirst: true, bidirectional: true),
        "gru" => GRU(2, 3),
        _ => RNN(2, 3, nonLinearity: NonLinearities.ReLU, bias: false),
    };

    static (Tensor Y, Tensor Last) Run(Module module, Tensor x)
    {
        if (module is not TorchSharp.Modules.LSTM lstm)
            return module is TorchSharp.Modules.GRU gru ? gru.call(x) : ((TorchSharp.Modules.RNN)module).call(x);
        var (y, h, _) = lstm.call(x);
        return (y, h);
    }
}
