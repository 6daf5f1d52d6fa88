using TorchSharp;
using static TorchSharp.torch;

namespace AdaShift.Bench.Torch.Tests;

/// <summary>Tensors among plain indices: each stands for the dimensions that are its own.</summary>
public class IndexingTests
{
    [Fact]
    public void What_follows_a_mask_stands_after_all_its_dimensions()
    {
        using var scope = NewDisposeScope();
        var x = arange(120).view(2, 3, 4, 5);               // 60 i + 20 j + 5 k + l
        var pairs = TensorIndex.Tensor(arange(6).view(2, 3) % 4 == 1);          // (0, 1) and (1, 2)
        var ends = tensor(new[] { 3L, 0L });
        ShouldHold(x[pairs, ends], [2, 5], 35, 36, 37, 38, 39, 100, 101, 102, 103, 104);
        ShouldHold(x[pairs, TensorIndex.Colon, ends], [2, 4], 23, 28, 33, 38, 100, 105, 110, 115);
        ShouldHold(x[pairs, TensorIndex.Ellipsis, ends], [2, 4], 23, 28, 33, 38, 100, 105, 110, 115);
        ShouldHold(x[pairs, 1..3, 0], [2, 2], 25, 30, 105, 110);

        var others = TensorIndex.Tensor(arange(12).view(3, 4) % 10 == 1);       // (0, 1) and (2, 3)
        ShouldHold(x[TensorIndex.Colon, others, ends], [2, 2], 8, 55, 68, 115);
    }

    [Fact]
    public void Writing_behind_a_mask_reaches_the_same_elements()
    {
        using var scope = NewDisposeScope();
        var x = zeros(2, 3, 4, 5);
        x[TensorIndex.Tensor(arange(6).view(2, 3) % 4 == 1), TensorIndex.Colon, tensor(new[] { 3L, 0L })] = tensor(1f);
        x.sum().ToSingle().ShouldBe(8);
        x[0, 1].sum(0, keepdim: false).data<float>().ToArray().ShouldBe([0f, 0, 0, 4, 0]);
        x[1, 2].sum(0, keepdim: false).data<float>().ToArray().ShouldBe([4f, 0, 0, 0, 0]);
    }

    [Fact]
    public void A_tensor_of_one_number_selects_as_the_number_does()
    {
        using var scope = NewDisposeScope();
        var x = arange(24).view(2, 3, 4);                   // 12 i + 4 j + k
        var ends = tensor(new[] { 0L, 3L });
        ShouldHold(x[tensor(1L), TensorIndex.Colon, ends], [3, 2], 12, 15, 16, 19, 20, 23);
        ShouldHold(x[TensorIndex.Ellipsis, tensor(-1), ends], [2, 2], 8, 11, 20, 23);
        x[TensorIndex.Colon, tensor(0L)] = tensor(-1L);
        (x == -1).sum().ToInt64().ShouldBe(8);
    }

    [Fact]
    public void A_mask_of_one_flag_adds_a_dimension_and_keeps_all_or_nothing()
    {
        using var scope = NewDisposeScope();
        var x = arange(24).view(2, 3, 4);
        ShouldHold(x[tensor(true), TensorIndex.Colon, 0, 1], [1, 2], 1, 13);
        x[tensor(false), TensorIndex.Colon, 0].shape.ShouldBe([0, 2, 4]);
    }

    static void ShouldHold(Tensor actual, long[] shape, params long[] values)
    {
        actual.shape.ShouldBe(shape);
        actual.data<long>().ToArray().ShouldBe(values);
    }
}
