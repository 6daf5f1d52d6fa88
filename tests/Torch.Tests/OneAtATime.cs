// libtorch has one default random generator and one set of threads for the whole process.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
