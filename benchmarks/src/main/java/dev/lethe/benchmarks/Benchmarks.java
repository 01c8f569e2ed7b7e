package dev.lethe.benchmarks;

import dev.lethe.benchmarks.Note.NoteCreated;
import dev.lethe.shared.value.Ids;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code benchmarks/run NAME [--quick]}: figures as they come, and last a line {@code ratio …} for
 * each that is promised.
 */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = "Measures Lethe beside its peers.")
public final class Benchmarks implements Callable<Integer> {

  @Parameters(
      paramLabel = "NAME",
      description =
          "edits, create, hot, single, bulk, sealing, growth, or all of them: store; access,"
              + " audit.")
  String name = "store";

  @Option(
      names = "--quick",
      description = "Shorter rounds and fewer of them; ends within 5 minutes.")
  boolean quick;

  private final List<String> ratios = new ArrayList<>();

  public static void main(String[] args) {
    System.exit(new CommandLine(new Benchmarks()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    try (var server = new Server()) {
      boolean all = name.equals("store");
      boolean known = all;
      if (all || name.equals("edits")) {
        known = true;
        gateway(server, Workload.EDITS, quick ? new int[] {32} : new int[] {1, 8, 32, 128});
      }
      if (all || name.equals("create")) {
        known = true;
        gateway(server, Workload.CREATE, quick ? new int[] {32, 128} : new int[] {1, 8, 32, 128});
      }
      if (all || name.equals("hot")) {
        known = true;
        gateway(server, Workload.HOT, quick ? new int[] {32} : new int[] {1, 8, 32, 128});
      }
      if (all || name.equals("single")) {
        known = true;
        gateway(server, Workload.CREATE, new int[] {1});
      }
      if (all || name.equals("bulk")) {
        known = true;
        bulk(server);
      }
      if (all || name.equals("sealing")) {
        known = true;
        sealing(server);
      }
      if (all || name.equals("growth")) {
        known = true;
        growth(server);
      }
      if (name.equals("access")) {
        known = true;
        access(server);
      }
      if (name.equals("audit")) {
        known = true;
        audit(server);
      }
      if (!known) {
        System.err.println("there is no benchmark " + name + ": run --help lists them");
        return 2;
      }
    }
    ratios.forEach(System.out::println);
    return 0;
  }

  private int rounds() {
    return quick ? 3 : 5;
  }

  private double seconds() {
    return quick ? 3 : 8;
  }

  private void gateway(Server server, Workload workload, int[] clients) throws Exception {
    try (Peer lethe = Peer.lethe(server);
        Peer jpa = Peer.jpa(server);
        Peer jdbc = Peer.jdbc(server)) {
      List<Peer> peers = List.of(lethe, jpa, jdbc);
      for (Peer peer : peers) {
        Measured.round(server, 16, seconds(), workload.on(peer)); // warms up
      }
      for (int c : clients) {
        Map<String, List<Measured>> measured = new LinkedHashMap<>();
        for (int round = 0; round < rounds(); round++) {
          for (Peer peer : peers) {
            Measured one = Measured.round(server, c, seconds(), workload.on(peer));
            measured.computeIfAbsent(peer.name(), n -> new ArrayList<>()).add(one);
          }
        }
        Map<String, Measured> medians = new LinkedHashMap<>();
        measured.forEach((peer, all) -> medians.put(peer, Measured.median(all)));
        String title = workload.name().toLowerCase(Locale.ROOT) + "-" + c;
        medians.forEach((peer, median) -> print(title, peer, median));
        ratio(title + "-throughput", medians, "jpa", true);
        ratio(title + "-throughput-jdbc", medians, "jdbc", true);
        ratio(title + "-p50", medians, "jpa", false);
      }
    }
  }

  private static void print(String title, String peer, Measured m) {
    System.out.printf(
        "%-12s %-6s %9.0f events/s  p50 %7.2f ms  p99 %7.2f ms  %6.0f us CPU/event  %6.0f WAL"
            + " bytes/event%n",
        title, peer, m.perSecond(), m.p50(), m.p99(), m.cpu(), m.wal());
  }

  private void ratio(String title, Map<String, Measured> medians, String peer, boolean throughput) {
    Measured ours = medians.get("lethe");
    Measured theirs = medians.get(peer);
    if (ours == null || theirs == null) {
      throw new IllegalStateException(peer + " was not measured");
    }
    double a = throughput ? ours.perSecond() : ours.p50();
    double b = throughput ? theirs.perSecond() : theirs.p50();
    ratios.add("ratio %s %.2f (this %.2f, %s %.2f)".formatted(title, a / b, a, "peer", b));
  }

  // bulk

  private static final int CALLERS = 16;
  private static final int AT_ONCE = 200;

  private void bulk(Server server) throws Exception {
    try (Peer lethe = Peer.lethe(server);
        Connection plain = plainTable(server)) {
      Measured.Call ours = bulkOn(lethe);
      Measured.Call limit = (client, n) -> insertPlain(plain, n);
      Measured.round(server, CALLERS, seconds(), ours);
      Measured.round(server, 1, seconds(), limit);
      List<Measured> our = new ArrayList<>();
      List<Measured> limits = new ArrayList<>();
      for (int round = 0; round < rounds(); round++) {
        our.add(Measured.round(server, CALLERS, seconds(), ours));
        limits.add(Measured.round(server, 1, seconds(), limit));
      }
      Measured a = Measured.median(our);
      Measured b = Measured.median(limits);
      print("bulk", "lethe", a);
      print("bulk", "sql", b);
      ratios.add(
          "ratio bulk-throughput %.2f (this %.2f, peer %.2f)"
              .formatted(a.perSecond() / b.perSecond(), a.perSecond(), b.perSecond()));
    }
  }

  private static Measured.Call bulkOn(Peer lethe) {
    return (client, n) -> {
      lethe.engine().appendEvents(notes(AT_ONCE));
      return AT_ONCE;
    };
  }

  private static List<GenericDomainEventMessage<NoteCreated>> notes(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i -> {
              UUID note = Ids.next();
              return new GenericDomainEventMessage<>(
                  "Note", note.toString(), 0, new NoteCreated(note, null, Workload.TEXT));
            })
        .toList();
  }

  /** The same columns and unique constraints, with nothing of a store about them. */
  private static Connection plainTable(Server server) throws Exception {
    var url = server.fresh("plain");
    Connection connection = DriverManager.getConnection(url.jdbc(), url.user(), url.password());
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          """
          create table event (
            position bigint generated always as identity primary key,
            stream uuid not null, sequence_number bigint not null, aggregate_type text not null,
            event_id uuid not null, type text not null, revision smallint not null,
            recorded_at timestamptz not null, tenant uuid, subject uuid,
            metadata text not null, payload text not null, leaf bytea not null,
            unique (stream, sequence_number))
          """);
    }
    return connection;
  }

  private static final int PLAIN_ROWS = 1_000;

  private static int insertPlain(Connection connection, int n) throws Exception {
    UUID[] streams = new UUID[PLAIN_ROWS];
    Long[] sequences = new Long[PLAIN_ROWS];
    String[] payloads = new String[PLAIN_ROWS];
    byte[][] leaves = new byte[PLAIN_ROWS][32];
    for (int i = 0; i < PLAIN_ROWS; i++) {
      streams[i] = Ids.next();
      sequences[i] = 0L;
      payloads[i] = "{\"noteId\":\"%s\",\"text\":\"%s\"}".formatted(streams[i], Workload.TEXT);
      leaves[i][0] = (byte) n;
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            insert into event (stream, sequence_number, aggregate_type, event_id, type, revision, recorded_at,
                               metadata, payload, leaf)
            select stream, sequence_number, 'Note', stream, 'note.created', 1, now(), '{}', payload, leaf
            from unnest(?::uuid[], ?::bigint[], ?::text[], ?::bytea[])
                 as e (stream, sequence_number, payload, leaf)
            """)) {
      insert.setArray(1, connection.createArrayOf("uuid", streams));
      insert.setArray(2, connection.createArrayOf("int8", sequences));
      insert.setArray(3, connection.createArrayOf("text", payloads));
      insert.setArray(4, connection.createArrayOf("bytea", leaves));
      return insert.executeUpdate();
    }
  }

  // sealing

  /**
   * What it costs to seal: notes about people who are known, and notes that have a new person each,
   * and so a new key; edits go under it.
   */
  private void sealing(Server server) throws Exception {
    try (Peer open = Peer.lethe(server);
        Peer sealed = Peer.sealed(server)) {
      for (Workload workload :
          new Workload[] {
            Workload.EDITS_ABOUT_KNOWN_PEOPLE,
            Workload.EDITS_ABOUT_PEOPLE,
            Workload.CREATE_ABOUT_PEOPLE
          }) {
        Map<String, List<Measured>> measured = new LinkedHashMap<>();
        for (int round = 0; round <= rounds(); round++) {
          for (Peer peer : List.of(sealed, open)) {
            Measured one = Measured.round(server, 32, seconds(), workload.on(peer));
            if (round > 0) { // the first warms up
              measured.computeIfAbsent(peer.name(), n -> new ArrayList<>()).add(one);
            }
          }
        }
        String title =
            switch (workload) {
              case EDITS_ABOUT_KNOWN_PEOPLE -> "sealing-known";
              case EDITS_ABOUT_PEOPLE -> "sealing-edits";
              default -> "sealing-create";
            };
        measured.forEach((peer, rounds) -> print(title, peer, Measured.median(rounds)));
        double with = Measured.median(measured.getOrDefault("sealed", List.of())).perSecond();
        double without = Measured.median(measured.getOrDefault("lethe", List.of())).perSecond();
        ratios.add(
            "ratio %s-throughput %.2f (this %.2f, peer %.2f)"
                .formatted(title, with / without, with, without));
      }
    }
  }

  // growth

  private static final int AT_FIRST = 10_000;

  /** Stores of different sizes in turn; the smallest anew each round, as a round makes it grow. */
  private void growth(Server server) throws Exception {
    int[] sizes = quick ? new int[] {300_000} : new int[] {1_000_000, 5_000_000};
    Map<Integer, Peer> grown = new LinkedHashMap<>();
    Map<Integer, List<Measured>> measured = new LinkedHashMap<>();
    List<Measured> atFirst = new ArrayList<>();
    try {
      for (int size : sizes) {
        grown.put(size, grownTo(server, size));
      }
      for (int round = 0; round <= rounds(); round++) {
        boolean counts = round > 0; // the first warms up
        try (Peer small = grownTo(server, AT_FIRST)) {
          Measured one = Measured.round(server, 32, seconds(), Workload.EDITS.on(small));
          if (counts) {
            atFirst.add(one);
          }
        }
        for (Map.Entry<Integer, Peer> peer : grown.entrySet()) {
          Measured one = Measured.round(server, 32, seconds(), Workload.EDITS.on(peer.getValue()));
          if (counts) {
            measured.computeIfAbsent(peer.getKey(), n -> new ArrayList<>()).add(one);
          }
        }
      }
    } finally {
      grown.values().forEach(Peer::close);
    }
    Measured small = Measured.median(atFirst);
    print("at " + AT_FIRST, "lethe", small);
    measured.forEach(
        (size, all) -> {
          Measured large = Measured.median(all);
          print("at " + size, "lethe", large);
          ratios.add(
              "ratio growth-%d-throughput %.2f (this %.2f, peer %.2f)"
                  .formatted(
                      size,
                      large.perSecond() / small.perSecond(),
                      large.perSecond(),
                      small.perSecond()));
        });
  }

  private static Peer grownTo(Server server, int size) {
    Peer lethe = Peer.lethe(server);
    for (int stored = 0; stored < size; stored += 2_000) {
      lethe.engine().appendEvents(notes(2_000));
    }
    return lethe;
  }

  // access and erasure

  /** A person with 10,000 events in a small log and in a large one, in turn. */
  private void access(Server server) throws Exception {
    int large = quick ? 500_000 : 5_000_000;
    try (AccessRun few = new AccessRun(server, 100_000, true);
        AccessRun many = new AccessRun(server, large, false)) {
      List<Double> inFew = new ArrayList<>();
      List<Double> inMany = new ArrayList<>();
      for (int round = 0; round <= rounds(); round++) {
        double small = few.copy();
        double big = many.copy();
        if (round > 0) { // the first warms up
          inFew.add(small);
          inMany.add(big);
        }
      }
      double a = median(inMany);
      double b = median(inFew);
      System.out.printf("copy of 10,000 events: %.2f s of 100,000, %.2f s of %,d%n", b, a, large);
      ratios.add(
          "ratio access-%d-seconds %.2f (this %.2f, peer %.2f)".formatted(large, a / b, a, b));
      double erased = few.erasure();
      System.out.printf("erasure to certificate: %.2f s%n", erased);
      ratios.add(
          "ratio erasure-seconds %.2f (this %.2f, peer %.2f)".formatted(erased / 5, erased, 5.0));
    }
  }

  private void audit(Server server) throws Exception {
    int size = quick ? 500_000 : 5_000_000;
    new AuditRun(server, size)
        .p99()
        .forEach(
            (by, p99) -> {
              System.out.printf("audit search by %s of %,d: p99 %.2f ms%n", by, size, p99);
              ratios.add(
                  "ratio audit-%s-p99 %.2f (this %.2f, peer %.2f)"
                      .formatted(by, p99 / 20, p99, 20.0));
            });
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
  }
}
