namespace AdaShift.Bench.Running;

/// <summary>A selector as it was written: <c>adam[lr=0.1|0.01]</c>.</summary>
sealed record SelectorSyntax(string Name, IReadOnlyList<SettingSyntax> Settings);

/// <summary><c>lr=0.1|0.01</c>.</summary>
sealed record SettingSyntax(string Key, IReadOnlyList<ValueText> Alternatives);

/// <summary>One value as it was written, without its quotes.</summary>
readonly record struct ValueText(string Text, bool Quoted);

/// <summary><c>adam</c> for every player, or <c>critic=adam[lr=0.1]+generator=sgd</c>.</summary>
/// <param name="Player">Null stands for every player.</param>
sealed record PlayerSyntax(string? Player, SelectorSyntax Selector);
