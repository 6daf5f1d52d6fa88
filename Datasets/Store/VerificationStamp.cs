namespace AdaShift.Bench.Datasets;

/// <summary>A text file beside the data: what each file was when it was last verified, so that opening need not hash again.</summary>
sealed class VerificationStamp(IReadOnlyList<StampLine> lines)
{
    const string Name = ".verified";
    const string Heading = "adashift-bench verified 1";

    /// <returns>Null when there is none or it cannot be read: then the data is verified again.</returns>
    public static VerificationStamp? Read(string folder)
    {
        try
        {
            var text = File.ReadAllLines(Path.Combine(folder, Name));
            return text.FirstOrDefault() == Heading ? new([.. text.Skip(1).Select(StampLine.Parse)]) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException or OverflowException)
        {
            return null;
        }
    }

    public Digest? DigestOf(DataFile file) => LineOf(file)?.Digest;

    /// <summary>Whether every file is as it was, and was what the dataset now asks for.</summary>
    public bool StillHolds(Dataset dataset, string folder)
    {
        try
        {
            return dataset.Files.All(file => LineOf(file) is { } line
                && (file.Digest is null || line.Digest == file.Digest)
                && line.StillHolds(Verification.PathOf(file, folder)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <exception cref="IOException">It could not be written; what was there is as it was.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    public void Write(string folder)
    {
        var aside = Path.Combine(folder, $"{Name}.{Guid.NewGuid():N}.tmp");
        try
        {
            File.WriteAllLines(aside, lines.Select(line => line.ToString()).Prepend(Heading));
            File.Move(aside, Path.Combine(folder, Name), overwrite: true);
        }
        catch
        {
            TryDelete(aside);
            throw;
        }
    }

    /// <summary>Does nothing where the folder may not be written: a shared read-only store works, only slower.</summary>
    public void TryWrite(string folder)
    {
        try
        {
            Write(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Then the next to open it verifies again.
        }
    }

    /// <summary>Keeps the checksums, trusts no size and time any more: damage once seen must not pass for verified later.</summary>
    public void Distrust(string folder) => new VerificationStamp([.. lines.Select(line => line with { Time = 0 })]).TryWrite(folder);

    StampLine? LineOf(DataFile file) => lines.FirstOrDefault(line => line.Path == file.Path);

    static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A read-only store: whoever may write to it will see the damage too.
        }
    }
}
