package dev.spate.server.internal.http;

/// How many slips lead from one text to another: letters inserted, left out or replaced, and neighbours swapped
/// (the optimal string alignment distance).
///
/// Owner: the thread that made it.
final class Slips {
    private final String a;
    private final String b;
    private final int[][] cost;

    Slips(String a, String b) {
        this.a = a;
        this.b = b;
        this.cost = new int[a.length() + 1][b.length() + 1];
    }

    int count() {
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(i, j);
            }
        }
        return cost[a.length()][b.length()];
    }

    private int cheapest(int i, int j) {
        int replaced = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int least = Math.min(replaced, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
        return isSwap(i, j) ? Math.min(least, cost[i - 2][j - 2] + 1) : least;
    }

    private boolean isSwap(int i, int j) {
        return i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    }
}
