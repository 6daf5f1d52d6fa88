namespace AdaShift.Bench.Running;

/// <summary>An optimizer for each player of a workload.</summary>
/// <param name="ByPlayer">Canonical selectors; players in ordinal order, so that equal specs are written alike.</param>
/// <param name="Short">Only what differs from the defaults; one selector where every player has the same.</param>
/// <param name="Point">What distinguishes this point of a grid: <c>lr=0.1</c>; empty when there is no grid.</param>
sealed record BoundPlayers(IReadOnlyDictionary<string, string> ByPlayer, string Short, string Point)
{
    /// <summary>Understands <c>adam[…]</c> (every player) and <c>critic=adam[…]+generator=sgd[…]</c>, grids included.</summary>
    /// <param name="players">Null when the workload is not known, so that at least the selectors are checked.</param>
    /// <exception cref="SelectorException">Every problem found.</exception>
    public static IReadOnlyList<BoundPlayers> Bind(PluginCatalog catalog, string text, IReadOnlyList<string>? players)
    {
        var parts = SelectorParser.Assignment(text);
        var problems = players is null ? [] : PlayerProblems(parts, players).ToList();
        var bound = new List<IReadOnlyList<(string? Player, BoundSelector Selector)>>();
        foreach (var part in parts)
        {
            try
            {
                bound.Add([.. catalog.Bind<UpdateRule>(part).Select(selector => (part.Player, selector))]);
            }
            catch (SelectorException e)
            {
                problems.AddRange(e.Problems);
            }
        }

        var points = Combinations.Of(bound);
        if (points is null) problems.Add($"The grids of the players have more than {Combinations.Most} points together.");
        return problems.Count == 0 ? [.. points!.Select(point => From(point, players))] : throw new SelectorException([.. problems]);
    }

    static IEnumerable<string> PlayerProblems(IReadOnlyList<SelectorSyntax> parts, IReadOnlyList<string> players)
    {
        if (parts is [{ Player: null }]) yield break;
        if (parts.Any(p => p.Player is null))
        {
            var example = string.Join('+', players.Select(p => $"{p}={parts[0].Name}"));
            yield return $"With several optimizers each needs its player, as in '{example}'.";
            yield break;
        }

        var named = parts.Select(p => p.Player!).ToArray();
        foreach (var unknown in named.Except(players))
            yield return $"The workload has no player '{unknown}'.{NearestName.Among(unknown, players)}";
        foreach (var twice in named.GroupBy(n => n).Where(g => g.Skip(1).Any()))
            yield return $"The player '{twice.Key}' is given two optimizers.";
        foreach (var missing in players.Except(named))
            yield return $"The player '{missing}' has no optimizer.";
    }

    static BoundPlayers From(IReadOnlyList<(string? Player, BoundSelector Selector)> parts, IReadOnlyList<string>? players)
    {
        var selectors = (players ?? [.. parts.Select(p => p.Player ?? "")]).Distinct().Order(StringComparer.Ordinal)
            .Select(player => (player, parts.First(p => p.Player is null || p.Player == player).Selector)).ToList();
        var differ = selectors.Select(s => s.Selector.Canonical).Distinct(StringComparer.Ordinal).Skip(1).Any();
        var varied = parts.Where(p => p.Selector.Point.Length > 0)
            .Select(p => p.Player is null ? p.Selector.Point : $"{p.Player} {p.Selector.Point}");
        return new(
            new SortedDictionary<string, string>(selectors.ToDictionary(s => s.player, s => s.Selector.Canonical), StringComparer.Ordinal),
            differ ? string.Join('+', selectors.Select(s => $"{s.player}={s.Selector.Short}")) : parts[0].Selector.Short,
            string.Join(' ', varied));
    }
}
