package dev.lethe.command.api;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a stream line by line in bounded memory: of a line that is too long, only that it was is
 * kept.
 */
final class LineReader {

  /** One line without its end. */
  static final class Line {
    private final byte[] bytes;
    private final boolean tooLong;

    private Line(byte[] bytes, boolean tooLong) {
      this.bytes = bytes;
      this.tooLong = tooLong;
    }

    /** What stands on it; nothing where it was too long. */
    byte[] bytes() {
      return bytes;
    }

    /** Whether it was longer than is read. */
    boolean isTooLong() {
      return tooLong;
    }

    /** Whether it holds nothing but white space. */
    boolean isBlank() {
      for (byte b : bytes) {
        if (b != ' ' && b != '\t' && b != '\r') {
          return false;
        }
      }
      return !tooLong;
    }
  }

  private final InputStream in;
  private final int longest;
  private final byte[] buffer = new byte[64 * 1024];
  private int from;
  private int to;

  LineReader(InputStream in, int longest) {
    this.in = in;
    this.longest = longest;
  }

  /** The next line, or null after the last. */
  @Nullable Line next() throws IOException {
    var line = new ByteArrayOutputStream(256);
    boolean tooLong = false;
    boolean any = false;
    while (true) {
      if (from == to) {
        from = 0;
        to = in.read(buffer);
        if (to <= 0) {
          to = 0;
          return any ? line(line, tooLong) : null;
        }
      }
      any = true;
      int end = from;
      while (end < to && buffer[end] != '\n') {
        end++;
      }
      tooLong |= line.size() + (end - from) > longest;
      if (!tooLong) {
        line.write(buffer, from, end - from);
      }
      boolean ended = end < to;
      from = ended ? end + 1 : end;
      if (ended) {
        return line(line, tooLong);
      }
    }
  }

  private static Line line(ByteArrayOutputStream bytes, boolean tooLong) {
    return new Line(tooLong ? new byte[0] : bytes.toByteArray(), tooLong);
  }
}
