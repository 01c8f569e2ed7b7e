package dev.lethe.standalone.verify;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Checks a copy of a person's data with nothing but itself: that its manifest is signed, that each
 * file is as the manifest says and none is missing or added, that each event is in the signed log
 * as it is stored, and that the events are those which the manifest and the list of positions
 * count.
 */
final class PackageCheck {

  private static final String TYPE = "lethe/access-package/v1";
  private static final String MANIFEST = "manifest.txt";
  private static final JsonMapper JSON = new JsonMapper();

  private final ZipFile zip;
  private final Collection<SignedNote.Key> keys;

  private PackageCheck(ZipFile zip, Collection<SignedNote.Key> keys) {
    this.zip = zip;
    this.keys = keys;
  }

  static boolean isZip(Path file) throws IOException {
    try (InputStream content = Files.newInputStream(file)) {
      return Arrays.equals(content.readNBytes(2), new byte[] {'P', 'K'});
    }
  }

  static Finding check(Path file, Collection<SignedNote.Key> keys) throws IOException {
    try (var zip = new ZipFile(file.toFile())) {
      return new PackageCheck(zip, keys).run();
    } catch (ZipException e) {
      return Finding.bad("the ZIP is damaged or cut off");
    }
  }

  private Finding run() throws IOException {
    String note = text(MANIFEST);
    int end = note.indexOf("\n\n— ");
    if (end < 0) {
      return Finding.bad("there is no signed manifest");
    }
    String text = note.substring(0, end + 1);
    if (keys.isEmpty()) {
      return Finding.bad("give --key to check who signed the manifest");
    }
    if (!SignedNote.isSigned(text, note.substring(end + 2), keys)) {
      return Finding.bad("the manifest is not signed by the key given, or was altered");
    }
    JsonNode manifest = JSON.readTree(text);
    if (!manifest.path("type").asString().equals(TYPE)) {
      return Finding.bad("this is no copy of a person's data");
    }
    Finding files = files(manifest);
    return files.good() ? events(manifest) : files;
  }

  private Finding files(JsonNode manifest) throws IOException {
    Set<String> known = new HashSet<>(Set.of(MANIFEST));
    for (JsonNode file : manifest.path("files")) {
      String name = file.path("name").asString();
      known.add(name);
      if (zip.getEntry(name) == null) {
        return Finding.bad("%s is missing", name);
      }
      byte[] content = bytes(name);
      String sha256 = HexFormat.of().formatHex(Merkle.sha256(content));
      if (content.length != file.path("bytes").longValue()
          || !sha256.equals(file.path("sha256").asString())) {
        return Finding.bad("%s is not as the manifest says", name);
      }
    }
    List<String> added = new ArrayList<>();
    zip.stream().map(entry -> entry.getName()).forEach(added::add);
    added.removeIf(known::contains);
    if (!added.isEmpty()) {
      return Finding.bad("%s is not in the manifest", added.getFirst());
    }
    return Finding.good("all files are as the manifest says");
  }

  private Finding events(JsonNode manifest) throws IOException {
    SignedNote checkpoint = SignedNote.parse(text("checkpoint.txt"));
    if (!checkpoint.isSignedBy(keys)) {
      return Finding.bad("the checkpoint is not signed by the key given");
    }
    if (checkpoint.size() != manifest.path("asOf").longValue()) {
      return Finding.bad("the checkpoint is of another tree");
    }
    Map<String, List<Long>> listed = new HashMap<>();
    for (JsonNode person : JSON.readTree(text("positions.json"))) {
      List<Long> positions =
          person.path("positions").valueStream().map(JsonNode::longValue).toList();
      if (positions.size() != person.path("count").longValue()) {
        return Finding.bad("positions.json contradicts itself");
      }
      listed.put(person.path("subject").asString(), positions);
    }
    Set<String> people = new HashSet<>();
    manifest.path("people").valueStream().map(JsonNode::asString).forEach(people::add);
    if (!people.equals(listed.keySet())
        || !people.contains(manifest.path("subjectId").asString())) {
      return Finding.bad("the manifest and positions.json are about different people");
    }
    Map<String, List<Long>> found = new HashMap<>();
    people.forEach(person -> found.put(person, new ArrayList<>()));
    List<Long> order = new ArrayList<>();
    try (BufferedReader lines = reader("events.jsonl")) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode event = JSON.readTree(line);
        long position = event.path("position").longValue();
        if (!proven(event, position, checkpoint)) {
          return Finding.bad("the event at position %d is not shown to be in the log", position);
        }
        List<Long> ofPerson = found.get(event.path("subject").asString());
        if (ofPerson == null) {
          return Finding.bad("the event at position %d is about somebody else", position);
        }
        ofPerson.add(position);
        order.add(position);
      }
    }
    if (!found.equals(listed) || order.size() != manifest.path("events").longValue()) {
      return Finding.bad("the events are not those that positions.json and the manifest count");
    }
    List<Long> told = new ArrayList<>();
    try (BufferedReader lines = reader("history.jsonl")) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        told.add(JSON.readTree(line).path("record").path("position").longValue());
      }
    }
    if (!told.equals(order)) {
      return Finding.bad("history.jsonl does not tell of the same events as events.jsonl");
    }
    return Finding.good(
        "all %d events about %s up to position %d are in the log signed by %s, in %d files",
        order.size(),
        manifest.path("subjectId").asString(),
        checkpoint.size(),
        checkpoint.origin(),
        manifest.path("files").size());
  }

  private static boolean proven(JsonNode event, long position, SignedNote checkpoint) {
    byte[] leaf = Merkle.leaf(LeafEntry.of(field -> string(event.get(field))));
    List<byte[]> proof =
        event
            .path("proof")
            .valueStream()
            .map(hash -> Base64.getDecoder().decode(hash.asString()))
            .toList();
    return position >= 1
        && position <= checkpoint.size()
        && Merkle.includes(leaf, position - 1, checkpoint.size(), proof, checkpoint.root());
  }

  private static @Nullable String string(@Nullable JsonNode value) {
    return value == null || value.isNull() ? null : value.asString();
  }

  private String text(String name) throws IOException {
    return new String(bytes(name), StandardCharsets.UTF_8);
  }

  private byte[] bytes(String name) throws IOException {
    try (InputStream content = open(name)) {
      return content.readAllBytes();
    }
  }

  private BufferedReader reader(String name) throws IOException {
    return new BufferedReader(new InputStreamReader(open(name), StandardCharsets.UTF_8));
  }

  private InputStream open(String name) throws IOException {
    var entry = zip.getEntry(name);
    return entry == null ? InputStream.nullInputStream() : zip.getInputStream(entry);
  }
}
