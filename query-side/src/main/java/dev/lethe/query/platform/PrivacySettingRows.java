package dev.lethe.query.platform;

import java.util.List;
import java.util.UUID;
import org.springframework.data.repository.Repository;

/** Reads {@code read.privacy_settings}. */
interface PrivacySettingRows extends Repository<PrivacySettingRow, UUID> {

  List<PrivacySettingRow> findByPlatformIdOrderByName(UUID platformId);
}
