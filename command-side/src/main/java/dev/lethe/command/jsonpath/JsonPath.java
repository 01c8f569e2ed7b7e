package dev.lethe.command.jsonpath;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** A JSONPath query (RFC 9535), parsed once and run on any number of documents. */
public final class JsonPath {

  private final Query query;

  private JsonPath(Query query) {
    this.query = query;
  }

  /**
   * Parses a query.
   *
   * @throws InvalidJsonPath if it is not well-formed and valid (RFC 9535, section 2.1)
   */
  public static JsonPath parse(String query) {
    return new JsonPath(new Parser(query).query());
  }

  /** The nodes that the query selects, in order; none where it matches nothing. */
  public List<JsonNode> select(JsonNode document) {
    return query.select(document, document);
  }
}
