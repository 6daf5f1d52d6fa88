using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace AdaShift.Bench.Datasets.Tests;

/// <summary>Writes lists in exactly the format of apt's: Packages, Translation-en and Translation-fr.</summary>
sealed class AptLists(string folder)
{
    const string Release = "mirror.example_debian_dists_stable";
    readonly StringBuilder packages = new();
    readonly StringBuilder english = new();
    readonly StringBuilder french = new();

    /// <param name="source">As in Packages, such as "gcc-12 (12.2.0-14)"; null where it is the package itself.</param>
    /// <param name="english">The description, its long part in lines that begin with a space.</param>
    /// <param name="french">Null where nobody has translated it.</param>
    public AptLists Add(string package, string? source, string english, string? french)
    {
        var md5 = Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(english + "\n")));
        packages.Append(CultureInfo.InvariantCulture, $"Package: {package}\n{(source is null ? "" : $"Source: {source}\n")}");
        packages.Append("Version: 1.0-1\nArchitecture: all\nDepends: libc6 (>= 2.4),\n python3\n");
        packages.Append(CultureInfo.InvariantCulture, $"Description: {english.Split('\n')[0]}\nDescription-md5: {md5}\n\n");
        this.english.Append(CultureInfo.InvariantCulture, $"Package: {package}\nDescription-md5: {md5}\nDescription-en: {english}\n\n");
        if (french is not null)
            this.french.Append(CultureInfo.InvariantCulture, $"Package: {package}\nDescription-md5: {md5}\nDescription-fr: {french}\n\n");
        return this;
    }

    public void Write()
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, $"{Release}_InRelease"), "Origin: Debian\n");
        File.WriteAllText(Path.Combine(folder, $"{Release}_main_binary-amd64_Packages"), packages.ToString());
        File.WriteAllText(Path.Combine(folder, $"{Release}_main_i18n_Translation-en"), english.ToString());
        File.WriteAllText(Path.Combine(folder, $"{Release}_main_i18n_Translation-fr"), french.ToString());
    }
}
