namespace AdaShift.Bench.Running;

/// <summary>Makes the <c>run.json</c> of a new run.</summary>
sealed class RunDescription(PluginCatalog catalog, Plan plan, EnvironmentRecord environment, TimeProvider time)
{
    public RunRecord Of(RunSpec spec) => new(
        RecordJson.FormatVersion, spec, plan.Workloads[spec.Workload], Sources(spec), [.. plan.PluginFiles.Select(Path.GetFullPath)],
        environment, time.GetUtcNow());

    /// <summary>Where each plug-in of the run comes from, by its name.</summary>
    SortedDictionary<string, string?> Sources(RunSpec spec)
    {
        var used = new List<Plugin> { catalog.Find<Workload>(spec.Workload) };
        used.AddRange(spec.Optimizers.Values.Select(catalog.Find<UpdateRule>));
        if (spec.Schedule is not null) used.Add(catalog.Find<Schedule>(spec.Schedule));
        if (spec.Clip is not null) used.Add(catalog.Find<GradientClip>(spec.Clip));
        used.AddRange(spec.Probes.Select(catalog.Find<Probe>));
        var sources = new SortedDictionary<string, string?>(StringComparer.Ordinal);
        foreach (var plugin in used) sources[plugin.Name] = plugin.Source;
        return sources;
    }
}
