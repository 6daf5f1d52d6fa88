namespace AdaShift.Bench.Running;

/// <summary>An optimizer for each player of a workload.</summary>
/// <param name="ByPlayer">Canonical selectors; players in ordinal order, so that equal specs are written alike.</param>
/// <param name="Short">Only what differs from the defaults; one selector where every player has the same.</param>
/// <param name="Point">What tells this point from the others: <c>lr=0.1</c>; empty when there is no grid.</param>
sealed record BoundPlayers(IReadOnlyDictionary<string, string> ByPlayer, string Short, string Point)
{
    const long LargestGrid = 10_000;

    /// <summary>Understands <c>adam[…]</c> (every player) and <c>critic=adam[…]+generator=sgd[…]</c>, grids included.</summary>
    /// <param name="players">Null when the workload is not known, so that at least the selectors are checked.</param>
    /// <exception cref="SelectorException">Every problem found.</exception>
    public static IReadOnlyList<BoundPlayers> Bind(PluginCatalog catalog, string text, IReadOnlyList<string>? players)
    {
        var parts = SelectorParser.Assignment(text);
        var problems = players is null ? [] : PlayerProblems(parts, players).ToList();
        var bound = new List<IReadOnlyList<BoundPart>>();
        foreach (var part in parts)
        {
            try
            {
                bound.Add([.. catalog.Bind<UpdateRule>(part.Selector).Select(b => new BoundPart(part.Player, b))]);
            }
            catch (SelectorException e)
            {
                problems.AddRange(e.Problems);
            }
        }

        if (bound.Aggregate(1L, (points, part) => Math.Min(LargestGrid + 1, points * part.Count)) > LargestGrid)
            problems.Add($"The grids of the players have more than {LargestGrid} points together.");
        return problems.Count == 0 ? [.. Combinations(bound).Select(c => From(c, players))] : throw new SelectorException([.. problems]);
    }

    static IEnumerable<string> PlayerProblems(IReadOnlyList<PlayerSyntax> parts, IReadOnlyList<string> players)
    {
        if (parts is [{ Player: null }]) yield break;
        if (parts.Any(p => p.Player is null))
        {
            var example = string.Join('+', players.Select(p => $"{p}={parts[0].Selector.Name}"));
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

    static IEnumerable<IReadOnlyList<BoundPart>> Combinations(IEnumerable<IReadOnlyList<BoundPart>> parts)
    {
        IEnumerable<IReadOnlyList<BoundPart>> combinations = [[]];
        foreach (var part in parts) combinations = [.. combinations.SelectMany(c => part.Select(p => (IReadOnlyList<BoundPart>)[.. c, p]))];
        return combinations;
    }

    static BoundPlayers From(IReadOnlyList<BoundPart> parts, IReadOnlyList<string>? players)
    {
        var byPlayer = new SortedDictionary<string, BoundSelector>(StringComparer.Ordinal);
        foreach (var player in players ?? [.. parts.Select(p => p.Player ?? "")])
            byPlayer[player] = parts.First(p => p.Player is null || p.Player == player).Selector;
        return new(
            new SortedDictionary<string, string>(byPlayer.ToDictionary(p => p.Key, p => p.Value.Canonical), StringComparer.Ordinal),
            byPlayer.Values.Select(s => s.Canonical).Distinct(StringComparer.Ordinal).Skip(1).Any()
                ? string.Join('+', byPlayer.Select(p => $"{p.Key}={p.Value.Short}"))
                : parts[0].Selector.Short,
            string.Join(' ', parts.Where(p => p.Selector.Point.Length > 0).Select(p => p.Point)));
    }

    sealed record BoundPart(string? Player, BoundSelector Selector)
    {
        public string Point => Player is null ? Selector.Point : $"{Player} {Selector.Point}";
    }
}
