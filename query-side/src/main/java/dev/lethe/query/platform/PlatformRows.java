package dev.lethe.query.platform;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.repository.Repository;

/** Reads {@code read.platforms}. */
interface PlatformRows extends Repository<PlatformRow, UUID> {

  Optional<PlatformRow> findById(UUID id);

  Optional<PlatformRow> findBySlug(String slug);

  List<PlatformRow> findByIdGreaterThanOrderById(UUID after, Limit limit);
}
