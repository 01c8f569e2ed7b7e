package dev.lethe.shared.http;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What {@code /openapi.json} says before any endpoint is described. */
@Configuration(proxyBeanMethods = false)
class ApiDescription {

  /** Name of the security scheme that the endpoints refer to. */
  private static final String BEARER = "bearer";

  @Bean
  OpenAPI openApi() {
    return new OpenAPI()
        .info(
            new Info()
                .title("Lethe")
                .version("0.1.0")
                .description(
                    "Commands change things and become events; queries read what the events came"
                        + " to. Log in with POST /sessions, send commands to"
                        + " /commands/{CommandName}, and give the position of the answer as"
                        + " Lethe-After to any query that should see it. Whatever goes wrong is"
                        + " answered as a problem (RFC 9457).")
                .license(new License().name("Apache-2.0").identifier("Apache-2.0")))
        .servers(List.of(new Server().url("/")))
        .components(
            new Components()
                .addSecuritySchemes(
                    BEARER,
                    new SecurityScheme()
                        .type(SecurityScheme.Type.HTTP)
                        .scheme("bearer")
                        .bearerFormat("JWT")
                        .description("The accessToken of POST /sessions")))
        .addSecurityItem(new SecurityRequirement().addList(BEARER));
  }
}
