using System.ComponentModel;
using System.Diagnostics;

namespace AdaShift.Bench.Datasets.Tests;

/// <summary>Runs a program of SentencePiece; the test is skipped where it is not installed.</summary>
static class SentencePieceProgram
{
    /// <param name="lines">What it reads.</param>
    /// <returns>The lines that it writes.</returns>
    public static string[] Run(string program, string[] lines, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        };
        try
        {
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEndAsync();
            var errors = process.StandardError.ReadToEndAsync();
            foreach (var line in lines) process.StandardInput.Write(line + "\n");
            process.StandardInput.Close();
            process.WaitForExit();
            process.ExitCode.ShouldBe(0, errors.Result);
            return output.Result.TrimEnd('\n').Split('\n');
        }
        catch (Win32Exception)
        {
            Assert.Skip($"{program} is not installed: apt-get install sentencepiece");
            throw;
        }
    }
}
