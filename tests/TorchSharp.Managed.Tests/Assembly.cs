// The default generator and the dispose statistics belong to the process.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
