namespace AdaShift.Bench.Running;

/// <summary>Gives a plug-in's settings the values of a selector, and reports all problems at once.</summary>
sealed class SelectorBinder
{
    readonly Plugin plugin;
    readonly List<string> problems = [];
    readonly List<(int Index, IReadOnlyList<object?> Values)> given = [];

    SelectorBinder(Plugin plugin) => this.plugin = plugin;

    /// <returns>One bound selector for each point of the grid, the last key varying fastest.</returns>
    /// <exception cref="SelectorException">Every problem found.</exception>
    public static IReadOnlyList<BoundSelector> Bind(Plugin plugin, SelectorSyntax syntax)
    {
        var binder = new SelectorBinder(plugin);
        foreach (var (key, alternatives) in syntax.Settings) binder.Read(key, alternatives);
        binder.CheckRequired();
        binder.ThrowIfAny();
        var points = binder.Points();
        binder.problems.AddRange(points.SelectMany(p => p.Validate()).Distinct(StringComparer.Ordinal));
        binder.ThrowIfAny();
        return points;
    }

    void Read(string key, IReadOnlyList<ValueText> alternatives)
    {
        string[] names = [.. plugin.Settings.Select(s => s.Name)];
        var index = Array.FindIndex(names, name => KebabCase.Key(name) == KebabCase.Key(key));
        if (index < 0)
            problems.Add($"{plugin.Name} has no setting '{key}'.{NearestName.Among(key, names)}");
        else if (IsGiven(index))
            problems.Add($"{plugin.Name}: '{names[index]}' is given twice.");
        else
            given.Add((index, Values(plugin.Settings[index], alternatives)));
    }

    List<object?> Values(Setting setting, IReadOnlyList<ValueText> alternatives)
    {
        var values = new List<object?>();
        foreach (var text in alternatives)
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

        return values;
    }

    bool IsGiven(int index) => given.Any(g => g.Index == index);

    void CheckRequired() => problems.AddRange(plugin.Settings
        .Where((setting, i) => setting.IsRequired && !IsGiven(i))
        .Select(setting => $"{plugin.Name}: the setting '{setting.Name}' ({setting.Type}) must be given."));

    IReadOnlyList<BoundSelector> Points()
    {
        var points = Combinations.Of<object?>([.. given.Select(g => g.Values)])
            ?? throw new SelectorException($"{plugin.Name}: the grid has more than {Combinations.Most} points.");
        int[] keys = [.. given.Select(g => g.Index)];
        int[] varied = [.. given.Where(g => g.Values.Count > 1).Select(g => g.Index)];
        return [.. points.Select(point => new BoundSelector(plugin, Filled(keys, point), keys, varied))];
    }

    /// <summary>The defaults, with the values of one point in their places.</summary>
    object?[] Filled(int[] keys, IReadOnlyList<object?> point)
    {
        object?[] values = [.. plugin.Settings.Select(s => s.DefaultValue)];
        for (var i = 0; i < keys.Length; i++) values[keys[i]] = point[i];
        return values;
    }

    void ThrowIfAny()
    {
        if (problems.Count > 0) throw new SelectorException([.. problems]);
    }
}

/// <summary>Every combination of alternatives.</summary>
static class Combinations
{
    /// <summary>Larger grids are taken for typing errors.</summary>
    public const int Most = 10_000;

    /// <returns>The last list varies fastest; null when there are more than <see cref="Most"/>.</returns>
    public static IReadOnlyList<IReadOnlyList<T>>? Of<T>(IReadOnlyList<IReadOnlyList<T>> alternatives)
    {
        if (alternatives.Aggregate(1L, (product, some) => Math.Min(Most + 1, product * some.Count)) > Most) return null;
        IReadOnlyList<IReadOnlyList<T>> points = [[]];
        foreach (var some in alternatives)
            points = [.. points.SelectMany(point => some.Select(value => (IReadOnlyList<T>)[.. point, value]))];
        return points;
    }
}
