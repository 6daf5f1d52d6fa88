using AdaShift.Bench.Testing;
using static TorchSharp.torch;

namespace AdaShift.Bench.Abstractions.Tests;

public sealed class TrialTests
{
    static readonly RunContext Run = new() { Device = CPU, Seed = 0, DataRoot = "data", Clock = new NoClock() };

    [Fact]
    public void A_trial_is_saved_and_put_back_whole()
    {
        using var scope = NewDisposeScope();
        using var trial = new ToyTwoPlayer().Open(Run);
        using var before = new Snapshot();
        trial.Save(before);
        using (no_grad())
            foreach (var player in trial.Players)
                foreach (var (_, parameter) in player.Parameters) parameter.zero_();
        trial.Load(before);
        using var after = new Snapshot();
        trial.Save(after);
        after.Tensors.Keys.ShouldBe(before.Tensors.Keys);
        foreach (var (name, tensor) in before.Tensors) after.Tensors[name].Equals(tensor).ShouldBeTrue(name);
        before.Tensors.Keys.ShouldContain("critic/in.weight");
        before.Tensors.Keys.ShouldContain("noise/state");
    }

    [Fact]
    public void A_player_without_an_optimizer_says_who_should_have_attached_it()
    {
        using var trial = new ToyQuadratic().Open(Run);
        Should.Throw<InvalidOperationException>(() => trial.Players[0].Step())
            .Message.ShouldContain("The player 'model' has no optimizer yet");
    }

    [Fact]
    public void A_name_registered_twice_is_refused() =>
        Should.Throw<InvalidOperationException>(() => new Twice(Run)).Message.ShouldBe("Twice registers 'position' twice.");

    [Fact]
    public void A_kept_name_may_have_a_slash_and_a_frozen_module_asks_for_no_gradient()
    {
        using var trial = new Slashed(Run) { Position = 7 };
        using var saved = new Snapshot();
        trial.Save(saved);
        trial.Position = 0;

        trial.Load(saved);

        trial.Position.ShouldBe(7);
        trial.Fixed.parameters().ShouldAllBe(parameter => !parameter.requires_grad);
    }

    [Fact]
    public void A_trial_without_loss_and_step_says_what_to_override()
    {
        using var trial = new Empty(Run);
        Should.Throw<InvalidOperationException>(() => trial.Loss()).Message.ShouldBe("Empty overrides neither Loss() nor TrainStep().");
        Should.Throw<InvalidOperationException>(() => trial.TrainStep(null!))
            .Message.ShouldBe("Empty has 0 players: override TrainStep().");
    }

    [Fact]
    public void A_snapshot_of_other_parts_or_shapes_is_refused_by_name()
    {
        using var scope = NewDisposeScope();
        using var trial = new ToyQuadratic().Open(Run);
        Refused(saved => saved.Put("removed/weight", ones(2)))
            .ShouldBe("The snapshot has 'removed', the trial has not.");
        Refused(saved => saved.Under("model").Put("layer3.weight", ones(2)))
            .ShouldBe("The snapshot has 'model/layer3.weight', the model has not.");

        string Refused(Action<Snapshot> change)
        {
            using var saved = new Snapshot();
            trial.Save(saved);
            change(saved);
            return Should.Throw<InvalidDataException>(() => trial.Load(saved)).Message;
        }
    }

    [Fact]
    public void Layers_in_an_array_are_refused_by_the_name_of_their_field() =>
        Should.Throw<InvalidOperationException>(() => new OfLayers(Run, new Hidden())).Message.ShouldBe(
            "Hidden.layers holds tensors that are not registered (4), so no optimizer would train them. Hold layers in a ModuleList, " +
            "or give each to register_module (a tensor to register_parameter).");

