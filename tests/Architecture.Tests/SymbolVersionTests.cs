using System.Buffers.Binary;
using System.Text;
using AdaShift.Bench.Build;

namespace AdaShift.Bench.Architecture.Tests;

/// <summary>A library that is made to need a symbol version, on a system that does not have it.</summary>
public sealed class SymbolVersionTests
{
    const string Version = "GLIBCXX_3.4.32";
    const int Needs = 64, Names = 128, Sections = 256, Size = Sections + (3 * 64);

    [Fact]
    public void The_version_alone_becomes_weak()
    {
        var (elf, before) = (Elf(), Elf());
        SymbolVersion.Weaken(elf, Version).ShouldBeTrue();
        Enumerable.Range(0, Size).Where(i => elf[i] != before[i]).ShouldBe([Needs + 16 + 16 + 4]);
        elf[Needs + 16 + 16 + 4].ShouldBe((byte)2);
    }

    [Fact]
    public void A_second_time_there_is_nothing_to_do()
    {
        var elf = Elf();
        SymbolVersion.Weaken(elf, Version);
        SymbolVersion.Weaken(elf, Version).ShouldBeFalse();
    }

    [Theory]
    [InlineData("GLIBCXX_3.4.99")]
    [InlineData("GLIBCXX_3.4.3")]
    public void A_library_that_does_not_need_it_stays_as_it_is(string version)
    {
        var elf = Elf();
        SymbolVersion.Weaken(elf, version).ShouldBeFalse();
        elf.ShouldBe(Elf());
    }

    [Fact]
    public void What_is_no_such_file_is_refused()
    {
        Message([1, 2, 3]).ShouldBe("It is no ELF file.");
        var narrow = Elf();
        narrow[4] = 1;
        Message(narrow).ShouldBe("It is no 64-bit little-endian ELF file.");
        for (var length = 64; length < Size; length += 8) Message(Elf()[..length]).ShouldBe("The ELF file is truncated or damaged.");

        static string Message(byte[] elf) => Should.Throw<InvalidDataException>(() => SymbolVersion.Weaken(elf, Version)).Message;
    }

    [Fact]
    public void The_library_that_is_loaded_here_needs_nothing_that_the_system_lacks()
    {
        var libstdcxx = new[] { "/usr/lib/x86_64-linux-gnu/libstdc++.so.6", "/usr/lib64/libstdc++.so.6" }.FirstOrDefault(File.Exists);
        Assert.SkipWhen(libstdcxx is null, "there is no libstdc++ where it usually is");
        if (Encoding.Latin1.GetString(File.ReadAllBytes(libstdcxx)).Contains(Version, StringComparison.Ordinal)) return;
        var library = Path.Combine(AppContext.BaseDirectory, "runtimes/linux-x64/native/libLibTorchSharp.so");
        SymbolVersion.Weaken(File.ReadAllBytes(library), Version).ShouldBeFalse("the build did not make it weak");
    }

    /// <summary>A file header, one library needed in two versions, their names; section headers for none, needs, names.</summary>
    internal static byte[] Elf()
    {
        var elf = new byte[Size];
        "\u007fELF"u8.CopyTo(elf);
        (elf[4], elf[5]) = (2, 1);
        Put64(0x28, Sections);
        Put16(0x3a, 64);
        Put16(0x3c, 3);

        // Verneed: version 1, two of them, the file's name at 1, the first 16 bytes on.
        Put16(Needs, 1);
        Put16(Needs + 2, 2);
        Put32(Needs + 4, 1);
        Put32(Needs + 8, 16);
        Vernaux(Needs + 16, name: 14, next: 16);
        Vernaux(Needs + 32, name: 26, next: 0);
        Encoding.ASCII.GetBytes($"\0libstdc++.so\0GLIBCXX_3.4\0{Version}\0").CopyTo(elf, Names);

        Put32(Sections + 64 + 4, 0x6ffffffe);
        Put64(Sections + 64 + 24, Needs);
        Put32(Sections + 64 + 40, 2); // the names are in section 2
        Put32(Sections + 64 + 44, 1); // one library
        Put32(Sections + 128 + 4, 3);
        Put64(Sections + 128 + 24, Names);
        return elf;

        void Vernaux(int at, uint name, uint next)
        {
            Put32(at + 8, name);
            Put32(at + 12, next);
        }

        void Put16(int at, ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(elf.AsSpan(at), value);
        void Put32(int at, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(elf.AsSpan(at), value);
        void Put64(int at, ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(elf.AsSpan(at), value);
    }
}
