package dev.lethe.query;

import org.springframework.boot.SpringApplication;

/** Starts the query side as a process of its own, on the database of LETHE_DB_URL. */
public final class QuerySideMain {
  private QuerySideMain() {}

  public static void main(String[] args) {
    SpringApplication.run(QuerySide.class, args);
  }
}
