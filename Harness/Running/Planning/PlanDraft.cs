using System.Globalization;

namespace AdaShift.Bench.Running;

/// <summary>One experiment on its way to a plan. Problems are gathered, not thrown.</summary>
sealed class PlanDraft(Experiment experiment, PlanRequest request, PluginCatalog catalog, PlanChecks checks)
{
    /// <summary>More is a slip of the hand: each is a folder and a process.</summary>
    const long MostRuns = 100_000;

    readonly List<PlanProblem> problems = [.. experiment.Problems];
    readonly SelectorChecks selectors = new(catalog);

    /// <summary>In the order of the file.</summary>
    public IEnumerable<PlanProblem> Problems => problems.Concat(selectors.Problems).OrderBy(p => p.At.Line).ThenBy(p => p.At.Column);

    /// <returns>Good for use only when there are no <see cref="Problems"/>.</returns>
    public Plan Build()
    {
        CheckDevice();
        var profile = Profile();
        var workloads = selectors.Workloads(profile?.Workload ?? experiment.Workload);
        CheckDatasets(workloads);
        // Those that the profile leaves out are checked too: claims may name them, and another day they run.
        var all = workloads.DefaultIfEmpty().SelectMany(w => selectors.Lines(experiment.Optimizers, w, experiment)).ToArray();
        CheckLabels(all);
        CheckClaims(workloads, all);
        var lines = Chosen(all, profile);
        var labels = lines.Select(l => l.Label).Distinct(StringComparer.Ordinal).ToArray();
        var charts = Charts(workloads);
        var probes = selectors.Many<Probe>(experiment.Probes);
        var runs = profile is null ? [] : Runs(profile, lines, probes);
        var record = new ExperimentRecord(
            RecordJson.FormatVersion, experiment.Name, experiment.Title, experiment.Source, request.Profile, labels,
            runs, [.. experiment.Claims.Select(c => c.Value).Where(c => CanBeJudged(c, labels))], charts, Command(), experiment.Notes,
            experiment.Profiles.FirstOrDefault(p => p.Name == ExperimentProfile.Paper)?.Length);
        return new(
            record,
            workloads.ToDictionary(w => w.Canonical, w => w.Facts, StringComparer.Ordinal),
            [.. workloads.SelectMany(w => w.Datasets).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            catalog.PluginFiles);
    }

    SourceMark Start => experiment.Workload?.At is { Line: > 0 } at ? new(at.Where, 1, 1) : new("--profile");

    void CheckDevice()
    {
        var device = new SourceMark("--device");
        if (!Planner.Devices.Contains(request.Device))
            problems.Add(new(device, $"unknown device '{request.Device}'.{NearestName.Among(request.Device, Planner.Devices, "Allowed")}"));
        else if (request.Device != "cpu" && checks.DeviceProblem(request.Device) is { } problem)
            problems.Add(new(device, problem));
    }

    ExperimentProfile? Profile()
    {
        var names = experiment.Profiles.Select(p => p.Name).ToArray();
        var profile = experiment.Profiles.FirstOrDefault(p => p.Name == request.Profile);
        if (profile is null && names.Length > 0)
            problems.Add(new(Start, $"'{experiment.Name}' has no profile '{request.Profile}'.{NearestName.Among(request.Profile, names)}"));
        return profile;
    }

    void CheckDatasets(IReadOnlyList<PlannedWorkload> workloads)
    {
        foreach (var workload in workloads)
            foreach (var name in workload.Datasets)
                if (checks.DatasetProblem(name) is { } problem) problems.Add(new(workload.At, problem));
    }

    PlannedArm[] Chosen(PlannedArm[] all, ExperimentProfile? profile)
    {
        if (profile?.Optimizers is not { } wanted) return all;
        var labels = LabelsOf(all);
        foreach (var label in wanted.Where(w => !labels.Contains(w.Value) && all.All(l => l.Entry != w.Value)))
            problems.Add(new(label.At, $"there is no optimizer '{label.Value}'.{NearestName.Among(label.Value, labels)}"));
        return [.. all.Where(l => wanted.Any(w => w.Value == l.Label || w.Value == l.Entry))];
    }

    /// <summary>With those of optimizers that could not be bound: one mistake is one message.</summary>
    string[] LabelsOf(IReadOnlyList<PlannedArm> all) =>
    [
        .. all.Select(l => l.Label)
            .Concat(experiment.Optimizers.Select(o => o.Label?.Value).OfType<string>().Where(e => all.All(l => l.Entry != e)))
            .Distinct(StringComparer.Ordinal),
    ];

    void CheckLabels(IReadOnlyList<PlannedArm> lines)
    {
        foreach (var same in lines.GroupBy(l => l.Work, StringComparer.Ordinal))
            problems.AddRange(same.Skip(1).Select(l => new PlanProblem(
                l.At, $"'{l.Label}' computes the same as {same.First().At}, '{same.First().Label}': leave one out.")));
        foreach (var same in lines.DistinctBy(l => l.Work).GroupBy(l => (l.Workload, l.Label)).Where(g => g.Skip(1).Any()))
            problems.Add(new(same.Last().At, $"two optimizers have the label '{same.Key.Label}'."));
        if (experiment.Claims.Count == 0) return;
        foreach (var entry in lines.GroupBy(l => l.Entry))
            if (entry.Select(l => ClaimCheck.LabelProblem(l.Label)).OfType<string>().FirstOrDefault() is { } problem)
                problems.Add(new(entry.First().At, problem));
    }

    void CheckClaims(IReadOnlyList<PlannedWorkload> workloads, IReadOnlyList<PlannedArm> all)
    {
        if (experiment.Claims.Count == 0) return;
        if (workloads.Count > 1)
            problems.Add(new(experiment.Claims[0].At, "claims need a single workload, but the workload is a grid."));
        var check = new ClaimCheck(LabelsOf(all), workloads, experiment.Probes);
        foreach (var claim in experiment.Claims)
            problems.AddRange(check.Validate(claim.Value).Select(p => new PlanProblem(claim.At, p)));
    }

    IReadOnlyList<string> Charts(IReadOnlyList<PlannedWorkload> workloads)
    {
        var check = new ClaimCheck([], workloads, experiment.Probes);
        foreach (var chart in experiment.Charts)
            if (check.MetricProblem(chart.Value) is { } problem) problems.Add(new(chart.At, problem));
        return experiment.Charts.Count > 0
            ? [.. experiment.Charts.Select(c => c.Value)]
            : [.. workloads.SelectMany(w => w.Facts.Metrics).Select(m => m.Name).Distinct(StringComparer.Ordinal)];
    }

    SortedDictionary<string, RunSpec> Runs(ExperimentProfile profile, IReadOnlyList<PlannedArm> lines, IReadOnlyList<string> probes)
    {
        var runs = new SortedDictionary<string, RunSpec>(StringComparer.Ordinal);
        IReadOnlyList<long> seeds = request.Seeds ?? profile.Seeds ?? experiment.Seeds;
        if ((long)lines.Count * seeds.Count > MostRuns)
        {
            var at = request.Seeds is null && profile.At.Line > 0 ? profile.At : new SourceMark("--seeds");
            problems.Add(new(at, string.Create(CultureInfo.InvariantCulture,
                $"{lines.Count:N0} optimizers with {seeds.Count:N0} seeds each are more than {MostRuns:N0} runs. Take fewer.")));
            return runs;
        }

        foreach (var line in lines)
        {
            foreach (var seed in seeds)
            {
                var spec = new RunSpec(
                    experiment.Name, profile.Name, line.Workload, line.Label, line.Optimizers, line.Schedule, line.Clip,
                    probes, seed, profile.Length, request.Device);
                runs.TryAdd(RunName.Of(spec), spec);
            }
        }

        return runs;
    }

    static bool CanBeJudged(Claim claim, IReadOnlyList<string> labels)
    {
        try
        {
            return ClaimExpression.Parse(claim.Holds).Labels.All(labels.Contains);
        }
        catch (FormatException)
        {
            return false; // ClaimCheck reports it
        }
    }

    string Command()
    {
        var profile = request.Profile == ExperimentProfile.Custom ? "" : $" --profile {request.Profile}";
        var seeds = request.Seeds ?? (request.Profile == ExperimentProfile.Custom ? experiment.Profiles[0].Seeds : null);
        var device = request.Device == "cpu" ? "" : $" --device {request.Device}";
        var plugins = string.Concat(catalog.PluginFiles.Select(f => $" --plugin {ShellWord.Quote(f)}"));
        return $"adashift-bench run {experiment.Arguments}{profile}{(seeds is null ? "" : $" --seeds {seeds}")}{device}{plugins}";
    }
}
