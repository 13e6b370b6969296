import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import { singleton } from "../lifecycle/singleton";

export type Metrics = ReturnType<typeof createMetrics>;

/**
 * Everything that this process counts, once for all of Next's bundles. Labels have few values, all of them ours: an id, an
 * address or a word of a caller would make a series each.
 */
export const metrics = (): Metrics => singleton("metrics", createMetrics);

const quick = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5];
const requests = [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 30];
const photos = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 40, 80, 160];

function createMetrics() {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const counter = <Label extends string>(name: string, help: string, labelNames: Label[]) =>
    new Counter({ name: `pixomax_${name}`, help, labelNames, registers });
  const gauge = <Label extends string>(name: string, help: string, labelNames: Label[] = []) =>
    new Gauge({ name: `pixomax_${name}`, help, labelNames, registers });
  const seconds = <Label extends string>(name: string, help: string, labelNames: Label[], buckets: number[]) =>
    new Histogram({ name: `pixomax_${name}`, help, labelNames, buckets, registers });
  return {
    registry,
    photos: counter("photos_total", "Photos whose job has ended, by how it ended.", [
      "source",
      "mode",
      "preset",
      "outcome",
    ]),
    photoSeconds: seconds("photo_seconds", "From a job's creation to its output.", ["mode", "preset"], photos),
    stageSeconds: seconds("stage_seconds", "Stages of a photo; queued is its wait for the engine.", ["stage"], photos),
    enginePhotos: gauge("engine_photos", "Photos at this instance's provider now.", ["state"]),
    providerFaults: counter("provider_faults_total", "Photos that the provider failed or refused.", [
      "provider",
      "code",
    ]),
    refusals: counter("refusals_total", "Requests answered with a problem, by its code.", ["code"]),
    httpRequests: counter("http_requests_total", "Requests answered by a handler.", [
      "route",
      "method",
      "status_class",
    ]),
    httpSeconds: seconds("http_request_seconds", "Until the answer begins.", ["route", "method"], requests),
    databaseSeconds: seconds(
      "database_seconds",
      "Statements, their wait for the server included.",
      ["operation"],
      quick,
    ),
    storageSeconds: seconds("storage_seconds", "Calls of the storage of photos and outputs.", ["operation"], quick),
    storageFaults: counter("storage_faults_total", "Calls of the storage that failed.", ["operation"]),
    mails: counter("mails_total", "Attempts to send a mail.", ["outcome"]),
    deliveries: counter("webhook_deliveries_total", "Attempts to deliver a webhook.", ["outcome"]),
    sweptAt: gauge("sweep_timestamp_seconds", "When this instance last finished a sweep, in Unix time."),
    queueMessages: gauge("queue_messages", "Messages in the queue, in all of the studio.", ["queue", "state"]),
    queueWait: gauge("queue_wait_seconds", "How long the oldest due message has waited, in all of the studio.", [
      "queue",
    ]),
    openHolds: gauge("open_holds", "Holds that are neither captured nor released, in all of the studio."),
    heldCredits: gauge("held_credits", "Credits in open holds, in all of the studio."),
    oldestHold: gauge("oldest_hold_seconds", "Age of the oldest open hold, in all of the studio; 0 without one."),
    ledgerFaults: gauge("ledger_faults", "What this instance's last check of the ledger found; 0 before it."),
    instances: gauge("instances", "Instances whose lease is current, in all of the studio.", ["role"]),
    usableBytes: gauge("usable_disk_bytes", "What photos may still take up on the disk of DATA_DIR."),
    buildInfo: gauge("build_info", "1, with the version and the role of this instance.", ["version", "role"]),
  };
}
