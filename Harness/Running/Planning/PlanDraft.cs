using System.Text;

namespace AdaShift.Bench.Running;

/// <summary>Plans one experiment. Problems are collected, not thrown.</summary>
sealed class PlanDraft(Experiment experiment, PlanRequest request, Planner planner)
{
    /// <summary>More is taken for a typing error: each run is a folder and a process.</summary>
    const long MostRuns = 100_000;

    readonly List<PlanProblem> problems = [.. experiment.Problems];

    /// <summary>In the order of the file.</summary>
    public IEnumerable<PlanProblem> Problems => problems.OrderBy(p => p.At.Line).ThenBy(p => p.At.Column);

    /// <returns>Usable only when there are no <see cref="Problems"/>.</returns>
    public Plan Build()
    {
        CheckDevice();
        var profile = Profile();
        var selectors = new SelectorChecks(planner.Catalog, problems);
        var workloads = selectors.Workloads(profile?.Workload ?? experiment.Workload);
        CheckDatasets(workloads);
        foreach (var workload in workloads) selectors.CheckMeasurement(experiment, workload);
        // Arms that the profile leaves out are checked too: claims may name them, and other profiles run them.
        var all = workloads.DefaultIfEmpty().SelectMany(workload => selectors.Arms(experiment, workload)).ToArray();
        CheckLabels(all);
        var claims = new ClaimCheck(LabelsOf(all), workloads, experiment.Probes);
        CheckClaims(claims);
        var arms = Chosen(all, profile);
        var labels = arms.Select(arm => arm.Label).Distinct(StringComparer.Ordinal).ToArray();
        var probes = selectors.Probes(experiment.Probes);
        var record = new ExperimentRecord(
            RecordJson.FormatVersion, experiment.Name, experiment.Title, experiment.Source, request.Profile, labels,
            profile is null ? [] : Runs(profile, arms, probes),
            [.. experiment.Claims.Select(claim => claim.Value).Where(claim => ClaimCheck.IsAbout(claim, labels))],
            experiment.Charts.Count > 0 ? [.. experiment.Charts.Select(c => c.Value)] : claims.Metrics,
            Command(), experiment.Notes, experiment.Profiles.FirstOrDefault(p => p.Name == ExperimentProfile.Paper)?.Length);
        return new(
            record,
            workloads.ToDictionary(w => w.Canonical, w => w.Facts, StringComparer.Ordinal),
            [.. workloads.SelectMany(w => w.Datasets).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            planner.Catalog.PluginFiles);
    }

    void Complain(SourceMark at, string message) => problems.Add(new(at, message));

    void CheckDevice()
    {
        var option = new SourceMark("--device");
        if (!Planner.Devices.Contains(request.Device))
            Complain(option, $"unknown device '{request.Device}'.{NearestName.Among(request.Device, Planner.Devices, "Allowed")}");
        else if (request.Device != "cpu" && planner.DeviceProblem(request.Device) is { } problem)
            Complain(option, problem);
    }

    ExperimentProfile? Profile()
    {
        var names = experiment.Profiles.Select(p => p.Name).ToArray();
        var profile = experiment.Profiles.FirstOrDefault(p => p.Name == request.Profile);
        var start = experiment.Workload?.At is { Line: > 0 } at ? new(at.Where, 1, 1) : new SourceMark("--profile");
        if (profile is null && names.Length > 0)
            Complain(start, $"'{experiment.Name}' has no profile '{request.Profile}'.{NearestName.Among(request.Profile, names)}");
        return profile;
    }

    void CheckDatasets(IReadOnlyList<PlannedWorkload> workloads)
    {
        foreach (var workload in workloads)
            foreach (var name in workload.Datasets)
                if (planner.DatasetProblem(name) is { } problem) Complain(workload.At, problem);
    }

    PlannedArm[] Chosen(PlannedArm[] all, ExperimentProfile? profile)
    {
        if (profile?.Optimizers is not { } wanted) return all;
        var labels = LabelsOf(all);
        foreach (var label in wanted.Where(w => !labels.Contains(w.Value) && all.All(arm => arm.Entry != w.Value)))
            Complain(label.At, $"there is no optimizer '{label.Value}'.{NearestName.Among(label.Value, labels)}");
        return [.. all.Where(arm => wanted.Any(w => w.Value == arm.Label || w.Value == arm.Entry))];
    }

    /// <summary>Includes the labels of optimizers that could not be bound, so that one mistake gives one message.</summary>
    string[] LabelsOf(IReadOnlyList<PlannedArm> all) =>
    [
        .. all.Select(arm => arm.Label)
            .Concat(experiment.Optimizers.Select(o => o.Label?.Value).OfType<string>().Where(e => all.All(arm => arm.Entry != e)))
            .Distinct(StringComparer.Ordinal),
    ];

    void CheckLabels(IReadOnlyList<PlannedArm> arms)
    {
        foreach (var same in arms.GroupBy(arm => arm.Work, StringComparer.Ordinal))
            foreach (var arm in same.Skip(1))
                Complain(arm.At, $"'{arm.Label}' computes the same as {same.First().At}, '{same.First().Label}': leave one out.");
        foreach (var same in arms.DistinctBy(arm => arm.Work).GroupBy(arm => (arm.Workload, arm.Label)).Where(g => g.Skip(1).Any()))
            Complain(same.Last().At, $"two optimizers have the label '{same.Key.Label}'.");
        if (experiment.Claims.Count == 0) return;
        foreach (var entry in arms.GroupBy(arm => arm.Entry))
            if (entry.Select(arm => ClaimCheck.LabelProblem(arm.Label)).OfType<string>().FirstOrDefault() is { } problem)
                Complain(entry.First().At, problem);
    }

    void CheckClaims(ClaimCheck check)
    {
        foreach (var claim in experiment.Claims)
            foreach (var problem in check.Validate(claim.Value)) Complain(claim.At, problem);
        foreach (var chart in experiment.Charts)
            if (check.MetricProblem(chart.Value) is { } problem) Complain(chart.At, problem);
    }

    SortedDictionary<string, RunSpec> Runs(ExperimentProfile profile, IReadOnlyList<PlannedArm> arms, IReadOnlyList<string> probes)
    {
        var runs = new SortedDictionary<string, RunSpec>(StringComparer.Ordinal);
        IReadOnlyList<long> seeds = request.Seeds ?? profile.Seeds ?? experiment.Seeds;
        if ((long)arms.Count * seeds.Count > MostRuns)
        {
            Complain(request.Seeds is null && profile.At.Line > 0 ? profile.At : new SourceMark("--seeds"), FormattableString.Invariant(
                $"{arms.Count:N0} optimizers with {seeds.Count:N0} seeds each are more than {MostRuns:N0} runs. Take fewer."));
            return runs;
        }

        foreach (var (arm, seed) in arms.SelectMany(arm => seeds.Select(seed => (arm, seed))))
        {
            var spec = new RunSpec(
                experiment.Name, profile.Name, arm.Workload, arm.Label, arm.Optimizers, arm.Schedule, arm.Clip,
                probes, seed, profile.Length, request.Device);
            runs.TryAdd(RunName.Of(spec), spec);
        }

        return runs;
    }

    /// <summary>What to type to run it again.</summary>
    string Command()
    {
        var custom = request.Profile == ExperimentProfile.Custom;
        var seeds = request.Seeds ?? (custom ? experiment.Profiles[0].Seeds : null);
        var words = new StringBuilder($"adashift-bench run {experiment.Arguments}");
        if (!custom) words.Append(" --profile ").Append(request.Profile);
        if (seeds is not null) words.Append(" --seeds ").Append(seeds);
        if (request.Device != "cpu") words.Append(" --device ").Append(request.Device);
        foreach (var file in planner.Catalog.PluginFiles) words.Append(" --plugin ").Append(ShellWord.Quote(file));
        return words.ToString();
    }
}