    public static TheoryData<string, Func<nn.Module, object?>> Holders => new()
    {
        { "one layer", layer => layer },
        { "a ModuleList", layer => nn.ModuleList(layer) },
        { "a sequence", _ => nn.Sequential(("a", nn.Linear(2, 2))) },
        { "a parameter", _ => new TorchSharp.Modules.Parameter(ones(2)) },
        { "a dictionary's values", layer => new Dictionary<string, nn.Module> { ["a"] = layer } },
        { "a jagged array", layer => new nn.Module[][] { [], [layer] } },
        { "a list of tuples", layer => new List<(string, nn.Module)> { ("a", layer) } },
        { "a class's tuple", layer => Tuple.Create(1, layer) },
        { "a list that holds itself", HoldingItself },
    };

    [Theory]
    [MemberData(nameof(Holders))]
    public void A_layer_is_refused_wherever_a_field_holds_it(string where, Func<nn.Module, object?> hold)
    {
        using var model = new Holder(hold(nn.Linear(2, 2)));
        Should.Throw<InvalidOperationException>(() => new OfLayers(Run, model), where).Message
            .ShouldStartWith("Holder.Late holds tensors that are not registered");
    }

    [Fact]
    public void A_field_of_anything_else_is_no_fault()
    {
        foreach (var held in new object?[] { null, "text", new[] { 1f }, ones(2), HoldingItself(null) })
            new OfLayers(Run, new Holder(held)).Dispose();
    }

    static List<object?> HoldingItself(nn.Module? layer)
    {
        var list = new List<object?> { layer };
        list.Add(list);
        return list;
    }

    [Fact]
    public void Layers_that_are_registered_or_frozen_may_lie_in_an_array_too()
    {
        using var registered = new OfLayers(Run, new Hidden(registers: true));
        registered.Players[0].Parameters.Count.ShouldBe(4);
        using var frozen = new OfLayers(Run, new Hidden(freezes: true));
        frozen.Players[0].Parameters.ShouldBeEmpty();
    }

    [Fact]
    public void A_player_has_the_weights_that_two_layers_share_once()
    {
        var shared = nn.Linear(2, 2, hasBias: false);
        using var tied = new OfLayers(Run, nn.Sequential(("first", shared), ("second", shared)));
        tied.Players[0].Parameters.Select(p => p.name).ShouldBe(["first.weight"]);
    }

    sealed class Hidden : nn.Module
    {
        readonly nn.Module[] layers = [nn.Linear(2, 2), nn.Linear(2, 1)];

        public Hidden(bool registers = false, bool freezes = false)
            : base(nameof(Hidden))
        {
            foreach (var (i, layer) in layers.Index())
            {
                if (registers) register_module($"layer{i}", layer);
                foreach (var parameter in layer.parameters()) parameter.requires_grad = !freezes;
            }
        }
    }

    sealed class Holder : nn.Module
    {
        public Holder(object? late)
            : base(nameof(Holder))
        {
            RegisterComponents();
            Late = late;
        }

        public object? Late { get; }
    }

    sealed class OfLayers : Trial
    {
        public OfLayers(RunContext run, nn.Module model)
            : base(run) => AddPlayer("model", model);

        public override void Evaluate(EvaluationBuilder evaluation) { }
    }

    sealed class Slashed : Trial
    {
        public Slashed(RunContext run)
            : base(run)
        {
            Fixed = AddFrozen("fixed", nn.Linear(2, 1));
            Keep("data/position", () => Position, value => Position = value);
        }

        public long Position { get; set; }

        public nn.Module Fixed { get; }

        public override void Evaluate(EvaluationBuilder evaluation) { }
    }

    sealed class Twice : Trial
    {
        public Twice(RunContext run)
            : base(run)
        {
            Keep("position", () => 0, _ => { });
            Keep("position", () => 0, _ => { });
        }

        public override void Evaluate(EvaluationBuilder evaluation) { }
    }

    sealed class Empty(RunContext run) : Trial(run)
    {
        public override void Evaluate(EvaluationBuilder evaluation) { }
    }

    sealed class NoClock : IPhaseClock
    {
        public PhaseScope Enter(Phase phase) => new(this);

        public PhaseScope EnterPart(string name) => new(this);

        public void Leave() { }
    }
}
