using System.Diagnostics;
using TorchSharp;
using static TorchSharp.torch;

namespace AdaShift.Bench.Running.Tests.Records;

/// <summary>A reader and a writer of the format that share no code with ours: struct, json and numpy.</summary>
public sealed class PythonTests : IDisposable
{
    const string Python = "/usr/bin/python3";

    const string Reader = """
        import json, struct, sys
        import numpy as np
        kinds = {"F64": "<f8", "F32": "<f4", "F16": "<f2", "I64": "<i8",
                 "I32": "<i4", "I16": "<i2", "I8": "|i1", "U8": "|u1", "BOOL": "|b1"}
        with open(sys.argv[1], "rb") as file:
            length, = struct.unpack("<Q", file.read(8))
            header = json.loads(file.read(length))
            data = file.read()
        for name in sorted(header):
            entry = header[name]
            begin, end = entry["data_offsets"]
            array = np.frombuffer(data[begin:end], kinds[entry["dtype"]])
            assert begin % array.itemsize == 0, name
            print(name, entry["dtype"], entry["shape"], array.astype("f8").tolist())
        """;

    const string Writer = """
        import json, struct, sys
        import numpy as np
        arrays = {"x": np.arange(6, dtype="<f4").reshape(2, 3), "flags": np.array([True, False]),
                  "half": np.array([1.5, -2.0], dtype="<f2")}
        names = {"float32": "F32", "bool": "BOOL", "float16": "F16"}
        header, data = {"__metadata__": {"by": "numpy"}}, b""
        for name, array in arrays.items():
            begin, data = len(data), data + array.tobytes()
            header[name] = {"dtype": names[array.dtype.name], "shape": list(array.shape), "data_offsets": [begin, len(data)]}
        text = json.dumps(header).encode()
        with open(sys.argv[1], "wb") as file:
            file.write(struct.pack("<Q", len(text)) + text + data)
        """;

    readonly string path = Path.GetTempFileName();

    public void Dispose() => File.Delete(path);

    [Fact]
    public void Python_reads_what_we_write()
    {
        using var scope = NewDisposeScope();
        TensorFiles.Save(path, new Dictionary<string, Tensor>
        {
            ["bool"] = tensor(new[] { true, false }),
            ["byte"] = tensor(new byte[] { 7 }),
            ["double"] = tensor(new[] { 0.1, -2 }),
            ["float"] = arange(4f).view(2, 2),
            ["half"] = ones(2, dtype: ScalarType.Float16),
            ["long"] = tensor(new[] { long.MinValue >> 20 }),
            ["short"] = tensor(new short[] { -5 }),
        });

        RunPython(Reader).Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldBe(
        [
            "bool BOOL [2] [1.0, 0.0]",
            "byte U8 [1] [7.0]",
            "double F64 [2] [0.1, -2.0]",
            "float F32 [2, 2] [0.0, 1.0, 2.0, 3.0]",
            "half F16 [2] [1.0, 1.0]",
            "long I64 [1] [-8796093022208.0]",
            "short I16 [1] [-5.0]",
        ]);
    }

    [Fact]
    public void We_read_what_Python_writes()
    {
        using var scope = NewDisposeScope();
        RunPython(Writer);
        var loaded = TensorFiles.Load(path);

        loaded["x"].shape.ShouldBe([2, 3]);
        loaded["x"].data<float>().ToArray().ShouldBe([0f, 1, 2, 3, 4, 5]);
        loaded["flags"].data<bool>().ToArray().ShouldBe([true, false]);
        loaded["half"].to(ScalarType.Float32).data<float>().ToArray().ShouldBe([1.5f, -2f]);
    }

    string RunPython(string script)
    {
        if (!File.Exists(Python)) Assert.Skip($"{Python} is not installed.");
        if (Start("import numpy").ExitCode != 0) Assert.Skip($"{Python} has no numpy.");
        var (exitCode, output, error) = Start(script);
        exitCode.ShouldBe(0, error);
        return output;
    }

    (int ExitCode, string Output, string Error) Start(string script)
    {
        using var process = Process.Start(new ProcessStartInfo(Python, ["-c", script, path])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }
}
