// torch's default generator belongs to the whole process: two tests that seed it at once would take each other's numbers.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]
