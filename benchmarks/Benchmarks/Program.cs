using AdaShift.Bench.Benchmarks;

// usage: benchmarks all|mlp|add|loop|startup|memory RESULTS PEER.py BENCH   or, started by itself: benchmarks arm mlp|add THREADS
return args switch
{
    ["arm", var what, var threads] => Arm.Serve(what, int.Parse(threads, System.Globalization.CultureInfo.InvariantCulture)),
    [var what, var results, var peer, var bench] => new Suite(results, peer, bench).Run(what),
    _ => throw new ArgumentException("Start it by benchmarks/run.sh.", nameof(args)),
};
