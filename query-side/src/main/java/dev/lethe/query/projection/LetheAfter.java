package dev.lethe.query.projection;

import dev.lethe.shared.problem.ProblemType;
import dev.lethe.shared.problem.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Holds a query with the header {@code Lethe-After: POSITION} until the read tables are there: a
 * writer reads its own write.
 */
@Component
class LetheAfter implements HandlerInterceptor, WebMvcConfigurer {

  /** The header's name. */
  static final String HEADER = "Lethe-After";

  private static final Pattern POSITION = Pattern.compile("[0-9]{1,18}");

  private final ProjectionPositions positions;

  LetheAfter(ProjectionPositions positions) {
    this.positions = positions;
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(this);
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    String after = request.getHeader(HEADER);
    if (after != null && request.getMethod().equals("GET")) {
      if (!POSITION.matcher(after).matches()) {
        throw new Refusal(
            ProblemType.INVALID_REQUEST,
            "Lethe-After holds the position from a command's answer, such as 42");
      }
      positions.await(Long.parseLong(after));
    }
    return true;
  }
}
