package dev.lethe.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * What one round came to.
 *
 * @param perSecond events a second
 * @param p50 milliseconds that half of the calls took at most
 * @param p99 milliseconds that all but one in a hundred took at most
 * @param cpu microseconds of processor an event, the database's included
 * @param wal bytes of write-ahead log an event
 */
record Measured(double perSecond, double p50, double p99, double cpu, double wal) {

  /** What a client does at its n-th call; returns how many events that were. */
  interface Call {
    int run(int client, int n) throws Exception;
  }

  /** Runs the calls over so many clients until the time is over. */
  static Measured round(Server server, int clients, double seconds, Call call) throws Exception {
    server.settle();
    long wal = server.walBytes();
    long cpu = cpuNanos();
    long start = System.nanoTime();
    long end = start + (long) (seconds * 1e9);
    var events = new AtomicInteger();
    List<long[]> latencies = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<long[]>> running = new ArrayList<>();
      for (int c = 0; c < clients; c++) {
        int client = c;
        running.add(
            threads.submit(
                () -> {
                  long[] taken = new long[1024];
                  int n = 0;
                  while (System.nanoTime() < end) {
                    if (n == taken.length) {
                      taken = Arrays.copyOf(taken, n * 2);
                    }
                    long before = System.nanoTime();
                    events.addAndGet(call.run(client, n));
                    taken[n++] = System.nanoTime() - before;
                  }
                  return Arrays.copyOf(taken, n);
                }));
      }
      for (Future<long[]> one : running) {
        latencies.add(one.get());
      }
    }
    double took = (System.nanoTime() - start) / 1e9;
    long[] all = latencies.stream().flatMapToLong(Arrays::stream).sorted().toArray();
    return new Measured(
        events.get() / took,
        all[all.length / 2] / 1e6,
        all[(int) (all.length * 0.99)] / 1e6,
        (cpuNanos() - cpu) / 1e3 / events.get(),
        (server.walBytes() - wal) / (double) events.get());
  }

  /** This process's time and that of the database's processes, which are its children. */
  private static long cpuNanos() {
    ProcessHandle self = ProcessHandle.current();
    return Stream.concat(Stream.of(self), self.descendants())
        .flatMap(process -> process.info().totalCpuDuration().stream())
        .mapToLong(Duration::toNanos)
        .sum();
  }

  /** Each figure's median by itself. */
  static Measured median(List<Measured> rounds) {
    return new Measured(
        median(rounds.stream().mapToDouble(Measured::perSecond).toArray()),
        median(rounds.stream().mapToDouble(Measured::p50).toArray()),
        median(rounds.stream().mapToDouble(Measured::p99).toArray()),
        median(rounds.stream().mapToDouble(Measured::cpu).toArray()),
        median(rounds.stream().mapToDouble(Measured::wal).toArray()));
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }
}
