using TorchSharp;
using static TorchSharp.torch;

namespace AdaShift.Bench.Optim.Tests.Optimizers;

public sealed class RuleStateTests : IDisposable
{
    readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    sealed record Inner : RuleState
    {
        public Tensor? V { get; set; }
        public double Power { get; set; }
    }

    sealed record Everything(Tensor M, GradientWindow Window, Inner Nested) : RuleState
    {
        public Tensor? Maybe { get; set; }
        public long Steps { get; set; }
        public int Few { get; set; }
        public double Ratio { get; init; } = 1;
        public bool Warm { get; set; }
        public double Computed => Ratio * 2;
    }

    [Fact]
    public void Every_property_is_restored_bit_for_bit()
    {
        var saved = Filled();
        using var snapshot = new Snapshot();
        saved.Save(snapshot);
        var loaded = Empty();
        loaded.Load(snapshot);
        loaded.M.data<double>().ToArray().ShouldBe([Math.PI, 2]);
        loaded.Maybe!.item<float>().ShouldBe(3);
        loaded.Window.Count.ShouldBe(1);
        loaded.Nested.V!.item<float>().ShouldBe(4);
        loaded.Nested.Power.ShouldBe(0.1 + 0.2);
        (loaded.Steps, loaded.Few, loaded.Ratio, loaded.Warm).ShouldBe((long.MaxValue, -7, double.Epsilon, true));
    }

    [Fact]
    public void No_tensor_is_restored_as_no_tensor()
    {
        var saved = Empty();
        using var snapshot = new Snapshot();
        saved.Save(snapshot);
        var loaded = Filled();
        loaded.Load(snapshot);
        loaded.Maybe.ShouldBeNull();
        loaded.Nested.V.ShouldBeNull();
    }

    [Fact]
    public void A_computed_property_is_not_saved()
    {
        var saved = Filled();
        using var snapshot = new Snapshot();
        saved.Save(snapshot);
        snapshot.Values.Keys.ShouldNotContain("Computed");
    }

    [Fact]
    public void A_snapshot_does_not_follow_the_state()
    {
        var state = Filled();
        using var snapshot = new Snapshot();
        state.Save(snapshot);
        state.M.zero_();
        state.Load(snapshot);
        state.M[0].item<double>().ShouldBe(Math.PI);
    }

    [Fact]
    public void A_missing_property_is_named()
    {
        using var empty = new Snapshot();
        var state = Filled();
        Should.Throw<InvalidDataException>(() => state.Load(empty.Under("w"))).Message.ShouldContain("'w/Few'");
    }

    sealed record WithList(List<double> Losses) : RuleState;

    sealed record WithHiddenField : RuleState
    {
        int secret;
        public int Next() => ++secret;
    }

    sealed record WithHiddenProperty : RuleState
    {
        internal double Secret { get; set; }
    }

    sealed record WithFixedNumber : RuleState
    {
        public long Born { get; } = 3;
    }

    [Fact]
    public void What_cannot_be_saved_is_refused_by_name()
    {
        using var snapshot = new Snapshot();
        Message(new WithList([])).ShouldBe(
            "RuleStateTests.WithList.Losses is a List`1, which cannot be part of a rule's state. " +
            "Allowed: Tensor, Tensor?, GradientWindow, a RuleState, long, int, double, bool.");
        Message(new WithHiddenField()).ShouldStartWith("RuleStateTests.WithHiddenField hides 'secret', which would be lost");
        Message(new WithHiddenProperty()).ShouldStartWith("RuleStateTests.WithHiddenProperty hides 'Secret', which would be lost");
        Message(new WithFixedNumber()).ShouldBe("RuleStateTests.WithFixedNumber.Born cannot be restored: give it a set or init accessor.");

        string Message(RuleState state) => Should.Throw<InvalidOperationException>(() => state.Save(snapshot)).Message;
    }

    static Everything Empty() => new(zeros(2, dtype: ScalarType.Float64), new GradientWindow(2), new Inner());

    static Everything Filled()
    {
        var state = new Everything(tensor([Math.PI, 2]), new GradientWindow(2), new Inner { V = tensor(4f), Power = 0.1 + 0.2 })
        {
            Maybe = tensor(3f), Steps = long.MaxValue, Few = -7, Ratio = double.Epsilon, Warm = true,
        };
        state.Window.Push(tensor(5f));
        return state;
    }
}
