namespace AdaShift.Bench.Zoo.Gans;

/// <summary>The cheapest one-to-one assignment of rows to columns.</summary>
/// <remarks>
/// Shortest augmenting paths with dual potentials, O(n³): Jonker and Volgenant 1987, A shortest augmenting path algorithm for dense and
/// sparse linear assignment problems, without its starting heuristics.
/// </remarks>
public static class Assignment
{
    /// <param name="cost">Square; row i to column j costs <c>cost[i, j]</c>, a finite number of either sign.</param>
    /// <returns>The column of each row.</returns>
    /// <exception cref="ArgumentException">Not square, or a cost is not finite.</exception>
    public static int[] Solve(double[,] cost)
    {
        var n = cost.GetLength(0);
        if (cost.GetLength(1) != n)
            throw new ArgumentException($"An assignment needs as many columns as rows, not {n} × {cost.GetLength(1)}.", nameof(cost));
        foreach (var c in cost)
            if (!double.IsFinite(c)) throw new ArgumentException($"A cost is {c}, which is not finite.", nameof(cost));
        var search = new Search(cost, n);
        for (var row = 0; row < n; row++) search.Add(row);
        return search.ColumnOfRow;
    }

    /// <summary>An optimal assignment of the rows added so far, with dual potentials: reduced costs are at least 0.</summary>
    sealed class Search(double[,] cost, int n)
    {
        const int None = -1;

        readonly double[] rowPotential = new double[n], columnPotential = new double[n];
        readonly int[] rowOfColumn = [.. Enumerable.Repeat(None, n)];
        readonly double[] distance = new double[n]; // reduced cost of the shortest path from the new row to each column
        readonly int[] rowBefore = new int[n]; // the last row on that path
        readonly bool[] isReached = new bool[n];

        public int[] ColumnOfRow { get; } = new int[n];

        /// <summary>Finds the new row's shortest path to a free column and shifts the assignment along it.</summary>
        public void Add(int row)
        {
            Array.Fill(distance, double.PositiveInfinity);
            Array.Clear(isReached);
            var (from, length) = (row, 0.0);
            while (true)
            {
                var column = Nearest(from, length);
                (length, isReached[column]) = (distance[column], true);
                if (rowOfColumn[column] == None)
                {
                    MovePotentials(row, length);
                    Shift(row, column);
                    return;
                }

                from = rowOfColumn[column];
            }
        }

        /// <returns>The nearest column that is not reached yet, once paths through <paramref name="from"/> are known.</returns>
        int Nearest(int from, double length)
        {
            var nearest = None;
            for (var column = 0; column < n; column++)
            {
                if (isReached[column]) continue;
                var through = length + cost[from, column] - rowPotential[from] - columnPotential[column];
                if (through < distance[column]) (distance[column], rowBefore[column]) = (through, from);
                if (nearest == None || distance[column] < distance[nearest]) nearest = column;
            }

            return nearest;
        }

        void MovePotentials(int row, double length)
        {
            rowPotential[row] += length;
            for (var column = 0; column < n; column++)
            {
                if (!isReached[column]) continue;
                if (rowOfColumn[column] != None) rowPotential[rowOfColumn[column]] += length - distance[column];
                columnPotential[column] -= length - distance[column];
            }
        }

        void Shift(int row, int column)
        {
            while (true)
            {
                var from = rowBefore[column];
                rowOfColumn[column] = from;
                (column, ColumnOfRow[from]) = (ColumnOfRow[from], column);
                if (from == row) return;
            }
        }
    }
}
