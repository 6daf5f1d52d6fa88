using AdaShift.Bench.Micro;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

// In this process, which benchmarks/micro.sh starts without tiered compilation: with it, short runs get even the direction of a
// difference wrong.
var job = Job.MediumRun.WithLaunchCount(1).WithToolchain(InProcessEmitToolchain.Instance);
BenchmarkSwitcher.FromTypes([typeof(StepBenchmarks)]).Run(args, DefaultConfig.Instance.AddJob(job));
