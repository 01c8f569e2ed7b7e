package dev.lethe.command.api;

import dev.lethe.shared.problem.ProblemType;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.converter.ResolvedSchema;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springdoc.core.customizers.OpenApiCustomizer;
import tools.jackson.databind.json.JsonMapper;

/** Describes every command in OpenAPI 3.1, from its record and its annotations. */
final class CommandDescription implements OpenApiCustomizer {

  private static final String TAG = "commands";
  private static final String PROBLEM = "application/problem+json";

  private final CommandCatalog catalog;
  private final JsonMapper json;

  CommandDescription(CommandCatalog catalog, JsonMapper json) {
    this.catalog = catalog;
    this.json = json;
  }

  @Override
  public void customise(OpenAPI api) {
    addSchemas(api, CommandAnswer.class);
    api.getComponents().addSchemas("Problem", problemSchema());
    catalog.all().forEach(type -> describe(api, type));
    api.path("/commands", new PathItem().post(bulk()));
  }

  private void describe(OpenAPI api, CommandType type) {
    addSchemas(api, type.record());
    Schema<?> schema = Objects.requireNonNull(api.getComponents().getSchemas().get(type.name()));
    for (String id : type.generatedIds()) {
      Objects.requireNonNull(schema.getProperties().get(id))
          .setDescription("A new UUID (version 7) where it is left out");
      if (schema.getRequired() != null) {
        schema.setRequired(
            schema.getRequired().stream().filter(required -> !required.equals(id)).toList());
      }
    }
    if (type.generatedSecret() != null) {
      schema.getProperties().remove(type.generatedSecret().getName());
      if (schema.getRequired() != null) {
        schema.setRequired(
            schema.getRequired().stream()
                .filter(required -> !required.equals(type.generatedSecret().getName()))
                .toList());
      }
    }
    schema.setAdditionalProperties(false);
    Operation operation =
        new Operation()
            .addTagsItem(TAG)
            .operationId(type.name())
            .summary(type.does())
            .description("Allowed to: " + allowed(type.allowedTo()) + ".")
            .addParametersItem(
                header(
                    "Idempotency-Key",
                    "A name of your own for this command: sent again, it gets the first answer and"
                        + " is not done again"))
            .addParametersItem(
                header(
                    "If-Match",
                    "The sequence number at which you know the aggregate, such as \"3\"; 412 where"
                        + " it has moved on"))
            .addParametersItem(
                header(
                    "Correlation-Id",
                    "Your name for the work this belongs to; kept with every event"))
            .addParametersItem(
                header(
                    Trace.REASON,
                    "Why, in up to 500 characters; kept with every event, readable until its person"
                        + " is erased"))
            .addParametersItem(header("traceparent", "W3C Trace Context; kept with every event"))
            .requestBody(
                new RequestBody()
                    .required(true)
                    .content(
                        new Content()
                            .addMediaType(
                                "application/json",
                                new MediaType()
                                    .schema(ref(type.name()))
                                    .example(json.readValue(type.example(), Map.class)))))
            .responses(responses());
    operation.addExtension(
        "x-allowed-to",
        type.allowedTo().stream()
            .map(who -> who.name().toLowerCase(Locale.ROOT))
            .sorted()
            .toList());
    api.path("/commands/" + type.name(), new PathItem().post(operation));
  }

  private static String allowed(Set<AllowedTo.Who> who) {
    return new TreeSet<>(who).stream().map(AllowedTo.Who::words).collect(Collectors.joining(", "));
  }

  private static Parameter header(String name, String description) {
    return new Parameter()
        .in("header")
        .name(name)
        .required(false)
        .description(description)
        .schema(new Schema<>().types(Set.of("string")));
  }

  private static ApiResponses responses() {
    var responses = new ApiResponses();
    responses.addApiResponse(
        "200",
        new ApiResponse()
            .description("Done, and stored for good")
            .addHeaderObject(
                "ETag",
                new Header()
                    .description("The new sequence number, for If-Match")
                    .schema(new Schema<>().types(Set.of("string"))))
            .content(
                new Content()
                    .addMediaType("application/json", new MediaType().schema(ref("Answer")))));
    Stream.of(ProblemType.values())
        .collect(Collectors.groupingBy(ProblemType::status))
        .forEach(
            (status, types) ->
                responses.addApiResponse(
                    String.valueOf(status),
                    new ApiResponse()
                        .description(
                            types.stream()
                                .map(ProblemType::title)
                                .collect(Collectors.joining("; or ")))
                        .content(
                            new Content()
                                .addMediaType(PROBLEM, new MediaType().schema(ref("Problem"))))));
    return responses;
  }

  private Operation bulk() {
    Schema<?> line = new Schema<>().types(Set.of("string"));
    line.setDescription(
        "A line each: {\"command\": NAME, \"payload\": {…}}, and where wanted \"idempotencyKey\""
            + " and \"ifMatch\". Lines that name the same aggregate run in their order, others at"
            + " the same time.");
    Schema<?> result = new Schema<>().types(Set.of("string"));
    result.setDescription(
        "A line each, in the order of the commands: {\"line\": 1, \"status\": 200, \"id\": …,"
            + " \"sequenceNumber\": …, \"position\": …, \"events\": […]}, or with \"problem\" where"
            + " that line failed");
    String example =
        catalog.all().stream()
            .limit(2)
            .map(
                type ->
                    json.writeValueAsString(
                        Map.of(
                            "command",
                            type.name(),
                            "payload",
                            json.readValue(type.example(), Map.class))))
            .collect(Collectors.joining("\n"));
    return new Operation()
        .addTagsItem(TAG)
        .operationId("bulk")
        .summary("Sends many commands as JSON Lines; each succeeds or fails for itself")
        .description("Allowed to: anyone logged in; each command asks for itself.")
        .requestBody(
            new RequestBody()
                .required(true)
                .content(
                    new Content()
                        .addMediaType(
                            "application/jsonl", new MediaType().schema(line).example(example))))
        .responses(
            new ApiResponses()
                .addApiResponse(
                    "200",
                    new ApiResponse()
                        .description("One result a line, streamed")
                        .content(
                            new Content()
                                .addMediaType(
                                    "application/jsonl", new MediaType().schema(result)))));
  }

  private static Schema<?> problemSchema() {
    Schema<?> schema = new Schema<>().types(Set.of("object"));
    schema.setDescription("A problem (RFC 9457)");
    Schema<Object> type = new Schema<>();
    type.setTypes(Set.of("string"));
    type.setEnum(
        Stream.of(ProblemType.values()).map(one -> (Object) one.uri().toString()).toList());
    schema.addProperty("type", type);
    schema.addProperty("title", new Schema<>().types(Set.of("string")));
    schema.addProperty("status", new Schema<>().types(Set.of("integer")));
    schema.addProperty(
        "detail",
        new Schema<>()
            .types(Set.of("string"))
            .description("What is wrong, and what would be right"));
    return schema;
  }

  private static void addSchemas(OpenAPI api, Class<?> type) {
    ResolvedSchema resolved =
        ModelConverters.getInstance(true)
            .readAllAsResolvedSchema(new AnnotatedType(type).resolveAsRef(true));
    resolved.referencedSchemas.forEach(api.getComponents()::addSchemas);
  }

  private static Schema<?> ref(String name) {
    return new Schema<>().$ref("#/components/schemas/" + name);
  }
}
