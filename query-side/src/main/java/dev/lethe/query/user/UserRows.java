package dev.lethe.query.user;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.repository.Repository;

/** Reads {@code read.users} as far as row-level security lets. */
interface UserRows extends Repository<UserRow, UUID> {

  Optional<UserRow> findById(UUID id);

  Optional<UserRow> findByEmailIgnoreCase(String email);

  List<UserRow> findByIdGreaterThanOrderById(UUID after, Limit limit);
}
