using System;
using System.IO;
using System.Linq;
using System.Text;

namespace AdaShift.Bench.Build;

/// <summary>
/// Makes a symbol version that a shared library needs optional. libLibTorchSharp.so needs GLIBCXX_3.4.32 (GCC 13) for a marker that no
/// relocation refers to, so the loader of Debian 12 and Ubuntu 22.04 refuses it without need.
/// </summary>
/// <remarks>
/// Compiled by the build (Torch.targets), as C# for .NET Standard 2.0, and by the tests. Layout: System V ABI, and "Symbol Versioning" in
/// the Linux Standard Base, for 64-bit little-endian files.
/// </remarks>
public static class SymbolVersion
{
    const uint VersionNeeds = 0x6ffffffe; // SHT_GNU_verneed
    const ushort Weak = 0x2;              // VER_FLG_WEAK

    /// <summary>Sets the flag "weak" of a needed version, in place.</summary>
    /// <returns>False if the file does not need the version, or only weakly.</returns>
    /// <exception cref="InvalidDataException">Not a whole 64-bit little-endian ELF file.</exception>
    public static bool Weaken(byte[] elf, string version)
    {
        if (elf.Length < 64 || elf[0] != 0x7f || elf[1] != 'E' || elf[2] != 'L' || elf[3] != 'F')
            throw new InvalidDataException("It is no ELF file.");
        if (elf[4] != 2 || elf[5] != 1) throw new InvalidDataException("It is no 64-bit little-endian ELF file.");
        var sections = Half(elf, 0x3c);
        _ = At(elf, Section(elf, sections) - 1); // the section headers come last, so a truncated file lacks some
        var changed = false;
        for (var i = 0; i < sections; i++)
        {
            var section = Section(elf, i);
            if (Word(elf, section + 4) == VersionNeeds) changed |= WeakenIn(elf, section, version);
        }

        return changed;
    }

    /// <summary>Walks the chain of needed libraries, and for each the chain of versions.</summary>
    static bool WeakenIn(byte[] elf, long section, string version)
    {
        var names = Long(elf, Section(elf, (int)Word(elf, section + 40)) + 24);
        var changed = false;
        var library = Long(elf, section + 24);
        for (var left = Word(elf, section + 44); left > 0; left--)
        {
            var need = library + Word(elf, library + 8);
            for (var count = Half(elf, library + 2); count > 0; count--)
            {
                if (IsAt(elf, names + Word(elf, need + 8), version)) changed |= SetWeak(elf, need + 4);
                need += Word(elf, need + 12);
            }

            library += Word(elf, library + 12);
        }

        return changed;
    }

    static bool SetWeak(byte[] elf, long flags)
    {
        if ((Half(elf, flags) & Weak) != 0) return false;
        elf[flags] |= (byte)Weak;
        return true;
    }

    static bool IsAt(byte[] elf, long at, string text)
    {
        var bytes = Encoding.ASCII.GetBytes(text + "\0");
        for (var i = 0; i < bytes.Length; i++)
            if (At(elf, at + i) != bytes[i]) return false;
        return true;
    }

    static long Section(byte[] elf, int index) => Long(elf, 0x28) + ((long)index * Half(elf, 0x3a));

    static ushort Half(byte[] elf, long at) => (ushort)(At(elf, at) | (At(elf, at + 1) << 8));

    static uint Word(byte[] elf, long at) => Half(elf, at) | ((uint)Half(elf, at + 2) << 16);

    static long Long(byte[] elf, long at) => Word(elf, at) | ((long)Word(elf, at + 4) << 32);

    static byte At(byte[] elf, long at) =>
        at >= 0 && at < elf.Length ? elf[at] : throw new InvalidDataException("The ELF file is truncated or damaged.");
}

#if !WITHOUT_MSBUILD
/// <summary>Writes a copy of a shared library that does not require a symbol version.</summary>
public sealed class WeakenSymbolVersion : Microsoft.Build.Utilities.Task
{
    [Microsoft.Build.Framework.Required]
    public string Library { get; set; }

    [Microsoft.Build.Framework.Required]
    public string Version { get; set; }

    [Microsoft.Build.Framework.Required]
    public string Copy { get; set; }

    public override bool Execute()
    {
        var aside = Copy + "." + Guid.NewGuid().ToString("N") + ".tmp";
        byte[] elf = null;
        try
        {
            elf = File.ReadAllBytes(Library);
            SymbolVersion.Weaken(elf, Version);
            Directory.CreateDirectory(Path.GetDirectoryName(Copy));
            File.WriteAllBytes(aside, elf);
            // The copy is as large as the original. Unless its time differs, an incremental copy takes the two for the same file.
            File.SetLastWriteTimeUtc(aside, File.GetLastWriteTimeUtc(Library).AddMinutes(1));
            if (File.Exists(Copy)) File.Replace(aside, Copy, null);
            else File.Move(aside, Copy);
        }
        catch (Exception e) when (e is IOException || e is UnauthorizedAccessException || e is InvalidDataException)
        {
            if (!IsWritten(elf)) Log.LogError(Explain(e.Message));
            if (File.Exists(aside)) File.Delete(aside);
        }

        return !Log.HasLoggedErrors;
    }

    /// <summary>Whether another project of this build has already written it.</summary>
    bool IsWritten(byte[] elf) => elf != null && File.Exists(Copy) && File.ReadAllBytes(Copy).SequenceEqual(elf);

    string Explain(string reason) =>
        $"{Path.GetFileName(Library)} needs {Version} (GCC 13), which the libstdc++ of {Distribution()} lacks, and a copy that works " +
        $"without it cannot be written to '{Copy}': {reason} Make that folder writable, or build on Debian 13, Ubuntu 24.04 or newer.";

    static string Distribution()
    {
        const string file = "/etc/os-release", key = "PRETTY_NAME=";
        if (File.Exists(file))
            foreach (var line in File.ReadAllLines(file))
                if (line.StartsWith(key, StringComparison.Ordinal)) return line.Substring(key.Length).Trim('"');
        return "this system";
    }
}
#endif
