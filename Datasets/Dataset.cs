using System.Reflection;

namespace AdaShift.Bench.Datasets;

/// <summary>
/// A set of files with known content, and where they come from. Needs a <see cref="DatasetAttribute"/> and a constructor without
/// parameters.
/// </summary>
/// <remarks>Describes only: <see cref="DataStore"/> fetches, verifies and opens; reading the files is up to the derived class.</remarks>
public abstract class Dataset
{
    readonly DatasetAttribute about;

    /// <exception cref="InvalidOperationException">The class lacks its attribute.</exception>
    protected Dataset() => about = GetType().GetCustomAttribute<DatasetAttribute>()
        ?? throw new InvalidOperationException($"{GetType()} needs a [Dataset(\"name\", Title = …, Licence = …, Source = …)] attribute.");

    /// <summary>For one that the catalog does not show.</summary>
    private protected Dataset(DatasetAttribute about) => this.about = about;

    public string Name => about.Name;

    public string Title => about.Title;

    public string Licence => about.Licence;

    public string Source => about.Source;

    /// <summary>What is in it, in one sentence with counts and shapes.</summary>
    public abstract string Description { get; }

    /// <summary>Every file that an opened dataset consists of.</summary>
    public abstract IReadOnlyList<DataFile> Files { get; }

    /// <summary>How the files get here.</summary>
    public abstract Origin Origin { get; }

    /// <summary>Size on disk, as far as it is known beforehand.</summary>
    public long Bytes => Files.Sum(file => file.Bytes ?? 0);
}
