using AdaShift.Bench.Benchmarks;

// usage: benchmarks all|mlp|loop|... RESULTS PEER.py BENCH
//    or: benchmarks device cuda
//    or, started by itself: benchmarks arm mlp THREADS
return args switch
{
    ["arm", var what, var threads] => Arm.Serve(what, int.Parse(threads, System.Globalization.CultureInfo.InvariantCulture)),
    ["device", var device] => DeviceSteps.Print(device),
    [var what, var results, var peer, var bench] => new Suite(results, peer, bench).Run(what),
    _ => throw new ArgumentException("Start it by benchmarks/run.sh.", nameof(args)),
};
