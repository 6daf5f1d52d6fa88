namespace AdaShift.Bench.Datasets;

/// <summary>What an <see cref="Origin"/> is asked to deliver, and where.</summary>
public sealed class Delivery
{
    readonly IProgress<string>? progress;

    internal Delivery(Dataset dataset, AsideFolder aside, IProgress<string>? progress, CancellationToken token)
    {
        (Dataset, Files, Scratch, Token) = (dataset, aside.Files, aside.Scratch, token);
        this.progress = progress;
    }

    public Dataset Dataset { get; }

    /// <summary>An empty folder for the files, at the paths of <see cref="Datasets.Dataset.Files"/>.</summary>
    public string Files { get; }

    /// <summary>An empty folder for anything else; deleted afterwards.</summary>
    public string Scratch { get; }

    public CancellationToken Token { get; }

    public void Report(string line) => progress?.Report(line);

    /// <summary>The exception to throw when it does not work.</summary>
    public DataFetchException Failed(string reason, Exception? inner = null) => new(Dataset, reason, inner);

    /// <summary>Runs a program in <see cref="Scratch"/> until it ends.</summary>
    /// <param name="advice">What to do when that does not work, in a sentence.</param>
    /// <exception cref="DataFetchException">It is not installed, failed (its last words are quoted) or ran past the limit.</exception>
    public void RunProgram(string program, IEnumerable<string> arguments, TimeSpan limit, string advice) =>
        ExternalProgram.Run(this, program, arguments, limit, advice);

    /// <summary>
    /// Unpacks a tar archive, plain or gzipped, refusing links, paths that lead out of the folder and more than
    /// <paramref name="maxBytes"/>.
    /// </summary>
    /// <returns>The folder it was unpacked into, below <see cref="Scratch"/>.</returns>
    /// <exception cref="DataFetchException">The archive was refused or is broken.</exception>
    public string Unpack(string archive, long maxBytes)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Scratch, "unpacked")).FullName;
        try
        {
            SafeTar.Unpack(archive, folder, maxBytes, Token);
        }
        catch (InvalidDataException e)
        {
            throw Failed($"{Path.GetFileName(archive)}: {e.Message}", e);
        }

        return folder;
    }

    /// <summary>The place of a file among the delivered ones; its folder is made.</summary>
    public string PlaceFor(DataFile file)
    {
        var path = Verification.PathOf(file, Files);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return path;
    }
}
