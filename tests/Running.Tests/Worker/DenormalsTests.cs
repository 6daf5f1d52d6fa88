using TorchSharp;
using static TorchSharp.torch;

namespace AdaShift.Bench.Running.Tests;

public sealed class DenormalsTests
{
    float denormal = 1e-40f;

    /// <summary>Each on a thread of its own, as the setting is the thread's.</summary>
    static T OnNewThread<T>(Func<T> work)
    {
        var result = default(T);
        var thread = new Thread(() => result = work());
        thread.Start();
        thread.Join();
        return result!;
    }

    [Fact]
    public void They_become_zero_in_torch_and_in_CSharp_and_on_threads_that_are_started_later()
    {
        var (flushed, product, own, later) = OnNewThread(() =>
            (Denormals.TryFlush(true), Product(), Volatile.Read(ref denormal) * 1f, OnNewThread(Product)));
        Assert.SkipUnless(flushed, "this processor or this system's libtorch cannot flush denormal numbers");
        (product, own, later).ShouldBe((0f, 0f, 0f));
    }

    [Fact]
    public void They_stay_what_they_are_unless_flushed() => OnNewThread(Product).ShouldBe(denormal);

    float Product()
    {
        using var scope = NewDisposeScope();
        return (tensor(denormal) * tensor(1f)).item<float>();
    }
}
