namespace AdaShift.Bench.Running;

/// <summary>Gives a plug-in's settings the values of a selector, and reports everything that is wrong with them at once.</summary>
sealed class SelectorBinder
{
    /// <summary>Larger grids are a slip of the hand.</summary>
    const long LargestGrid = 10_000;

    readonly Plugin plugin;
    readonly List<string> problems = [];
    readonly Dictionary<int, IReadOnlyList<object?>> alternatives = [];
    readonly List<int> given = [];

    SelectorBinder(Plugin plugin) => this.plugin = plugin;

    /// <returns>One bound selector for each point of the grid, the last key varying fastest.</returns>
    /// <exception cref="SelectorException">Every problem found.</exception>
    public static IReadOnlyList<BoundSelector> Bind(Plugin plugin, SelectorSyntax syntax)
    {
        var binder = new SelectorBinder(plugin);
        foreach (var setting in syntax.Settings) binder.Read(setting);
        binder.CheckRequired();
        binder.ThrowIfAny();
        var points = binder.Points();
        binder.problems.AddRange(points.SelectMany(p => p.Validate()).Distinct(StringComparer.Ordinal));
        binder.ThrowIfAny();
        return points;
    }

    void Read(SettingSyntax written)
    {
        var index = IndexOf(written.Key);
        if (index < 0)
            problems.Add($"{plugin.Name} has no setting '{written.Key}'.{NearestName.Among(written.Key, Names)}");
        else if (given.Contains(index))
            problems.Add($"{plugin.Name}: '{plugin.Settings[index].Name}' is given twice.");
        else
            Read(index, written.Alternatives);
    }

    void Read(int index, IReadOnlyList<ValueText> texts)
    {
        var setting = plugin.Settings[index];
        var values = new List<object?>();
        given.Add(index);
        foreach (var text in texts)
        {
            try
            {
                var value = setting.Parse(text);
                if (values.Contains(value))
                    problems.Add($"{plugin.Name}: {setting.Name} = {setting.Format(value)} stands twice among the alternatives.");
                values.Add(value);
            }
            catch (FormatException e)
            {
                problems.Add($"{plugin.Name}: {setting.Name} = {text.Text} {e.Message}");
            }
        }

        alternatives[index] = values;
    }

    string[] Names => [.. plugin.Settings.Select(s => s.Name)];

    int IndexOf(string key)
    {
        for (var i = 0; i < plugin.Settings.Count; i++)
            if (KebabCase.Key(plugin.Settings[i].Name) == KebabCase.Key(key)) return i;
        return -1;
    }

    void CheckRequired()
    {
        for (var i = 0; i < plugin.Settings.Count; i++)
            if (plugin.Settings[i].IsRequired && !given.Contains(i))
                problems.Add($"{plugin.Name}: the setting '{plugin.Settings[i].Name}' ({plugin.Settings[i].Type}) must be given.");
    }

    List<BoundSelector> Points()
    {
        var size = given.Aggregate(1L, (product, i) => Math.Min(LargestGrid + 1, product * alternatives[i].Count));
        if (size > LargestGrid) throw new SelectorException($"{plugin.Name}: the grid has more than {LargestGrid} points.");
        var varied = given.Where(i => alternatives[i].Count > 1).ToArray();
        var points = new List<object?[]> { plugin.Settings.Select(s => s.DefaultValue).ToArray() };
        foreach (var index in given) points = [.. points.SelectMany(p => alternatives[index].Select(value => With(p, index, value)))];
        return [.. points.Select(values => new BoundSelector(plugin, values, given, varied))];
    }

    static object?[] With(object?[] values, int index, object? value)
    {
        var copy = (object?[])values.Clone();
        copy[index] = value;
        return copy;
    }

    void ThrowIfAny()
    {
        if (problems.Count > 0) throw new SelectorException([.. problems]);
    }
}
