package dev.lethe.standalone;

import picocli.CommandLine.Command;

/** {@code ./lethe serve}, which is also what {@code ./lethe} does. */
@Command(
    name = "serve",
    description = "Starts Lethe (this is what happens without a verb).",
    mixinStandardHelpOptions = true)
final class ServeCommand extends Serving {}
