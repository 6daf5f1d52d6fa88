using System.Reflection;

namespace AdaShift.Bench.Running;

/// <summary>A build of the harness, as named in records.</summary>
/// <param name="Commit">Null if unknown.</param>
sealed record HarnessBuild(string Version, string? Commit)
{
    const int CommitDigits = 7; // as git shows it

    public static HarnessBuild OfThisProcess { get; } = Parse(
        typeof(HarnessBuild).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown");

    /// <summary>The build that began a run.</summary>
    public static HarnessBuild Of(EnvironmentRecord environment) => new(environment.Harness, environment.Commit);

    /// <param name="version">A version with the commit after it: 0.1.0+1a2b3c.</param>
    public static HarnessBuild Parse(string version) =>
        version.Split('+', 2) is [var number, var commit] ? new(number, commit) : new(version, null);

    /// <summary>Whether it is known to be a different build; an unknown commit says nothing.</summary>
    public bool DiffersFrom(HarnessBuild other) =>
        Version != other.Version || (Commit is not null && other.Commit is not null && Commit != other.Commit);

    /// <returns>E.g. "AdaShift.Bench 0.1.0 (commit 1a2b3c4)", or with "1a2b3c4+dirty" for uncommitted changes.</returns>
    public override string ToString() =>
        Commit is null ? $"AdaShift.Bench {Version}" : $"AdaShift.Bench {Version} (commit {Short(Commit)})";

    static string Short(string commit)
    {
        var id = commit.Split('+')[0];
        return id[..Math.Min(CommitDigits, id.Length)] + commit[id.Length..];
    }
}
