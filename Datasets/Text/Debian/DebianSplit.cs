using System.Security.Cryptography;
using System.Text;

namespace AdaShift.Bench.Datasets;

/// <summary>Which pairs are to train on, for dev and for test: nothing of the latter two is known from training.</summary>
/// <remarks>
/// Of pairs with the same <see cref="Wording"/> in either language the first is kept. A source package is in one split whole; packages
/// are taken in the order of the SHA-256 of their names, which neither the order of the lists nor other packages change, and those with
/// many pairs go to training, so that dev and test have many subjects. Of dev and test the lines that are near one of training, or of each
/// other, in either language are then left out.
/// </remarks>
static class DebianSplit
{
    const int HeldOut = 1_100; // in dev and in test; about a tenth is then left out as near-duplicates
    const int LeastShare = 20; // no more than a twentieth of all, where there are few
    const int MostPerPackage = 20;

    public static (List<DebianPair> Train, List<DebianPair> Dev, List<DebianPair> Test) Choose(IEnumerable<DebianPair> pairs, Tally dropped)
    {
        var distinct = Distinct(pairs, dropped);
        var size = Math.Min(HeldOut, distinct.Count / LeastShare);
        var (train, dev, test) = (new List<DebianPair>(), new List<DebianPair>(), new List<DebianPair>());
        foreach (var package in distinct.GroupBy(pair => pair.Source, StringComparer.Ordinal).OrderBy(one => Hash(one.Key), StringComparer.Ordinal))
        {
            var count = package.Count();
            (count > MostPerPackage ? train : test.Count + count <= size ? test : dev.Count + count <= size ? dev : train).AddRange(package);
        }

        train = [.. train.OrderBy(pair => pair.Source, StringComparer.Ordinal)]; // stable: a package's lines stay in their order
        test = Apart(test, train, dropped);
        return (train, Apart(dev, [.. train, .. test], dropped), test);
    }

    static List<DebianPair> Distinct(IEnumerable<DebianPair> pairs, Tally dropped)
    {
        var (english, other) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        var distinct = new List<DebianPair>();
        foreach (var pair in pairs)
        {
            // Both are added in any case, so that a third pair is held against each.
            var isNew = english.Add(string.Join(' ', Wording.Of(pair.English, pair)));
            if (other.Add(string.Join(' ', Wording.Of(pair.Other, pair))) & isNew) distinct.Add(pair);
            else dropped.Add("lines that repeat another apart from names and numbers");
        }

        return distinct;
    }

    static List<DebianPair> Apart(List<DebianPair> pairs, List<DebianPair> from, Tally dropped)
    {
        var english = new NearDuplicates(from.Select(pair => Wording.Of(pair.English, pair)));
        var other = new NearDuplicates(from.Select(pair => Wording.Of(pair.Other, pair)));
        var apart = pairs.Where(pair =>
            !english.Contains(Wording.Of(pair.English, pair)) && !other.Contains(Wording.Of(pair.Other, pair))).ToList();
        dropped.Add("dev and test lines near one of another split", pairs.Count - apart.Count);
        return apart;
    }

    static string Hash(string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
