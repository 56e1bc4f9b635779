package dev.seaworthy.server.jobs;

import dev.seaworthy.server.store.Json;
import java.util.UUID;

/// A job in the hands of a worker.
///
/// @param fence grows each time the job is taken; only who holds the present one can end the job
/// @param attempt counted from 1
public record Taken(
    UUID id, Queue queue, String project, String kind, Json payload, long fence, int attempt) {}
