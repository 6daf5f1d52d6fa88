using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.optim;

namespace TorchSharp.Modules;

/// <summary>The base to derive an optimizer from: groups, state per parameter, saving and loading.</summary>
public abstract class OptimizerHelper : Optimizer
{
    protected OptimizerOptions? _defaults;

    /// <summary>The state of each parameter, by its handle, in the order of the parameters.</summary>
    protected OrderedDict<nint, OptimizerState> _state = [];

    protected OptimizerHelper()
        : base(IntPtr.Zero)
    {
    }

    /// <summary>The living state, not a copy.</summary>
    public virtual StateDictionary state_dict()
    {
        var dictionary = new StateDictionary();
        foreach (var group in _parameter_groups)
        {
            dictionary.Options.Add(group.Options);
            var indices = new List<int>();
            foreach (var parameter in group.Parameters)
            {
                indices.Add(dictionary.State.Count);
                dictionary.State.Add(_state[parameter.Handle]);
            }
            dictionary.StateIndexRef.Add(indices);
        }
        return dictionary;
    }

    /// <summary>Copies options and state from another optimizer of the same kind and shape.</summary>
    /// <exception cref="ArgumentException">Another number of groups or parameters.</exception>
    public virtual void load_state_dict(StateDictionary state_dict)
    {
        var own = this.state_dict();
        RequireSame(own.Options.Count, state_dict.Options.Count, "parameter groups");
        RequireSame(own.State.Count, state_dict.State.Count, "parameter states");
        foreach (var (mine, theirs) in own.Options.Zip(state_dict.Options))
            if (!ReferenceEquals(mine, theirs))
                mine.LoadStateDict(theirs);
        foreach (var (mine, theirs) in own.State.Zip(state_dict.State))
            if (!ReferenceEquals(mine, theirs))
                mine.LoadStateDict(theirs);
    }

    /// <summary>Writes aside and renames, so that a crash leaves the former file.</summary>
    public void save_state_dict(string location)
    {
        var aside = location + ".tmp";
        using (var writer = new BinaryWriter(File.Create(aside)))
            save_state_dict(writer);
        File.Move(aside, location, overwrite: true);
    }

    public void load_state_dict(string location)
    {
        using var reader = new BinaryReader(File.OpenRead(location));
        load_state_dict(reader);
    }

    public void save_state_dict(BinaryWriter writer)
    {
        var own = state_dict();
        writer.Write(GetType().Name);
        writer.Write7BitEncodedInt64(own.Options.Count);
        writer.Write7BitEncodedInt64(own.State.Count);
        own.Options.ForEach(options => options.SaveStateDict(writer));
        own.State.ForEach(state => state.SaveStateDict(writer));
    }

    /// <exception cref="InvalidDataException">The state of another kind of optimizer.</exception>
    public void load_state_dict(BinaryReader reader)
    {
        var kind = reader.ReadString();
        if (kind != GetType().Name)
            throw new InvalidDataException($"This is the state of '{kind}', the optimizer is '{GetType().Name}'.");
        var own = state_dict();
        RequireSame(own.Options.Count, reader.Read7BitEncodedInt64(), "parameter groups");
        RequireSame(own.State.Count, reader.Read7BitEncodedInt64(), "parameter states");
        own.Options.ForEach(options => options.LoadStateDict(reader));
        own.State.ForEach(state => state.LoadStateDict(reader));
    }

    public void to(Device device)
    {
        foreach (var state in _state.Values)
            state.to(device);
    }

    /// <summary>Runs an update for each group: the closure with gradients, the update without them and in a dispose scope.</summary>
    protected Tensor? _step<T>(Action<T> body, Func<Tensor>? loss_closure = null) where T : ParamGroup
    {
        Tensor? loss = null;
        if (loss_closure is not null)
            using (enable_grad())
                loss = loss_closure();
        using var unrecorded = no_grad();
        using var scope = NewDisposeScope();
        foreach (var group in _parameter_groups)
            body((T)group);
        return loss;
    }

    static void RequireSame(long mine, long theirs, string what)
    {
        if (mine != theirs)
            throw new ArgumentException($"The saved optimizer has {theirs} {what}, this one {mine}.");
    }
}
