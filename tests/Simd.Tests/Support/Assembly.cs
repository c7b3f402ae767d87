// The kernel family and the thread count belong to the process: one test at a time.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
