using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AdaShift.Bench.Optim.Tests.Acceleration;

/// <summary>Tests of what the whole process shares run while no other does.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;

/// <summary>The exports of TorchSharp and libtorch that accelerators call by name, in the versions that are pinned.</summary>
[Collection(nameof(Alone))]
public sealed class TensorMemoryTests : IDisposable
{
    readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Fact]
    public unsafe void A_tensor_is_described_and_read_by_its_handle()
    {
        var x = tensor([1f, 2, 3]);
        TensorMemory.Fits(x.Handle, ScalarType.Float32).ShouldBeTrue();
        TensorMemory.Length(x.Handle).ShouldBe(3);
        ((float*)TensorMemory.Data(x.Handle))[2].ShouldBe(3);
    }

    [Fact]
    public void Other_types_and_layouts_do_not_fit()
    {
        TensorMemory.Fits(ones(2, dtype: ScalarType.Float64).Handle, ScalarType.Float32).ShouldBeFalse();
        TensorMemory.Fits(ones(2, 3).t().Handle, ScalarType.Float32).ShouldBeFalse();
        TensorMemory.Fits(ones(1).expand(3).Handle, ScalarType.Float32).ShouldBeFalse();
        var sparse = sparse_coo_tensor(tensor(new long[,] { { 0 }, { 1 } }), ones(1), [2, 2]);
        TensorMemory.Fits(sparse.Handle, ScalarType.Float32).ShouldBeFalse();
    }

    [Fact]
    public void Shapes_are_compared_dimension_by_dimension()
    {
        var x = ones(2, 3);
        TensorMemory.HasShape(x.Handle, [2, 3]).ShouldBeTrue();
        TensorMemory.HasShape(tensor(1f).Handle, []).ShouldBeTrue();
        foreach (long[] other in new long[][] { [3, 2], [2], [6], [2, 3, 1], [] }) TensorMemory.HasShape(x.Handle, other).ShouldBeFalse();
    }

    [Fact]
    public void A_gradient_is_found_without_a_tensor_for_it()
    {
        var theta = new Parameter(ones(2));
        TensorMemory.Grad(theta.Handle).ShouldBe(0);
        theta.grad = ones(2);
        var grad = TensorMemory.Grad(theta.Handle);
        TensorMemory.Data(grad).ShouldBe(TensorMemory.Data(theta.grad.Handle));
        TensorMemory.Release(grad);
        theta.grad.sum().item<float>().ShouldBe(2);
    }

    [Fact]
    public void Autograd_notices_a_bumped_version()
    {
        var theta = new Parameter(ones(2));
        var loss = theta.square().sum();
        TensorMemory.BumpVersion(theta.Handle);
        Should.Throw<System.Runtime.InteropServices.ExternalException>(() => loss.backward()).Message
            .ShouldContain("modified by an inplace operation");
    }

    [Fact]
    public void A_libtorch_that_lacks_an_export_is_found_out_before_a_step()
    {
        TensorMemory.HasExports("torch_cpu").ShouldBeTrue();
        TensorMemory.HasExports("libSystem.Native").ShouldBeFalse();
        TensorMemory.HasExports("no-such-library").ShouldBeFalse();
    }

    [Fact]
    public void Without_the_exports_the_plain_rule_steps()
    {
        var theta = new Parameter(ones(2)) { grad = ones(2) };
        using var optimizer = new Zoo.Sgd(Lr: 0.5).For([theta]);
        TensorMemory.IsAvailable = false;
        try
        {
            optimizer.step();
        }
        finally
        {
            TensorMemory.IsAvailable = true;
        }

        (optimizer.Path, theta[0].item<float>()).ShouldBe((StepPath.Plain, 0.5f));
    }
}
