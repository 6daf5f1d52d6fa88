// For test projects that use torch (tests/Directory.Build.props). Its default generator belongs to the process: two tests that seed it
// at once would take each other's numbers. And a garbage collection that one test starts may free a scalar that another's operator is
// reading (docs/engine.md, pitfalls).
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]
