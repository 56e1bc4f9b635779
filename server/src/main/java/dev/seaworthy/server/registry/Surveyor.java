package dev.seaworthy.server.registry;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.seaworthy.base.Digest;
import dev.seaworthy.server.jobs.Jobs;
import dev.seaworthy.server.jobs.Queue;
import dev.seaworthy.server.store.Json;
import dev.seaworthy.server.store.Transaction;
import dev.seaworthy.server.survey.HeldImages;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.List;

/// Has images scanned that came in.
@Singleton
class Surveyor {
  private final Jobs jobs;
  private final ObjectMapper json;

  Surveyor(Jobs jobs, ObjectMapper json) {
    this.jobs = jobs;
    this.json = json;
  }

  /// Orders the scan, in the transaction that stores the image.
  void pushed(
      Transaction tx, RepositoryName repository, Digest digest, List<String> tags, String by)
      throws SQLException {
    ObjectNode payload = json.createObjectNode();
    payload.put(
        "reference",
        HeldImages.SCHEME
            + repository
            + (tags.isEmpty() ? "" : ":" + tags.getFirst())
            + "@"
            + digest);
    jobs.order(
        tx,
        new Jobs.Order(Queue.PUSH, repository.project(), "scan", new Json(payload.toString()), by));
  }
}
