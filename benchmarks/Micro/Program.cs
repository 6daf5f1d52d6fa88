using AdaShift.Bench.Micro;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;

// Benchmarks run in this process, which benchmarks/micro.sh starts without tiered compilation: with it, short runs get even the sign of a
// difference wrong. With BenchmarkDotNet's default lengths the 42 cases would take more than half an hour; with these, a few minutes.
var job = Job.Default
    .WithToolchain(InProcessEmitToolchain.Instance)
    .WithLaunchCount(1)
    .WithWarmupCount(4)
    .WithIterationCount(15)
    .WithIterationTime(TimeInterval.FromMilliseconds(100))
    .WithUnrollFactor(1); // a step of many tensors takes milliseconds
BenchmarkSwitcher.FromTypes([typeof(StepBenchmarks), typeof(PeerBenchmarks)]).Run(args, DefaultConfig.Instance.AddJob(job));
