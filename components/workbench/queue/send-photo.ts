import { ApiProblem, offlineProblem } from "@/lib/client/api-problem";
import { readProblem } from "@/lib/client/read-problem";
import { colorizeAnswerSchema } from "@/lib/contract/answers";
import { headers } from "@/lib/contract/headers";
import { formFields, type Order, writeOrderFields } from "@/lib/contract/order";
import type { PhotoProblem } from "./local-photo";

/** `name` is what this attempt is called: its job's clientRef, and the key that keeps a repetition from being charged again. */
export type Sendable = { name: string; file: File; order: Order };
export type SentPhoto = { outputUrl: string; creditsRemaining: number | null };
type Options = { signal: AbortSignal; onProgress: (percent: number) => void };

/**
 * Uploads one photo and waits for its output. XMLHttpRequest, because fetch does not report the progress of an upload.
 * @throws {ApiProblem} the answer's problem, or `offline`
 */
export function sendPhoto({ name, file, order }: Sendable, { signal, onProgress }: Options): Promise<SentPhoto> {
  const form = new FormData();
  for (const [name, value] of writeOrderFields(order)) form.set(name, value);
  form.set(formFields.image, file, file.name);

  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", "/api/workbench/colorize");
    request.setRequestHeader(headers.clientRef, name);
    request.setRequestHeader(headers.idempotencyKey, name);
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? Math.floor((loaded / total) * 99) : 0);
    request.upload.onload = () => onProgress(100);
    request.onload = () => {
      try {
        resolve(readSent(request));
      } catch (error) {
        reject(error);
      }
    };
    request.onerror = () => reject(offlineProblem());
    request.onabort = () => reject(signal.reason);
    signal.addEventListener("abort", () => request.abort());
    request.send(form);
  });
}

function readSent(request: XMLHttpRequest): SentPhoto {
  if (request.status !== 200) throw readProblem(request.status, request.responseText);
  const answer = colorizeAnswerSchema.safeParse(JSON.parse(request.responseText));
  if (!answer.success) throw readProblem(request.status, "");
  const remaining = request.getResponseHeader(headers.creditsRemaining);
  return { outputUrl: answer.data.outputUrl, creditsRemaining: remaining === null ? null : Number(remaining) };
}

/** What was thrown, as the queue shows it. The problem's own `fix` is for programs; here the user has a Retry button. */
export function describeProblem(error: unknown): PhotoProblem {
  if (!(error instanceof ApiProblem)) return { code: "unexpected", detail: "The photo could not be sent. Try again." };
  const { code, message, fix } = error;
  return { code, detail: code === "offline" ? `${message} ${fix}` : message };
}
