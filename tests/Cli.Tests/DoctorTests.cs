using AdaShift.Bench.Cli.Doctor;
using AdaShift.Bench.Running;
using AdaShift.Bench.Timing.Devices;

namespace AdaShift.Bench.Cli.Tests;

/// <summary>What <c>doctor</c> says of engines that are made up.</summary>
public sealed class DoctorTests
{
    static readonly LibTorch Engine = new("2.10.0", "/lib/libtorch_cpu.so", "mkl", "OpenMP", "AVX512", ["/lib/libgomp.so.1"]);
    static readonly GpuState Gpu = new("H100", "535.104.05", 2_000_000_000, 80_000_000_000, 1980, ThrottleReasons.Idle);

    [Fact]
    public void An_engine_is_named_in_full()
    {
        var findings = EngineFindings.Of(Engine, null, false, null).ToDictionary(f => f.What, StringComparer.Ordinal);
        findings.Values.ShouldAllBe(finding => finding.State == State.Fine && finding.Advice == null);
        findings["engine"].Found.ShouldEndWith("over libtorch 2.10.0");
        findings["libtorch"].Found.ShouldBe("/lib/libtorch_cpu.so");
        findings["BLAS"].Found.ShouldBe("mkl");
        findings["OpenMP"].Found.ShouldBe("/lib/libgomp.so.1");
        findings["processor"].Found.ShouldBe($"{Environment.ProcessorCount} cores, AVX512");
        findings["threads"].Found.ShouldStartWith("1 per worker unless --threads says otherwise, by OpenMP;");
        findings["waiting"].Found.ShouldStartWith("OpenMP's default");
        findings["device"].Found.ShouldStartWith("cpu; no CUDA device");
    }

    [Fact]
    public void What_costs_speed_is_a_warning_with_advice()
    {
        Warning("OpenMP", EngineFindings.Of(Engine with { OpenMp = ["/a/libgomp.so.1", "/b/libiomp5.so"] }, null, false, null))
            .ShouldBe("/a/libgomp.so.1, /b/libiomp5.so: more than one in a process slows it down");
        Warning("waiting", EngineFindings.Of(Engine, "passive", false, null)).ShouldBe("OMP_WAIT_POLICY=passive is also set for workers");
        Warning("device", EngineFindings.Of(Engine, null, true, new Fake(Gpu with { Reasons = ThrottleReasons.PowerCap })))
            .ShouldBe("cpu, cuda: H100, driver 535.104.05, 2.0 of 80.0 GB used, 1980 MHz; slowed down: PowerCap");
        Warning("device", EngineFindings.Of(Engine, null, true, null)).ShouldContain("libnvidia-ml.so.1");

        static string Warning(string what, IEnumerable<Finding> findings)
        {
            var finding = findings.Single(f => f.State != State.Fine);
            (finding.What, finding.State).ShouldBe((what, State.Warning));
            finding.Advice.ShouldNotBeNullOrEmpty();
            return finding.Found;
        }
    }

    [Fact]
    public void A_gpu_is_described_by_what_its_driver_tells()
    {
        Found(Gpu).ShouldBe("cpu, cuda: H100, driver 535.104.05, 2.0 of 80.0 GB used, 1980 MHz");
        Found(Gpu with { Driver = null, UsedBytes = null, SmMegahertz = null, Reasons = null }).ShouldBe("cpu, cuda: H100");

        static string Found(GpuState state) => EngineFindings.Of(Engine, null, true, new Fake(state)).Single(f => f.What == "device").Found;
    }

    [Fact]
    public void Without_libtorch_it_says_what_mends_it()
    {
        var finding = EngineFindings.WithoutLibTorch(new DllNotFoundException("no libtorch\ntried: a, b"));
        (finding.State, finding.Advice).ShouldBe((State.Missing, "./run-all.sh setup"));
        finding.Found.ShouldContain("no libtorch");
    }

    sealed class Fake(GpuState state) : IGpu
    {
        public GpuState Read() => state;
    }
}
