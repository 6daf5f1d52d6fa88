using TorchSharp;
using static TorchSharp.torch;

namespace AdaShift.Bench.Optim.Tests.Optimizers;

public sealed class GradientWindowTests : IDisposable
{
    readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Fact]
    public void First_in_first_out_the_oldest_at_index_0()
    {
        using var window = Filled(3, 1, 2, 3);
        window.Select(t => t.item<float>()).ShouldBe([1, 2, 3]);
        window[0].item<float>().ShouldBe(1);
        window[^1].item<float>().ShouldBe(3);
        window.IsFull.ShouldBeTrue();
        window.Pop().item<float>().ShouldBe(1);
        window.Count.ShouldBe(2);
    }

    [Fact]
    public void It_holds_copies_without_a_graph()
    {
        var gradient = (ones(2, requires_grad: true) * 2).MoveToOuterDisposeScope();
        using var window = new GradientWindow(1);
        window.Push(gradient);
        window[0].requires_grad.ShouldBeFalse();
        using (no_grad()) gradient.zero_();
        window[0].sum().item<float>().ShouldBe(4);
    }

    [Fact]
    public void A_popped_gradient_stays_valid_until_the_next_pop_though_others_are_pushed()
    {
        using var window = Filled(2, 1, 2);
        for (var next = 3; next < 9; next++)
        {
            var popped = window.Pop();
            window.Push(tensor((float)next));
            popped.item<float>().ShouldBe(next - 2);
        }
    }

    [Fact]
    public void In_the_long_run_it_allocates_nothing()
    {
        using var window = Filled(2, 1, 2);
        using var gradient = tensor(5f);
        Turn(window, gradient);
        Turn(window, gradient);
        var before = DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;
        for (var i = 0; i < 20; i++) Turn(window, gradient);
        DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount.ShouldBe(before);
    }

    [Fact]
    public void It_survives_the_dispose_scope_around_a_push()
    {
        using var window = new GradientWindow(1);
        using (NewDisposeScope()) window.Push(tensor(7f));
        window[0].item<float>().ShouldBe(7);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(4)]
    public void Saved_and_loaded_it_is_the_same_full_or_not(int count)
    {
        using var window = Filled(4, [.. Enumerable.Range(1, count)]);
        using var snapshot = new Snapshot();
        window.Save(snapshot.Under("w"));
        using var other = Filled(4, 9, 9, 9);
        other.Load(snapshot.Under("w"));
        other.Select(t => t.item<float>()).ShouldBe(Enumerable.Range(1, count).Select(i => (float)i));
    }

    [Fact]
    public void A_window_that_is_too_long_for_this_one_is_refused()
    {
        using var window = Filled(3, 1, 2, 3);
        using var snapshot = new Snapshot();
        window.Save(snapshot);
        using var smaller = new GradientWindow(2);
        Should.Throw<InvalidDataException>(() => smaller.Load(snapshot)).Message
            .ShouldBe("The snapshot holds a window of 3 gradients, this one takes at most 2.");
    }

    [Fact]
    public void Gradients_of_another_shape_or_type_than_the_parameter_are_refused()
    {
        using var window = Filled(3, 1, 2);
        using var snapshot = new Snapshot();
        window.Save(snapshot);
        using var other = new GradientWindow(3);
        foreach (var theta in new[] { zeros(2), zeros([], dtype: ScalarType.Float64) })
            Should.Throw<InvalidDataException>(() => other.Load(snapshot, null, theta)).Message
                .ShouldBe($"The snapshot's gradient 0 is [] Float32, the parameter is {theta.Shape()} {theta.dtype}.");
        other.Load(snapshot, null, zeros([]));
        other.Count.ShouldBe(2);
    }

    [Fact]
    public void Pushing_into_a_full_window_and_popping_an_empty_one_are_errors()
    {
        using var window = Filled(1, 1);
        Should.Throw<InvalidOperationException>(() => window.Push(tensor(2f))).Message
            .ShouldBe("The window holds 1 of at most 1 gradients. Pop before you push.");
        window.Pop();
        Should.Throw<InvalidOperationException>(() => window.Pop()).Message.ShouldContain("empty");
        Should.Throw<ArgumentOutOfRangeException>(() => new GradientWindow(-1));
    }

    static GradientWindow Filled(int capacity, params int[] values)
    {
        var window = new GradientWindow(capacity);
        foreach (var value in values) window.Push(tensor((float)value));
        return window;
    }

    static void Turn(GradientWindow window, Tensor gradient)
    {
        window.Pop();
        window.Push(gradient);
    }
}
