package dev.lethe.shared.http;

import dev.lethe.shared.problem.ProblemType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/** Credentials are looked up in the database: says so where it does not answer. */
final class UnavailableFilter extends OncePerRequestFilter {

  private static final Logger log = LoggerFactory.getLogger(UnavailableFilter.class);

  private final ProblemWriter problems;

  UnavailableFilter(ProblemWriter problems) {
    this.problems = problems;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    try {
      chain.doFilter(request, response);
    } catch (DataAccessException e) {
      log.warn("the database does not answer: {}", e.getMessage());
      response.setHeader(HttpHeaders.RETRY_AFTER, "1");
      problems.write(response, ProblemType.UNAVAILABLE, "try again in a moment");
    }
  }
}
