package dev.lethe.query;

import dev.lethe.shared.SharedConfiguration;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The query side, alone or as a part of the standalone program. */
@SpringBootApplication
@EnableScheduling
@Import(SharedConfiguration.class)
public class QuerySide {}
