using System.Globalization;
using static TorchSharp.torch;

namespace AdaShift.Bench.Benchmarks;

/// <summary>Our side of a comparison, the counterpart of peer.py: reads "N", runs N iterations, writes the nanoseconds they took.</summary>
static class Arm
{
    public static int Serve(string what, int threads)
    {
        set_num_threads(threads);
        var step = TrainingArms.All.GetValueOrDefault(what) ?? OptimizerArms.All.GetValueOrDefault(what) ?? throw new ArgumentException(
            $"Unknown arm '{what}'. Available: {string.Join(", ", TrainingArms.All.Keys.Concat(OptimizerArms.All.Keys))}.", nameof(what));
        var run = step();
        Console.WriteLine("ready AdaShift.Bench");
        while (Console.ReadLine() is { } line)
            Console.WriteLine(Nanoseconds(run, int.Parse(line, CultureInfo.InvariantCulture)).ToString(CultureInfo.InvariantCulture));
        return 0;
    }

    static long Nanoseconds(Action step, int count)
    {
        var start = TimeProvider.System.GetTimestamp();
        for (var i = 0; i < count; i++) step();
        return (long)TimeProvider.System.GetElapsedTime(start).TotalNanoseconds;
    }
}
