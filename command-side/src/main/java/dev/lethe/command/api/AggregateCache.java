package dev.lethe.command.api;

import com.github.benmanes.caffeine.cache.Caffeine;
import org.axonframework.common.Registration;
import org.axonframework.common.caching.Cache;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the aggregates used last, so that they are not read for every command. What another process
 * did since is met at the append, or by {@link CommandRunner} where nothing is appended.
 */
public final class AggregateCache implements Cache {

  private final com.github.benmanes.caffeine.cache.Cache<Object, Object> aggregates;

  /** Keeps at most this many. */
  public AggregateCache(int most) {
    aggregates = Caffeine.newBuilder().maximumSize(most).build();
  }

  @Override
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // as Axon declares it
  public <K, V> @Nullable V get(K key) {
    return (V) aggregates.getIfPresent(key);
  }

  @Override
  public void put(Object key, Object value) {
    aggregates.put(key, value);
  }

  @Override
  public boolean putIfAbsent(Object key, Object value) {
    return aggregates.asMap().putIfAbsent(key, value) == null;
  }

  @Override
  public boolean remove(Object key) {
    return aggregates.asMap().remove(key) != null;
  }

  @Override
  public boolean containsKey(Object key) {
    return aggregates.asMap().containsKey(key);
  }

  @Override
  public Registration registerCacheEntryListener(EntryListener cacheEntryListener) {
    throw new UnsupportedOperationException("nobody listens to this cache");
  }
}
