package dev.lethe.shared.vault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.shared.SharedConfiguration;
import dev.lethe.shared.store.DomainEvent;
import dev.lethe.shared.store.EventTypes;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Every event says which of its fields are personal, and about whom. */
class PersonalDataDeclaredTest {

  static Stream<Class<?>> events() {
    return new EventTypes(SharedConfiguration.EVENTS).classes().stream();
  }

  @ParameterizedTest
  @MethodSource("events")
  void whateverCouldHoldFreeTextIsDeclared(Class<?> event) {
    assertThat(
            Arrays.stream(event.getRecordComponents())
                .filter(component -> holdsFreeText(component.getType()))
                .filter(
                    component ->
                        !component.isAnnotationPresent(PersonalData.class)
                            && !component.isAnnotationPresent(NotPersonal.class))
                .map(RecordComponent::getName))
        .as("mark with @PersonalData, or with @NotPersonal and why")
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("events")
  void anEventWithPersonalDataSaysAboutWhom(Class<?> event) throws Exception {
    if (PersonalFields.of(event).isEmpty()) {
      return;
    }
    Method subject = event.getMethod("dataSubject");
    assertThat(subject.getDeclaringClass())
        .as("the data subject of " + event.getSimpleName())
        .isNotEqualTo(DomainEvent.class);
  }

  @ParameterizedTest
  @MethodSource("events")
  void everyPersonalFieldHasABlankValue(Class<?> event) {
    PersonalFields.of(event).forEach(field -> field.blank(new java.util.UUID(0, 1)));
  }

  private static boolean holdsFreeText(Class<?> type) {
    return type == String.class
        || type == JsonNode.class
        || Collection.class.isAssignableFrom(type)
        || (type.isRecord()
            && Arrays.stream(type.getRecordComponents())
                .anyMatch(component -> holdsFreeText(component.getType())));
  }
}
