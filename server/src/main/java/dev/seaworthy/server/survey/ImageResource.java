package dev.seaworthy.server.survey;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.seaworthy.base.Digest;
import dev.seaworthy.server.access.Permission;
import dev.seaworthy.server.access.Permit;
import dev.seaworthy.server.http.Cursor;
import dev.seaworthy.server.http.Page;
import dev.seaworthy.server.http.Problem;
import dev.seaworthy.server.http.ProblemException;
import dev.seaworthy.server.store.FileBlobStore;
import dev.seaworthy.server.survey.Images.Found;
import dev.seaworthy.server.survey.Images.Surveyed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is known of a project's images.
@Path("/api/v1/projects/{project}/images")
@Produces(MediaType.APPLICATION_JSON)
class ImageResource {
  private static final String ENVELOPE = "application/vnd.dsse.envelope.v1+json";

  private final Images images;
  private final FileBlobStore blobs;

  ImageResource(Images images, FileBlobStore blobs) {
    this.images = images;
    this.blobs = blobs;
  }

  @GET
  @Permit(Permission.IMAGE_READ)
  public Page<Surveyed> list(
      @PathParam("project") String project,
      @QueryParam("verdict") @Nullable String verdict,
      @QueryParam("repository") @Nullable String repository,
      @QueryParam("limit") @Nullable Integer limit,
      @QueryParam("after") @Nullable String after) {
    int size = Page.limit(limit);
    List<String> begin = after == null ? List.of() : Cursor.parse(after, 2).values();
    return Page.of(
        images.list(project, verdict, repository, begin, size + 1),
        size,
        image -> Cursor.of(image.repository(), image.digest()));
  }

  @GET
  @Path("{digest}")
  @Permit(Permission.IMAGE_READ)
  public Surveyed one(
      @PathParam("project") String project,
      @PathParam("digest") String digest,
      @QueryParam("repository") @Nullable String repository) {
    return images
        .find(project, digest, repository)
        .orElseThrow(() ->
            new ProblemException(Problem.notFound("No such image was scanned in this project.")));
  }

  @GET
  @Path("{digest}/findings")
  @Permit(Permission.FINDING_READ)
  public Page<Found> findings(
      @PathParam("project") String project,
      @PathParam("digest") String digest,
      @QueryParam("repository") @Nullable String repository,
      @QueryParam("severity") @Nullable String severity,
      @QueryParam("kind") @Nullable String kind,
      @QueryParam("name") @Nullable String name,
      @QueryParam("inTheWay") @Nullable Boolean inTheWay,
      @QueryParam("limit") @Nullable Integer limit,
      @QueryParam("after") @Nullable String after) {
    int size = Page.limit(limit);
    return Page.of(
        images.findings(
            project,
            one(project, digest, repository),
            severity,
            kind,
            name,
            inTheWay,
            after == null ? -1 : position(after),
            size + 1),
        size,
        found -> Cursor.of(String.valueOf(found.position())));
  }

  private static long position(String after) {
    try {
      return Long.parseLong(Cursor.parse(after, 1).values().getFirst());
    } catch (NumberFormatException e) {
      throw new ProblemException(Problem.badRequest("after is no cursor of this list."));
    }
  }

  /// A finding with what explains it.
  ///
  /// @param firstDetected when it was first seen in this class of images
  /// @param layers of the image, from the first
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Explained(
      String id,
      String kind,
      String name,
      String severity,
      boolean inTheWay,
      @Nullable Instant firstDetected,
      String policy,
      Instant dataDate,
      @JsonRawValue String document,
      @JsonRawValue String layers) {}

  @GET
  @Path("{digest}/findings/{id}")
  @Permit(Permission.FINDING_READ)
  public Explained finding(
      @PathParam("project") String project,
      @PathParam("digest") String digest,
      @PathParam("id") String id,
      @QueryParam("repository") @Nullable String repository) {
    Surveyed image = one(project, digest, repository);
    Found found =
        images
            .finding(project, image, id)
            .orElseThrow(
                () -> new ProblemException(Problem.notFound("The image has no such finding.")));
    return new Explained(
        found.id(),
        found.kind(),
        found.name(),
        found.severity(),
        found.inTheWay(),
        images.firstDetected(image, id).orElse(null),
        image.policy(),
        image.dataDate(),
        found.document(),
        images.layers(project, image));
  }

  /// The signed certificate, as `seaworthy verify` takes it.
  @GET
  @Path("{digest}/certificate")
  @Produces(ENVELOPE)
  @Permit(Permission.CERTIFICATE_READ)
  public String certificate(
      @PathParam("project") String project,
      @PathParam("digest") String digest,
      @QueryParam("repository") @Nullable String repository) {
    return images.envelope(one(project, digest, repository).certificate()).orElseThrow();
  }

  /// The bill of materials.
  @GET
  @Path("{digest}/sbom")
  @Permit(Permission.IMAGE_READ)
  public Response sbom(
      @PathParam("project") String project,
      @PathParam("digest") String digest,
      @QueryParam("repository") @Nullable String repository,
      @QueryParam("format") @Nullable String format)
      throws IOException {
    Surveyed image = one(project, digest, repository);
    Images.Documents documents = images.documents(project, image).orElseThrow();
    return switch (format == null ? "cyclonedx-json" : format) {
      case "cyclonedx-json" ->
          document(documents.cyclonedx(), "application/vnd.cyclonedx+json", "sbom.cdx.json");
      case "spdx-json" -> document(documents.spdx(), "application/spdx+json", "sbom.spdx.json");
      default ->
          throw new ProblemException(
              Problem.badRequest("format is neither cyclonedx-json nor spdx-json."));
    };
  }

  /// The whole result, as `seaworthy scan --output json` writes it.
  @GET
  @Path("{digest}/report")
  @Permit(Permission.FINDING_READ)
  public Response report(
      @PathParam("project") String project,
      @PathParam("digest") String digest,
      @QueryParam("repository") @Nullable String repository)
      throws IOException {
    Surveyed image = one(project, digest, repository);
    return document(
        images.documents(project, image).orElseThrow().report(),
        MediaType.APPLICATION_JSON,
        "report.json");
  }

  private Response document(Digest digest, String type, String name) throws IOException {
    InputStream bytes = blobs.get(digest);
    return Response.ok(bytes, type)
        .header("Content-Disposition", "attachment; filename=\"%s\"".formatted(name))
        .build();
  }
}
