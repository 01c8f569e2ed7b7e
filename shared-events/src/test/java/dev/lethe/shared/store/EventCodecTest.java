package dev.lethe.shared.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lethe.shared.vault.NewKeys;
import dev.lethe.shared.vault.Vault;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Payloads are read whatever revision they were stored in. */
class EventCodecTest {

  private static final UUID ID = UUID.fromString("0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d11");

  sealed interface ParcelEvent extends DomainEvent {
    @EventType(value = "parcel.sent", revision = 3)
    record ParcelSent(UUID parcelId, String street, String town) implements ParcelEvent {}
  }

  private final EventCodec codec =
      new EventCodec(
          new EventTypes(List.of(ParcelEvent.class)),
          List.of(
              new Upcaster(
                  "parcel.sent",
                  1,
                  payload -> {
                    payload.set("address", payload.remove("to"));
                    return payload;
                  }),
              new Upcaster(
                  "parcel.sent",
                  2,
                  payload -> {
                    String[] parts = payload.remove("address").asString().split(", ", 2);
                    return payload.put("street", parts[0]).put("town", parts[1]);
                  })),
          Vault.NONE);

  @Test
  void thePresentRevisionIsReadAsItIs() {
    var sent = new ParcelEvent.ParcelSent(ID, "High Street 1", "York");

    assertThat(
            codec.decode(
                "parcel.sent", 3, codec.encode(sent, ID, null, null, new NewKeys()), ID, null))
        .isEqualTo(sent);
  }

  @Test
  void anOlderRevisionPassesThroughEachUpcaster() {
    String stored = "{\"parcelId\":\"%s\",\"to\":\"High Street 1, York\"}".formatted(ID);

    assertThat(codec.decode("parcel.sent", 1, stored, ID, null))
        .isEqualTo(new ParcelEvent.ParcelSent(ID, "High Street 1", "York"));
  }

  @Test
  void aRevisionThatNoUpcasterReadsIsAnError() {
    assertThatThrownBy(() -> codec.decode("parcel.sent", 0, "{}", ID, null))
        .hasMessageContaining("parcel.sent revision 0");
  }

  @Test
  void equalMetadataHasEqualBytesInWhateverOrderItWasPutTogether() {
    assertThat(codec.encodeMetadata(Map.of("b", "2", "a", "1"), ID, null))
        .isEqualTo("{\"a\":\"1\",\"b\":\"2\"}");
  }
}
