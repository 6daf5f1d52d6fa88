using TorchSharp;
using static TorchSharp.torch;

namespace AdaShift.Bench.Torch.Tests;

public class LifetimeTests
{
    [Fact]
    public void A_scope_disposes_what_was_created_in_it()
    {
        Tensor inside, outer, free;
        using (var enclosing = NewDisposeScope())
        {
            using (var scope = NewDisposeScope())
            {
                inside = zeros(2);
                outer = (inside + 1).MoveToOuterDisposeScope();
                free = (inside + 2).DetachFromDisposeScope();
                scope.DisposablesCount.ShouldBe(1);
                scope.Contains(inside).ShouldBeTrue();
            }
            inside.IsInvalid.ShouldBeTrue();
            outer.IsInvalid.ShouldBeFalse();
            enclosing.DisposablesCount.ShouldBe(1);
        }
        outer.IsInvalid.ShouldBeTrue();
        free.IsInvalid.ShouldBeFalse();
        free.Dispose();
    }

    [Fact]
    public void A_disposed_tensor_says_so()
    {
        var x = zeros(2);
        x.name = "θ";
        x.Dispose();
        x.Dispose();
        Should.Throw<ObjectDisposedException>(() => x.add_(1)).Message.ShouldContain("Tensor 'θ'");
        x.ToString().ShouldBe("disposed tensor");
    }

    [Fact]
    public void Leaving_a_scope_in_any_order_keeps_the_others()
    {
        using var scope = NewDisposeScope();
        Tensor[] all = [zeros(1), zeros(1), zeros(1), zeros(1)];
        all[1].Dispose();
        all[3].DetachFromDisposeScope();
        scope.DisposablesView.ShouldBe([all[0], all[2]], ignoreOrder: true);
        scope.Attach(all[3]);
        scope.DisposeEverythingBut(all[2]);
        all.Select(t => t.IsInvalid).ShouldBe([true, true, false, true]);
        scope.DisposablesCount.ShouldBe(1);
    }

    [Fact]
    public void Scopes_are_of_one_thread()
    {
        using var scope = NewDisposeScope();
        Tensor? elsewhere = null;
        var thread = new Thread(() => elsewhere = zeros(1));
        thread.Start();
        thread.Join();
        scope.Contains(elsewhere!).ShouldBeFalse();
        elsewhere!.Dispose();
    }

    [Fact]
    public void An_alias_lives_on_its_own()
    {
        var x = ones(2);
        using var y = x.alias();
        y.Handle.ShouldBe(x.Handle);
        x.Dispose();
        y.sum().ToSingle().ShouldBe(2);
    }

    [Fact]
    public void Ten_thousand_training_steps_leave_nothing_behind()
    {
        using var outer = NewDisposeScope();
        manual_seed(0);
        var w = randn(4, 3, requires_grad: true);
        var x = randn(8, 3);
        Step(w, x);
        var before = Tensor.TotalCount;
        var living = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        for (var k = 0; k < 10_000; k++)
            Step(w, x);
        Tensor.TotalCount.ShouldBeLessThanOrEqualTo(before);    // finalizers may free what earlier tests left
        DisposeScopeManager.Statistics.ThreadTotalLiveCount.ShouldBe(living);
    }

    [Fact]
    public void Errors_leave_nothing_behind()
    {
        using var x = zeros(2, 3);
        var before = Tensor.TotalCount;
        for (var k = 0; k < 100; k++)
            Should.Throw<System.Runtime.InteropServices.ExternalException>(() => x.matmul(x));
        Tensor.TotalCount.ShouldBeLessThanOrEqualTo(before);    // finalizers may free what earlier tests left
    }

    [Fact]
    public void The_finalizer_is_the_safety_net()
    {
        var before = Tensor.TotalCount;
        Forget(500);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        (Tensor.TotalCount - before).ShouldBeLessThan(10);
    }

    [Fact]
    public void A_temporary_lives_until_the_call_on_it_returns()
    {
        using var ended = new CancellationTokenSource();
        var collector = new Thread(() =>
        {
            while (!ended.IsCancellationRequested)
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
            }
        });
        collector.Start();
        try
        {
            for (var k = 0L; k < 300; k++)
            {
                tensor(new[] { k }).alias().alias().data<long>()[0].ShouldBe(k);
                zeros(k, requires_grad: true).is_leaf.ShouldBeTrue();
                zeros(k, 2).numel().ShouldBe(2 * k);
                new Generator((ulong)k).initial_seed().ShouldBe(k);
                cat([.. Enumerable.Range(0, 20).Select(n => tensor(new[] { k + n }))])[19].ToInt64().ShouldBe(k + 19);
            }
        }
        finally
        {
            ended.Cancel();
            collector.Join();
        }
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    static void Forget(int count)
    {
        for (var k = 0; k < count; k++)
            _ = zeros(1);
    }

    static void Step(Tensor w, Tensor x)
    {
        using var scope = NewDisposeScope();
        x.matmul(w.t()).softplus().mean().backward();
        using var unrecorded = no_grad();
        w.sub_(w.grad! * 0.01);
        w.grad!.zero_();
    }
}
