import { type ContractCase, judge, type Outcome } from "./contract-case";
import { type Answer, callEndpoint, type Endpoint, type Form, readJson } from "./endpoint";
import { describeAnswer } from "./judge-answer";

const wanted = [
  "X-Request-Id",
  "X-Job-Id",
  "X-Credits-Charged",
  "X-Credits-Remaining",
  "X-RateLimit-Limit",
  "X-RateLimit-Remaining",
  "X-RateLimit-Reset",
  "X-Model",
  "X-Width",
  "X-Height",
  "X-Output-Expires-At",
];

const addition = (
  name: string,
  expected: string,
  credits: number,
  run: (endpoint: Endpoint) => Promise<Outcome>,
): ContractCase => ({ name, expected, credits, isAddition: true, run });

const photoForm = ({ photo }: Endpoint): Form => ({ image: photo.bytes, model: "tiny" });
const judgeAnswer = (answer: Answer, isRight: boolean) => judge(isRight, describeAnswer(answer));

async function read({ url, key }: Endpoint, path: string): Promise<Answer> {
  const response = await fetch(`${url}${path}`, { headers: { "X-Api-Key": key }, signal: AbortSignal.timeout(30_000) });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

/** What a studio offers beyond the contract. An endpoint without it conforms all the same. */
export const additionCases: readonly ContractCase[] = [
  addition("response headers", "all of them", 1, async (endpoint) => {
    const { headers } = await callEndpoint(endpoint, photoForm(endpoint));
    const missing = wanted.filter((name) => !headers.has(name));
    return judge(missing.length === 0, missing.length === 0 ? "all of them" : `without ${missing.join(", ")}`);
  }),
  addition("unknown fields and X-App-Key are ignored", "200", 1, async (endpoint) => {
    const form = { ...photoForm(endpoint), other: "field" };
    const answer = await callEndpoint(endpoint, form, { "X-App-Key": "any" });
    return judgeAnswer(answer, answer.status === 200);
  }),
  addition("clean_scratches: auto", "200", 2, async (endpoint) => {
    const answer = await callEndpoint(endpoint, { ...photoForm(endpoint), clean_scratches: "auto" });
    return judgeAnswer(answer, answer.status === 200);
  }),
  addition("errors: problem+json", "code, detail, fix", 0, async (endpoint) => {
    const answer = await callEndpoint(endpoint, { image: "" });
    const body = readJson(answer);
    const isProblem = /^application\/problem\+json/.test(answer.headers.get("content-type") ?? "");
    return judgeAnswer(
      answer,
      isProblem && ["code", "detail", "fix"].every((name) => typeof body?.[name] === "string"),
    );
  }),
  addition("Idempotency-Key: the same again, charged once", "200, replayed", 1, async (endpoint) => {
    const headers = { "Idempotency-Key": `conformance-${crypto.randomUUID()}` };
    const first = await callEndpoint(endpoint, photoForm(endpoint), headers);
    const again = await callEndpoint(endpoint, photoForm(endpoint), headers);
    const isReplay = again.headers.get("idempotency-replayed") === "true";
    return judgeAnswer(again, first.status === 200 && again.status === 200 && isReplay);
  }),
  addition("Prefer: respond-async", "202 and a job", 1, async (endpoint) => {
    const answer = await callEndpoint(endpoint, photoForm(endpoint), { Prefer: "respond-async" });
    return judgeAnswer(answer, answer.status === 202 && typeof readJson(answer)?.jobId === "string");
  }),
  addition("Accept: image/*", "the picture itself", 1, async (endpoint) => {
    const answer = await callEndpoint(endpoint, photoForm(endpoint), { Accept: "image/*" });
    const contentType = answer.headers.get("content-type") ?? "none";
    return judge(answer.status === 200 && contentType.startsWith("image/"), `${answer.status} ${contentType}`);
  }),
  ...["account", "models", "jobs", "usage", "receipt-keys", "openapi.json"].map((name) =>
    addition(`GET /api/v1/${name}`, "200, JSON", 0, async (endpoint) => {
      const answer = await read(endpoint, `/api/v1/${name}`);
      return judgeAnswer(answer, answer.status === 200 && readJson(answer) !== null);
    }),
  ),
];
