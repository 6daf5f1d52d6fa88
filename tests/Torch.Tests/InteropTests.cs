using System.Reflection;
using System.Runtime.InteropServices;
using TorchSharp;
using TorchSharp.Interop;
using static TorchSharp.torch;

namespace AdaShift.Bench.Torch.Tests;

public class InteropTests
{
    [Fact]
    public void Every_operator_in_use_is_in_this_libtorch()
    {
        var missing = typeof(Op).Assembly.GetTypes()
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public))
            .Where(field => field.FieldType == typeof(Op))
            .Select(field => (Op)field.GetValue(null)!)
            .Where(op => !op.Exists())
            .Select(op => op.Name);
        missing.ShouldBeEmpty();
    }

    [Fact]
    public void An_unknown_operator_is_named()
    {
        var op = new Op("no_such_operator.Tensor");
        op.Exists().ShouldBeFalse();
        Should.Throw<ExternalException>(() => op.Run(1)).Message.ShouldStartWith("no_such_operator.Tensor: ");
    }

    [Fact]
    public void A_missing_argument_is_named()
    {
        using var x = zeros(2);
        Should.Throw<ExternalException>(() => Ops.add_Tensor.Run(x)).Message.ShouldContain("argument 'other' is missing");
    }

    [Fact]
    public void A_long_list_goes_by_the_heap()
    {
        using var scope = NewDisposeScope();
        var many = Enumerable.Range(0, 300).Select(k => full(1, k)).ToArray();
        cat(many).sum().ToInt64().ShouldBe(300 * 299 / 2);
        cat(many).split([.. Enumerable.Repeat(3L, 100)]).Length.ShouldBe(100);
    }

    [Fact]
    public void A_missing_shim_is_explained()
    {
        NativeLoader.FilePath(null, "/app").ShouldBe("/app/libadashift_torch.so");
        NativeLoader.FilePath("/elsewhere/shim.so", "/app").ShouldBe("/elsewhere/shim.so");
        NativeLoader.FilePath(Path.GetTempPath(), "/app").ShouldEndWith("libadashift_torch.so");
        NativeLoader.Explain("/app/libadashift_torch.so", "not found").ShouldContain("cmake -S Torch/native");
    }

    [Fact]
    public void Calls_from_many_threads_do_not_meet()
    {
        Parallel.For(0, 64, k =>
        {
            using var scope = NewDisposeScope();
            var x = full(16, k);
            for (var n = 0; n < 50; n++)
                x = x + 1;
            x.sum().ToInt64().ShouldBe(16 * (k + 50));
            Should.Throw<ExternalException>(() => x.view(k + 17)).Message.ShouldContain($"[{k + 17}]");
        });
    }

    [Fact]
    public void Thread_counts_can_be_set()
    {
        var before = get_num_threads();
        set_num_threads(1);
        get_num_threads().ShouldBe(1);
        set_num_threads(before);
        Should.Throw<ArgumentOutOfRangeException>(() => set_num_threads(0));
    }
}
