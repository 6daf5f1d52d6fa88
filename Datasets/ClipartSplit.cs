using System.Security.Cryptography;
using System.Text;

namespace AdaShift.Bench.Datasets;

/// <summary>Which pictures of the clip art are used, in which class and split: a pure function of their paths.</summary>
/// <remarks>
/// A class is a folder. A folder with fewer than 100 pictures counts to the folder that it is in, from the deepest up, so that few
/// pictures are lost; what then still has fewer is left out, and so is 'unsorted'. Each class has 20 pictures to test with and 80 to 160
/// to train on: the test accuracy weighs classes equally, and the largest folder (1,378 stars) does not outweigh the others. The package
/// gives 23 classes; from 60 pictures up there would be 33 smaller ones, from 150 up only 17.
/// <para>
/// Variants of one drawing are numbered ("star_01", "star_02"). All files of a class whose names differ only in what follows the last
/// letter are in the same split. Other near-duplicates are not looked for: 7 of the 460 test images equal a training image at 32×32,
/// under another name. Groups are taken in the order of the SHA-256 of their names, which no file system changes.
/// </para>
/// </remarks>
sealed record ClipartSplit(IReadOnlyList<string> Classes, IReadOnlyList<LabelledPath> Train, IReadOnlyList<LabelledPath> Test)
{
    /// <summary>Larger pictures (18, of up to 623 million pixels) are not used: they would take most of the time and memory.</summary>
    public const long MostPixels = 1L << 22;

    const int TestSize = 20; // per class
    const int LeastTrain = 80;
    const int MostTrain = 160;
    const string NoClass = "unsorted";

    public static ClipartSplit Choose(IEnumerable<string> paths)
    {
        var classes = Folders(paths)
            .Where(folder => folder.Key != NoClass)
            .Select(folder => (folder.Key, Split: Split(folder.Key, folder.Value)))
            .Where(one => one.Split.Test.Count == TestSize && one.Split.Train.Count >= LeastTrain)
            .OrderBy(one => one.Key, StringComparer.Ordinal)
            .ToList();
        return new([.. classes.Select(one => one.Key)],
            LabelledPath.Interleave(classes.Select(one => one.Split.Train.Take(MostTrain))),
            LabelledPath.Interleave(classes.Select(one => one.Split.Test)));
    }

    /// <summary>The pictures of each folder that has enough, with those of the smaller ones below it.</summary>
    static Dictionary<string, List<string>> Folders(IEnumerable<string> paths)
    {
        var folders = paths.GroupBy(FolderOf, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.ToList(), StringComparer.Ordinal);
        for (var depth = folders.Keys.Select(DepthOf).DefaultIfEmpty().Max(); depth > 0; depth--)
            foreach (var small in folders.Keys.Where(f => DepthOf(f) == depth && folders[f].Count < LeastTrain + TestSize).ToList())
            {
                folders.Remove(small, out var pictures);
                if (!folders.TryAdd(FolderOf(small), pictures!)) folders[FolderOf(small)].AddRange(pictures!);
            }

        return folders;
    }

    /// <summary>A group goes to the test split if it still fits whole; all others are for training.</summary>
    static (List<string> Train, List<string> Test) Split(string folder, IEnumerable<string> pictures)
    {
        var (train, test) = (new List<string>(), new List<string>());
        var groups = pictures.GroupBy(StemOf, StringComparer.Ordinal);
        foreach (var group in groups.OrderBy(g => Hash($"{folder}/{g.Key}"), StringComparer.Ordinal))
            (test.Count + group.Count() <= TestSize ? test : train).AddRange(group.Order(StringComparer.Ordinal));
        return (train, test);
    }

    /// <returns>The file's name up to its last letter.</returns>
    static string StemOf(string path)
    {
        var name = Path.GetFileNameWithoutExtension(path.AsSpan());
        while (name.Length > 0 && !char.IsLetter(name[^1])) name = name[..^1];
        return name.ToString();
    }

    static string FolderOf(string path) => path.LastIndexOf('/') is var end and >= 0 ? path[..end] : "";

    static int DepthOf(string folder) => folder.Count(c => c == '/');

    static string Hash(string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
