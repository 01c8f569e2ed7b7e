package dev.lethe.shared.team;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a team is called and how it is set up.
 *
 * @param settings of the products that use the team, an object; null where there are none
 */
public record TeamDetails(String name, @Nullable String description, @Nullable JsonNode settings) {}
