package dev.lethe.command.jsonpath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The examples of RFC 9535 and the corners of its grammar. */
class JsonPathTest {

  /** Figure 1 of the RFC. */
  private static final String STORE =
      """
      {"store": {
        "book": [
          {"category": "reference", "author": "Nigel Rees", "title": "Sayings of the Century", "price": 8.95},
          {"category": "fiction", "author": "Evelyn Waugh", "title": "Sword of Honour", "price": 12.99},
          {"category": "fiction", "author": "Herman Melville", "title": "Moby Dick", "isbn": "0-553-21311-3",
           "price": 8.99},
          {"category": "fiction", "author": "J. R. R. Tolkien", "title": "The Lord of the Rings",
           "isbn": "0-395-19395-8", "price": 22.99}],
        "bicycle": {"color": "red", "price": 399}}}
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '^',
      textBlock =
          """
          $.store.book[*].author                                ¦ ["Nigel Rees","Evelyn Waugh","Herman Melville","J. R. R. Tolkien"]
          $..author                                             ¦ ["Nigel Rees","Evelyn Waugh","Herman Melville","J. R. R. Tolkien"]
          $.store..price                                        ¦ [8.95,12.99,8.99,22.99,399]
          $..book[2].author                                     ¦ ["Herman Melville"]
          $..book[2].publisher                                  ¦ []
          $..book[-1].title                                     ¦ ["The Lord of the Rings"]
          $..book[0,1].price                                    ¦ [8.95,12.99]
          $..book[:2].price                                     ¦ [8.95,12.99]
          $..book[?@.isbn].price                                ¦ [8.99,22.99]
          $..book[?@.price<10].title                            ¦ ["Sayings of the Century","Moby Dick"]
          $..book[?(@.price < 10 && @.category == 'fiction')].title ¦ ["Moby Dick"]
          $..book[?@.price > $.store.book[0].price || @.isbn].price ¦ [12.99,8.99,22.99]
          $..book[?!@.isbn].price                               ¦ [8.95,12.99]
          $.store.bicycle['color','price']                      ¦ ["red",399]
          """)
  void theBookstore(String query, String expected) {
    assertThat(select(STORE, query)).isEqualTo(json(expected));
  }

  /** The documents and results of sections 2.3 and 2.4. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '^',
      textBlock =
          """
          {"o": {"j j": {"k.k": 3}}, "'": {"@": 2}}   ¦ $.o['j j']['k.k']     ¦ [3]
          {"o": {"j j": {"k.k": 3}}, "'": {"@": 2}}   ¦ $.o["j j"]["k.k"]     ¦ [3]
          {"o": {"j j": {"k.k": 3}}, "'": {"@": 2}}   ¦ $["'"]["@"]           ¦ [2]
          {"o": {"j": 1, "k": 2}, "a": [5, 3]}        ¦ $.o[*,*]              ¦ [1,2,1,2]
          {"o": {"j": 1, "k": 2}, "a": [5, 3]}        ¦ $.a[*]                ¦ [5,3]
          ["a","b"]                                   ¦ $[1]                  ¦ ["b"]
          ["a","b"]                                   ¦ $[-2]                 ¦ ["a"]
          ["a","b"]                                   ¦ $[2]                  ¦ []
          ["a","b","c","d","e","f","g"]               ¦ $[1:3]                ¦ ["b","c"]
          ["a","b","c","d","e","f","g"]               ¦ $[5:]                 ¦ ["f","g"]
          ["a","b","c","d","e","f","g"]               ¦ $[1:5:2]              ¦ ["b","d"]
          ["a","b","c","d","e","f","g"]               ¦ $[5:1:-2]             ¦ ["f","d"]
          ["a","b","c","d","e","f","g"]               ¦ $[::-1]               ¦ ["g","f","e","d","c","b","a"]
          ["a","b","c","d","e","f","g"]               ¦ $[-2:]                ¦ ["f","g"]
          ["a","b","c","d","e","f","g"]               ¦ $[::0]                ¦ []
          ["a","b","c","d","e","f","g"]               ¦ $[0, 3]               ¦ ["a","d"]
          ["a","b","c","d","e","f","g"]               ¦ $[0:2, 5]             ¦ ["a","b","f"]
          {"a": [3,5,1,{"b":"j"},{"b":"kilo"}]}       ¦ $.a[?@.b == 'kilo']   ¦ [{"b":"kilo"}]
          {"a": [3,5,1,{"b":"j"},{"b":"kilo"}]}       ¦ $.a[?(@.b=='kilo')]   ¦ [{"b":"kilo"}]
          {"a": [3,5,1,{"b":"j"},{"b":"kilo"}]}       ¦ $.a[?@>3.5]           ¦ [5]
          {"a": [3,5,1,{"b":"j"},{"b":"kilo"}]}       ¦ $.a[?@.b]             ¦ [{"b":"j"},{"b":"kilo"}]
          {"a": [3,5,1,{"b":"j"},{"b":"kilo"}]}       ¦ $[?@[*]]              ¦ [[3,5,1,{"b":"j"},{"b":"kilo"}]]
          {"a": [3,5,1,{"b":"j"},{"b":"kilo"}]}       ¦ $.a[?@<2 || @.b == "k"] ¦ [1]
          {"a": [{"b":"j"},{"b":"k"},{"b":{}},{"b":"kilo"}]} ¦ $.a[?match(@.b, "[jk]")]  ¦ [{"b":"j"},{"b":"k"}]
          {"a": [{"b":"j"},{"b":"k"},{"b":{}},{"b":"kilo"}]} ¦ $.a[?search(@.b, "[jk]")] ¦ [{"b":"j"},{"b":"k"},{"b":"kilo"}]
          {"o": {"p": 1, "q": 2, "r": 3}, "e": "f"}   ¦ $.o[?@>1 && @<3]      ¦ [2]
          {"o": {"p": 1, "q": 2}, "e": "f"}           ¦ $.o[?@.u || @.x]      ¦ []
          [{"x": 1}, {"y": 2}]                        ¦ $[?@.x == $.absent]   ¦ [{"y":2}]
          [{"s": false}, {"s": null}, {"t": 1}]       ¦ $[?@.s]               ¦ [{"s":false},{"s":null}]
          {"obj": {"x": "y"}, "arr": [2, 3]}          ¦ $[?@.x == 'y']        ¦ [{"x":"y"}]
          {"o": [{"j": 1, "k": 2}], "a": [5, [{"j": 4}]]} ¦ $..j              ¦ [1,4]
          {"o": [1], "a": [5, [7]]}                   ¦ $..[0]                ¦ [1,5,7]
          {"a": null, "b": [null]}                    ¦ $.a                   ¦ [null]
          {"a": null, "b": [null]}                    ¦ $.b[?@ == null]       ¦ [null]
          ["ab", [1,2,3], {"k": 1}, 7]                ¦ $[?length(@) == 2]    ¦ ["ab"]
          ["ab", [1,2,3], {"k": 1}, 7]                ¦ $[?length(@) >= 1]    ¦ ["ab",[1,2,3],{"k":1}]
          [{"a": [1, 2]}, {"a": [1]}]                 ¦ $[?count(@.a[*]) > 1] ¦ [{"a":[1,2]}]
          [{"a": [1, 2]}, {"a": [1]}]                 ¦ $[?value(@.a[*]) == 1] ¦ [{"a":[1]}]
          ["a$b", "x"]                                ¦ $[?match(@, 'a$b')]   ¦ ["a$b"]
          [1, 1.0, 1e0, "1"]                          ¦ $[?@ == 1]            ¦ [1,1.0,1e0]
          {"☺": 1, "a-b": 2}                          ¦ $.☺                   ¦ [1]
          {"a": {"b": 1}}                             ¦ $ .a [ 'b' ]          ¦ [1]
          {"a": {"b": 1}}                             ¦ $                     ¦ [{"a":{"b":1}}]
          {"\\u263a": 5}                              ¦ $["\\u263A"]          ¦ [5]
          """)
  void selectsWhatTheRfcSays(String document, String query, String expected) {
    assertThat(select(document, query)).isEqualTo(json(expected));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a.b",
        " $",
        "$ ",
        "$.",
        "$..",
        "$.[",
        "$[",
        "$[]",
        "$.a[",
        "$.'a'",
        "$.1a",
        "$.a-b",
        "$[01]",
        "$[-0]",
        "$[1.0]",
        "$[9007199254740992]",
        "$[a]",
        "$['a]",
        "$['\\x']",
        "$['\\'\"]",
        "$[\"\\'\"]",
        "$['\\ud800']",
        "$[1:2:3:4]",
        "$[?]",
        "$[?@.a=1]",
        "$[?@.a==]",
        "$[?1]",
        "$[?'a']",
        "$[?@.* == 1]",
        "$[?@..a == 1]",
        "$[?length(@)]",
        "$[?match(@, 'a') == true]",
        "$[?count(1) == 1]",
        "$[?unknown(@) == 1]",
        "$[?length (@) == 1]",
        "$[?@.a == 01]",
        "$[?(@.a]",
        "$[?@.a && ]",
        "$[?!1]",
        "$.a b",
        "$$",
        "$[?@.a == 1 == 2]",
        "$[1, ]",
        "$[\"a\u0001\"]"
      })
  void whatIsNotValidIsRefused(String query) {
    assertThatThrownBy(() -> JsonPath.parse(query))
        .isInstanceOf(InvalidJsonPath.class)
        .hasMessageContaining("expected");
  }

  private static JsonNode select(String document, String query) {
    return JsonMapper.shared()
        .createArrayNode()
        .addAll(JsonPath.parse(query).select(json(document)));
  }

  private static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text);
  }
}
