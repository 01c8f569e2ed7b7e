package dev.lethe.command;

import org.springframework.boot.SpringApplication;

/** Starts the command side as a process of its own, on the database of LETHE_DB_URL. */
public final class CommandSideMain {
  private CommandSideMain() {}

  public static void main(String[] args) {
    SpringApplication.run(CommandSide.class, args);
  }
}
