package dev.lethe.command.api;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A pipe without a limit, through a file. Many HTTP clients send their whole body before they read
 * a byte of the answer; a pipe in memory would either grow or stand still.
 */
final class Spool implements AutoCloseable {

  private final FileChannel file;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition grown = lock.newCondition();
  private long written;
  private boolean complete;

  Spool() throws IOException {
    Path path = Files.createTempFile("lethe-results-", ".jsonl");
    file =
        FileChannel.open(
            path,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
  }

  void write(byte[] bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    long at = written;
    while (buffer.hasRemaining()) {
      at += file.write(buffer, at);
    }
    publish(at, false);
  }

  /** Nothing more will be written. */
  void complete() {
    publish(written, true);
  }

  private void publish(long size, boolean last) {
    lock.lock();
    try {
      written = size;
      complete |= last;
      grown.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Copies all that is and will be written, as it comes, until it is complete. */
  void copyTo(OutputStream out) throws IOException, InterruptedException {
    ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
    long read = 0;
    while (true) {
      long size = awaitMoreThan(read);
      if (size == read) {
        return;
      }
      while (read < size) {
        buffer.clear().limit((int) Math.min(buffer.capacity(), size - read));
        int n = file.read(buffer, read);
        out.write(buffer.array(), 0, n);
        read += n;
      }
      out.flush();
    }
  }

  private long awaitMoreThan(long read) throws InterruptedException {
    lock.lock();
    try {
      while (written == read && !complete) {
        grown.await();
      }
      return written;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
