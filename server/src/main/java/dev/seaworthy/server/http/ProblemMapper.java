package dev.seaworthy.server.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/// Turns whatever a request ended with into a problem document. A fault of ours is logged under a
/// number that the client is told, and which is all that the client is told.
final class ProblemMapper {
  private static final Logger LOG = Logger.getLogger(ProblemMapper.class);

  private ProblemMapper() {}

  static Response response(Problem problem) {
    return Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem).build();
  }

  private static Response fault(Throwable thrown) {
    String number = UUID.randomUUID().toString();
    LOG.errorf(thrown, "request failed, incident %s", number);
    return response(
        Problem.ofStatus(
            500, "Internal Server Error", "The server's log tells more, at incident " + number));
  }

  /// Everything that nothing below is made for.
  @Provider
  static class OfAll implements ExceptionMapper<Throwable> {
    @Override
    public Response toResponse(Throwable thrown) {
      return fault(thrown);
    }
  }

  /// What resources throw on purpose.
  @Provider
  static class OfProblems implements ExceptionMapper<ProblemException> {
    @Override
    public Response toResponse(ProblemException thrown) {
      return response(thrown.problem());
    }
  }

  /// Failures with a code.
  @Provider
  static class OfCodes implements ExceptionMapper<SeaworthyException> {
    @Override
    public Response toResponse(SeaworthyException thrown) {
      return switch (thrown.code().type()) {
        case USER, LIMIT -> response(Problem.of(thrown));
        case EXTERNAL, INTERNAL -> {
          LOG.errorf(thrown, "request failed with %s", thrown.code().id());
          yield response(Problem.of(thrown));
        }
      };
    }
  }

  /// No such path, method or media type.
  @Provider
  static class OfRouting implements ExceptionMapper<WebApplicationException> {
    @Override
    public Response toResponse(WebApplicationException thrown) {
      if (thrown.getCause() instanceof JsonProcessingException json) {
        return new OfBodies().toResponse(json);
      }
      Response.StatusType status = thrown.getResponse().getStatusInfo();
      Response.ResponseBuilder response =
          Response.status(status)
              .type(Problem.MEDIA_TYPE)
              .entity(
                  Problem.ofStatus(
                      status.getStatusCode(),
                      status.getReasonPhrase(),
                      "The request can't be answered: " + status.getReasonPhrase() + "."));
      String allow = thrown.getResponse().getHeaderString("Allow");
      return (allow == null ? response : response.header("Allow", allow)).build();
    }
  }

  /// Bodies that are no JSON, or not the JSON that was wanted.
  @Provider
  static class OfBodies implements ExceptionMapper<JsonProcessingException> {
    @Override
    public Response toResponse(JsonProcessingException thrown) {
      String place =
          thrown.getLocation() == null
              ? ""
              : " at line %s, column %s"
                  .formatted(thrown.getLocation().getLineNr(), thrown.getLocation().getColumnNr());
      return response(
          Problem.badRequest("The body is not the JSON document that was expected" + place + "."));
    }
  }

  /// JSON that has something else than what was wanted, or in another place.
  @Provider
  static class OfMismatches implements ExceptionMapper<MismatchedInputException> {
    @Override
    public Response toResponse(MismatchedInputException thrown) {
      String place =
          thrown.getPath().stream()
              .map(step -> step.getFieldName() == null ? "" + step.getIndex() : step.getFieldName())
              .map(step -> "/" + step)
              .collect(Collectors.joining());
      String what =
          thrown instanceof UnrecognizedPropertyException unknown
              ? "There is no such property; there are %s."
                  .formatted(new TreeSet<>(unknown.getKnownPropertyIds()))
              : "A value of another kind is expected.";
      return response(
          Problem.badRequest("At %s of the body: %s".formatted(Text.visible(place), what)));
    }
  }
}
